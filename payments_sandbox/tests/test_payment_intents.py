"""From creation to success, decline or cancellation."""

import pytest
import stripe

from payments_sandbox.tests.running import Sandbox, until


def test_a_new_intent_waits_for_a_payment_method(sandbox: Sandbox) -> None:
    intent = sandbox.intent(metadata={"user_id": "7"}, description="Two mugs")
    again = sandbox.stripe.payment_intents.retrieve(intent.id)
    assert again.to_dict() == intent.to_dict()
    assert (again.status, again.amount, again.currency) == (
        "requires_payment_method",
        405000,
        "php",
    )
    assert again.metadata.to_dict() == {"user_id": "7"}
    assert again.description == "Two mugs"
    assert again.livemode is False


def test_a_good_card_pays(sandbox: Sandbox) -> None:
    intent = sandbox.stripe.payment_intents.confirm(
        sandbox.intent().id, {"payment_method": "pm_card_visa", "expand": ["latest_charge"]}
    )
    charge = intent.latest_charge
    assert isinstance(charge, stripe.Charge)
    assert (intent.status, intent.amount_received) == ("succeeded", 405000)
    assert (charge.amount, charge.paid, charge.payment_intent) == (405000, True, intent.id)
    assert sandbox.stripe.charges.retrieve(charge.id).to_dict() == charge.to_dict()


DECLINES = [
    ("4000000000000002", "card_declined", "generic_decline"),
    ("4000000000009995", "card_declined", "insufficient_funds"),
    ("4000000000000069", "expired_card", None),
    ("4000000000000127", "incorrect_cvc", None),
    ("4000000000000119", "processing_error", None),
    ("4000000000000341", "card_declined", "generic_decline"),
]


@pytest.mark.parametrize(("number", "code", "decline_code"), DECLINES)
def test_a_declined_card_sends_the_intent_back_to_the_start(
    sandbox: Sandbox, number: str, code: str, decline_code: str | None
) -> None:
    status, answer = sandbox.switch(f"pay/{sandbox.intent().id}", number=number)
    error = answer["error"]
    intent = sandbox.stripe.payment_intents.retrieve(error["payment_intent"]["id"])
    assert (status, error["type"], error["code"]) == (402, "card_error", code)
    assert error.get("decline_code") == decline_code
    assert intent.status == "requires_payment_method"
    assert intent.last_payment_error is not None
    assert intent.last_payment_error.message == error["message"]
    assert sandbox.stripe.charges.retrieve(error["charge"]).status == "failed"


def test_declined_then_paid(sandbox: Sandbox) -> None:
    intent = sandbox.intent()
    with pytest.raises(stripe.CardError) as refusal:
        sandbox.stripe.payment_intents.confirm(
            intent.id, {"payment_method": "pm_card_chargeDeclined"}
        )
    assert refusal.value.error is not None
    assert refusal.value.error.decline_code == "generic_decline"
    paid = sandbox.stripe.payment_intents.confirm(intent.id, {"payment_method": "pm_card_visa"})
    assert (paid.status, paid.last_payment_error) == ("succeeded", None)


@pytest.mark.parametrize("number", ["4000002500003155", "4000000000003220"])
def test_three_d_secure_passed(sandbox: Sandbox, number: str) -> None:
    intent = sandbox.intent()
    _, asked = sandbox.switch(f"pay/{intent.id}", number=number)
    assert (asked["status"], asked["next_action"]["type"]) == ("requires_action", "use_stripe_sdk")
    _, paid = sandbox.browser(
        f"payment_intents/{intent.id}/authenticate",
        client_secret=str(intent.client_secret),
        outcome="complete",
    )
    assert (paid["status"], paid["next_action"]) == ("succeeded", None)


def test_three_d_secure_failed(sandbox: Sandbox) -> None:
    intent = sandbox.intent()
    sandbox.switch(f"pay/{intent.id}", number="4000002500003155")
    status, failed = sandbox.switch(f"authenticate/{intent.id}", outcome="fail")
    assert (status, failed["status"]) == (200, "requires_payment_method")
    assert failed["last_payment_error"]["code"] == "payment_intent_authentication_failure"
    assert failed["latest_charge"] is None


