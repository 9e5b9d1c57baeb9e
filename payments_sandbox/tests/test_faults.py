"""The API gone wrong on demand."""

import time

import pytest
import stripe
from stripe.params import PaymentIntentCreateParams

from payments_sandbox.tests.running import Sandbox, until

FIVE_HUNDRED: PaymentIntentCreateParams = {"amount": 50000, "currency": "php"}


@pytest.mark.parametrize(("when", "made"), [("before", 0), ("after", 1)])
@pytest.mark.parametrize("kind", ["reset", "timeout"])
def test_a_lost_answer(sandbox: Sandbox, kind: str, when: str, made: int) -> None:
    sandbox.switch("faults", kind=kind, when=when, seconds=0.1, method="POST")
    with pytest.raises(stripe.APIConnectionError):
        sandbox.stripe.payment_intents.create(FIVE_HUNDRED, {"idempotency_key": "one"})
    assert len(sandbox.stripe.payment_intents.list().data) == made
    sandbox.stripe.payment_intents.create(FIVE_HUNDRED, {"idempotency_key": "one"})
    assert len(sandbox.stripe.payment_intents.list().data) == 1


def test_a_dribbled_answer_comes_byte_by_byte(sandbox: Sandbox) -> None:
    intent = sandbox.intent()
    sandbox.switch("faults", kind="dribble", seconds=0.0005)
    began = time.monotonic()
    assert sandbox.stripe.payment_intents.retrieve(intent.id).id == intent.id
    assert time.monotonic() - began > 0.5


def test_a_slow_call_has_its_effect_after_its_caller_gave_up(sandbox: Sandbox) -> None:
    sandbox.switch("faults", kind="delay", seconds=0.6, method="POST")
    impatient = stripe.StripeClient(
        "sk_test_tests",
        base_addresses={"api": sandbox.url},
        max_network_retries=0,
        http_client=stripe.RequestsClient(timeout=0.1),
    ).v1
    with pytest.raises(stripe.APIConnectionError):
        impatient.payment_intents.create(FIVE_HUNDRED)
    assert sandbox.stripe.payment_intents.list().data == []
    until(lambda: len(sandbox.stripe.payment_intents.list().data) == 1)


def test_an_error_after_the_effect(sandbox: Sandbox) -> None:
    sandbox.switch("faults", kind="server_error", when="after")
    with pytest.raises(stripe.APIError) as refusal:
        sandbox.intent()
    assert refusal.value.http_status == 500
    assert len(sandbox.stripe.payment_intents.list().data) == 1


def test_so_many_calls_and_no_more(sandbox: Sandbox) -> None:
    sandbox.switch("faults", kind="rate_limited", times=2, path="/v1/payment_intents")
    sandbox.stripe.refunds.list()
    for _ in range(2):
        with pytest.raises(stripe.RateLimitError):
            sandbox.intent()
    assert sandbox.intent().amount == 405000


def test_an_exact_path_is_no_prefix(sandbox: Sandbox) -> None:
    intent = sandbox.intent()
    sandbox.switch("faults", kind="server_error", path="/v1/payment_intents", exact=True)
    assert sandbox.stripe.payment_intents.retrieve(intent.id).id == intent.id
    with pytest.raises(stripe.APIError):
        sandbox.intent()


def test_a_cleared_fault_is_gone(sandbox: Sandbox) -> None:
    sandbox.switch("faults", kind="server_error", times=9)
    assert sandbox.switch("faults", "DELETE") == (200, {"faults": []})
    assert sandbox.intent().amount == 405000


def test_an_unknown_fault_is_refused(sandbox: Sandbox) -> None:
    assert sandbox.switch("faults", kind="earthquake")[0] == 400
    assert sandbox.switch("faults", size=3)[0] == 400


def test_switches_take_json_only(sandbox: Sandbox) -> None:
    sandbox.intent()
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert sandbox.open("/sandbox/reset", "POST", "a=1", form)[0] == 415
    assert len(sandbox.stripe.payment_intents.list().data) == 1
