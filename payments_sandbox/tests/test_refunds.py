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


def test_a_pending_refund_is_done_later(sandbox: Sandbox) -> None:
    intent = paid(sandbox)
    sandbox.switch("refunds", pending=1)
    refund = sandbox.stripe.refunds.create({"payment_intent": intent.id, "amount": 4000})
    assert (refund.status, refund.pending_reason) == ("pending", "processing")
    done = sandbox.switch(f"refunds/{refund.id}", status="succeeded")[1]
    assert (done["status"], done["pending_reason"]) == ("succeeded", None)
    again = sandbox.stripe.refunds.create({"payment_intent": intent.id, "amount": 1000})
    assert again.status == "succeeded"
    types = [event.type for event in sandbox.stripe.events.list().data]
    assert types[:5] == ["charge.refunded", "refund.created", "refund.updated",
                         "charge.refunded", "refund.created"]  # fmt: skip


@pytest.mark.parametrize("pending", [0, 1])
def test_a_failed_refund_is_money_to_be_given_back_again(sandbox: Sandbox, pending: int) -> None:
    intent = paid(sandbox)
    if pending:
        sandbox.switch("refunds", pending=pending)
    refund = sandbox.stripe.refunds.create({"payment_intent": intent.id})
    sandbox.switch(f"refunds/{refund.id}", status="failed")
    failed = sandbox.stripe.refunds.retrieve(refund.id)
    assert (failed.status, failed.failure_reason) == ("failed", "unknown")
    charge = sandbox.stripe.charges.retrieve(str(intent.latest_charge))
    assert (charge.amount_refunded, charge.refunded) == (0, False)
    types = [event.type for event in sandbox.stripe.events.list().data]
    assert types[:2] == ["refund.failed", "refund.updated"]
    assert sandbox.switch(f"refunds/{refund.id}", status="succeeded")[0] == 400
    assert sandbox.stripe.refunds.create({"payment_intent": intent.id}).amount == 10000


def test_refunds_are_found_by_their_time(sandbox: Sandbox) -> None:
    refund = sandbox.stripe.refunds.create({"payment_intent": paid(sandbox).id})
    refunds = sandbox.stripe.refunds
    assert len(refunds.list({"created": {"gte": refund.created}}).data) == 1
    assert refunds.list({"created": {"lt": refund.created}}).data == []


def test_a_fault_of_calls_does_not_make_a_refund_pending(sandbox: Sandbox) -> None:
    intent = paid(sandbox)
    sandbox.switch("faults", kind="delay", seconds=0.01, times=2)
    assert sandbox.stripe.refunds.create({"payment_intent": intent.id}).status == "succeeded"
