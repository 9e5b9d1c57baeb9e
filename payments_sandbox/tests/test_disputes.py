"""The shopper's bank takes the money back."""

import pytest
import stripe

from payments_sandbox.tests.running import Sandbox


def dispute(sandbox: Sandbox, **details: object) -> tuple[stripe.PaymentIntent, stripe.Dispute]:
    intent = sandbox.intent(amount=10000)
    sandbox.switch(f"pay/{intent.id}")
    status, made = sandbox.switch(f"dispute/{intent.id}", **details)
    assert status == 200
    return intent, sandbox.stripe.disputes.retrieve(made["id"])


def told(sandbox: Sandbox) -> list[str]:
    """What was told of disputes and refunds, oldest first."""
    events = sandbox.stripe.events.list({"limit": 100}).data
    return [e.type for e in reversed(events) if "dispute" in e.type or "refund" in e.type]


def test_a_dispute_and_how_it_is_found(sandbox: Sandbox) -> None:
    intent, made = dispute(sandbox, reason="product_not_received", amount=4000)
    _, other = dispute(sandbox)
    assert (made.amount, made.currency, made.reason, made.status, made.payment_intent) == (
        4000,
        "php",
        "product_not_received",
        "needs_response",
        intent.id,
    )
    assert (other.amount, other.reason) == (10000, "fraudulent")
    listed = sandbox.stripe.disputes.list({"payment_intent": intent.id})
    assert [each.id for each in listed.data] == [made.id]
    assert len(sandbox.stripe.disputes.list().data) == 2
    charge = sandbox.stripe.charges.retrieve(str(made.charge))
    assert (charge.disputed, charge.amount_refunded) == (True, 0)
    assert sandbox.switch(f"dispute/{intent.id}")[0] == 400


def test_a_disputed_charge_is_not_refunded_until_the_dispute_is_won(sandbox: Sandbox) -> None:
    intent, made = dispute(sandbox)
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        sandbox.stripe.refunds.create({"payment_intent": intent.id})
    assert refusal.value.code == "charge_disputed"
    closed = sandbox.switch(f"disputes/{made.id}/close", outcome="won")[1]
    assert (closed["id"], closed["status"]) == (made.id, "won")
    assert sandbox.stripe.refunds.create({"payment_intent": intent.id}).amount == 10000
    assert told(sandbox) == [
        "charge.dispute.created",
        "charge.dispute.funds_withdrawn",
        "charge.dispute.funds_reinstated",
        "charge.dispute.closed",
        "refund.created",
        "charge.refunded",
    ]


def test_a_lost_dispute_stays_lost(sandbox: Sandbox) -> None:
    intent, made = dispute(sandbox)
    sandbox.switch(f"disputes/{made.id}/close", outcome="lost")
    assert sandbox.switch(f"disputes/{made.id}/close", outcome="won")[0] == 400
    assert sandbox.stripe.disputes.retrieve(made.id).status == "lost"
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        sandbox.stripe.refunds.create({"payment_intent": intent.id})
    assert refusal.value.code == "charge_disputed"
    assert told(sandbox)[-1] == "charge.dispute.closed"


def test_what_was_not_paid_cannot_be_disputed(sandbox: Sandbox) -> None:
    assert sandbox.switch(f"dispute/{sandbox.intent().id}")[0] == 400
    assert sandbox.switch("disputes/du_unknown/close", outcome="won")[0] == 404