def test_a_slow_card_is_processing_and_then_paid(sandbox: Sandbox) -> None:
    intent = sandbox.intent()
    _, answer = sandbox.switch(f"pay/{intent.id}", number="4000000000001109")
    assert answer["status"] == "processing"
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        sandbox.stripe.payment_intents.cancel(intent.id)
    assert refusal.value.code == "payment_intent_unexpected_state"
    retrieve = sandbox.stripe.payment_intents.retrieve
    until(lambda: retrieve(intent.id).status == "succeeded")


def test_cancel_rules(sandbox: Sandbox) -> None:
    intents = sandbox.stripe.payment_intents
    canceled = intents.cancel(sandbox.intent().id, {"cancellation_reason": "abandoned"})
    assert (canceled.status, canceled.cancellation_reason) == ("canceled", "abandoned")
    assert canceled.canceled_at is not None
    paid = intents.confirm(sandbox.intent().id, {"payment_method": "pm_card_visa"})
    for refused in (canceled, paid):
        with pytest.raises(stripe.InvalidRequestError) as refusal:
            intents.cancel(refused.id)
        assert refusal.value.code == "payment_intent_unexpected_state"
        with pytest.raises(stripe.InvalidRequestError) as refusal:
            intents.confirm(refused.id, {"payment_method": "pm_card_visa"})
        assert refusal.value.code == "payment_intent_unexpected_state"


def test_update_merges_metadata_and_guards_the_amount(sandbox: Sandbox) -> None:
    intents = sandbox.stripe.payment_intents
    intent = sandbox.intent(metadata={"a": "1", "b": "2"})
    changed = intents.update(intent.id, {"amount": 5000, "metadata": {"b": "", "c": "3"}})
    assert (changed.amount, changed.metadata.to_dict()) == (5000, {"a": "1", "c": "3"})
    intents.confirm(intent.id, {"payment_method": "pm_card_visa"})
    assert intents.update(intent.id, {"description": "later"}).description == "later"
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        intents.update(intent.id, {"amount": 6000})
    assert refusal.value.code == "payment_intent_unexpected_state"


def test_confirming_on_the_server_needs_a_return_url_unless_redirects_are_off(
    sandbox: Sandbox,
) -> None:
    intent = sandbox.intent(automatic_payment_methods={"enabled": True})
    with pytest.raises(stripe.InvalidRequestError, match="return_url"):
        sandbox.stripe.payment_intents.confirm(intent.id, {"payment_method": "pm_card_visa"})


def test_lists_are_newest_first_and_paged(sandbox: Sandbox) -> None:
    made = [sandbox.intent().id for _ in range(3)]
    first = sandbox.stripe.payment_intents.list({"limit": 2})
    assert ([item.id for item in first.data], first.has_more) == ([made[2], made[1]], True)
    assert [item.id for item in first.auto_paging_iter()] == made[::-1]
    rest = sandbox.stripe.payment_intents.list({"limit": 2, "starting_after": made[1]})
    assert ([item.id for item in rest.data], rest.has_more) == ([made[0]], False)
    later = first.data[0].created + 60
    assert sandbox.stripe.payment_intents.list({"created": {"gt": later}}).data == []
    assert len(sandbox.stripe.payment_intents.list({"created": {"lt": later}}).data) == 3


def test_a_list_of_some_time_tells_the_charges(sandbox: Sandbox) -> None:
    intent = sandbox.intent()
    sandbox.switch(f"pay/{intent.id}")
    intents, since, until = sandbox.stripe.payment_intents, intent.created, intent.created + 60
    expand = ["data.latest_charge"]
    assert intents.list({"created": {"lte": since - 1}, "expand": expand}).data == []
    [found] = intents.list({"created": {"gte": since, "lt": until}, "expand": expand}).data
    assert isinstance(found.latest_charge, stripe.Charge)
    assert found.latest_charge.payment_intent == intent.id


def test_an_unknown_intent_is_missing(sandbox: Sandbox) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        sandbox.stripe.payment_intents.retrieve("pi_unknown")
    assert (refusal.value.http_status, refusal.value.code) == (404, "resource_missing")
