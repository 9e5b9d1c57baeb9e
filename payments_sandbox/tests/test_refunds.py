"""Refunds never exceed the charge."""

import pytest
import stripe

from payments_sandbox.tests.running import Sandbox


def paid(sandbox: Sandbox) -> stripe.PaymentIntent:
    unpaid = sandbox.intent(amount=10000)
    sandbox.switch(f"pay/{unpaid.id}")
    intent: stripe.PaymentIntent = sandbox.stripe.payment_intents.retrieve(unpaid.id)
    return intent


def test_a_full_refund(sandbox: Sandbox) -> None:
    intent = paid(sandbox)
    refund = sandbox.stripe.refunds.create(
        {"payment_intent": intent.id, "reason": "duplicate", "metadata": {"payment": "1"}}
    )
    assert (refund.amount, refund.status, refund.reason) == (10000, "succeeded", "duplicate")
    assert sandbox.stripe.refunds.retrieve(refund.id).to_dict() == refund.to_dict()
    charge = sandbox.stripe.charges.retrieve(str(intent.latest_charge))
    assert (charge.amount_refunded, charge.refunded) == (10000, True)
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        sandbox.stripe.refunds.create({"payment_intent": intent.id})
    assert refusal.value.code == "charge_already_refunded"


def test_several_partial_refunds(sandbox: Sandbox) -> None:
    intent = paid(sandbox)
    for amount in (2500, 3000):
        sandbox.stripe.refunds.create({"charge": str(intent.latest_charge), "amount": amount})
    with pytest.raises(stripe.InvalidRequestError, match=r"₱45\.01.*₱45\.00"):
        sandbox.stripe.refunds.create({"payment_intent": intent.id, "amount": 4501})
    rest = sandbox.stripe.refunds.create({"payment_intent": intent.id})
    assert rest.amount == 4500
    listed = sandbox.stripe.refunds.list({"payment_intent": intent.id})
    assert [refund.amount for refund in listed.data] == [4500, 3000, 2500]
    charge = sandbox.stripe.charges.retrieve(str(intent.latest_charge), {"expand": ["refunds"]})
    assert charge.refunds is not None
    assert [refund.amount for refund in charge.refunds.data] == [4500, 3000, 2500]


def test_an_unpaid_intent_has_nothing_to_refund(sandbox: Sandbox) -> None:
    with pytest.raises(stripe.InvalidRequestError):
        sandbox.stripe.refunds.create({"payment_intent": sandbox.intent().id})
    assert sandbox.stripe.refunds.list().data == []
