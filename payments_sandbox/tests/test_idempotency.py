"""Keys of API v1: same request, same answer; another request, an error."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import stripe
from stripe.params import PaymentIntentCreateParams

from payments_sandbox.tests.running import Sandbox, until

FIVE_HUNDRED: PaymentIntentCreateParams = {"amount": 50000, "currency": "php"}


def test_the_same_request_replays_the_first_answer(sandbox: Sandbox) -> None:
    create = sandbox.stripe.payment_intents.create
    first = create(FIVE_HUNDRED, {"idempotency_key": "one"})
    again = create(FIVE_HUNDRED, {"idempotency_key": "one"})
    assert again.to_dict() == first.to_dict()
    assert first.last_response is not None
    assert again.last_response is not None
    assert "Idempotent-Replayed" not in dict(first.last_response.headers)
    assert again.last_response.headers["Idempotent-Replayed"] == "true"
    assert len(sandbox.stripe.payment_intents.list().data) == 1


def test_other_parameters_are_an_error(sandbox: Sandbox) -> None:
    sandbox.stripe.payment_intents.create(FIVE_HUNDRED, {"idempotency_key": "one"})
    with pytest.raises(stripe.IdempotencyError) as refusal:
        sandbox.stripe.payment_intents.create(
            {**FIVE_HUNDRED, "amount": 50001}, {"idempotency_key": "one"}
        )
    assert refusal.value.http_status == 400
    with pytest.raises(stripe.IdempotencyError):
        sandbox.stripe.refunds.create({"charge": "ch_1"}, {"idempotency_key": "one"})


def test_a_decline_is_replayed_too(sandbox: Sandbox) -> None:
    intent = sandbox.intent()
    for _ in range(2):
        with pytest.raises(stripe.CardError):
            sandbox.stripe.payment_intents.confirm(
                intent.id,
                {"payment_method": "pm_card_chargeDeclined"},
                {"idempotency_key": "pay"},
            )
    assert len(sandbox.stripe.charges.list({"payment_intent": intent.id}).data) == 1


def test_a_saved_500_stays(sandbox: Sandbox) -> None:
    sandbox.switch("faults", kind="server_error", when="before")
    for _ in range(2):
        with pytest.raises(stripe.APIError):
            sandbox.stripe.payment_intents.create(FIVE_HUNDRED, {"idempotency_key": "one"})
    assert sandbox.stripe.payment_intents.list().data == []
    assert sandbox.stripe.payment_intents.create(FIVE_HUNDRED, {"idempotency_key": "two"}).id


def test_a_refused_parameter_does_not_use_up_the_key(sandbox: Sandbox) -> None:
    create = sandbox.stripe.payment_intents.create
    with pytest.raises(stripe.InvalidRequestError):
        create({**FIVE_HUNDRED, "capture_method": "manual"}, {"idempotency_key": "one"})
    assert create(FIVE_HUNDRED, {"idempotency_key": "one"}).amount == 50000


def test_a_key_in_progress_conflicts(sandbox: Sandbox) -> None:
    create = sandbox.stripe.payment_intents.create
    sandbox.switch("faults", kind="delay", seconds=1)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(create, FIVE_HUNDRED, {"idempotency_key": "one"})
        until(lambda: sandbox.switch("state", "GET")[1]["faults"] == [])
        with pytest.raises(stripe.APIError) as refusal:
            create(FIVE_HUNDRED, {"idempotency_key": "one"})
        assert refusal.value.error is not None
        assert (refusal.value.http_status, refusal.value.error.code) == (
            409,
            "idempotency_key_in_use",
        )
        assert first.result().amount == 50000
