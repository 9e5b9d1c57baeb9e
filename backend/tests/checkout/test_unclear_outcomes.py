"""Stripe's answer to "create" gets lost or is a saved error: the next try ends with one intent."""

import time

import pytest
from django.conf import LazySettings
from rest_framework.test import APIClient

from customkeeps.catalog.models import Product
from customkeeps.payments import stripe_gateway
from customkeeps.payments.models import Payment
from payments_sandbox.tests.running import Sandbox, until
from tests.checkout.shopping import create, paid_intent, pay, put_in_cart

pytestmark = pytest.mark.django_db
CREATE = {"method": "POST", "path": "/v1/payment_intents"}


def open_intents(sandbox: Sandbox) -> list[str]:
    intents = sandbox.stripe.payment_intents.list().data
    return [intent.id for intent in intents if intent.status != "canceled"]


@pytest.mark.parametrize("kind", ["reset", "server_error", "rate_limited"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_one_intent_whatever_happened_to_the_first_call(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox, kind: str, when: str
) -> None:
    put_in_cart(as_alice)
    sandbox.switch("faults", kind=kind, when=when, times=1, **CREATE)
    assert pay(as_alice).status_code == 503
    answer = pay(as_alice)
    assert answer.status_code == 200
    assert open_intents(sandbox) == [answer.json()["paymentIntentId"]]
    assert Payment.objects.get().state == "open"
    assert create(as_alice, paid_intent(as_alice, sandbox)).status_code == 201


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_cart_changed_meanwhile_leaves_no_open_intent_behind(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox, when: str
) -> None:
    put_in_cart(as_alice)
    sandbox.switch("faults", kind="reset", when=when, times=1, **CREATE)
    assert pay(as_alice).status_code == 503
    put_in_cart(as_alice)
    answer = pay(as_alice)
    assert open_intents(sandbox) == [answer.json()["paymentIntentId"]]
    assert sorted(Payment.objects.values_list("state", flat=True)) == ["canceled", "open"]


def test_one_intent_though_stripe_made_it_after_we_gave_up(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked for again while Stripe is still at it, and once more when it is done."""
    monkeypatch.setattr("customkeeps.payments.stripe_gateway.CALL_SECONDS", 0.5)
    put_in_cart(as_alice)
    sandbox.switch("faults", kind="delay", when="before", seconds=2.0, times=1, **CREATE)
    assert pay(as_alice).json()["code"] == "payments_unavailable"
    assert pay(as_alice).json()["code"] == "payment_starting"
    until(lambda: len(open_intents(sandbox)) == 1)
    answer = pay(as_alice)
    assert [answer.json()["paymentIntentId"]] == open_intents(sandbox)
    assert Payment.objects.get().attempt == 1


def test_a_cart_changed_while_stripe_was_slow_leaves_none_behind(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("customkeeps.payments.stripe_gateway.CALL_SECONDS", 0.5)
    put_in_cart(as_alice)
    sandbox.switch("faults", kind="delay", when="before", seconds=2.0, times=1, **CREATE)
    assert pay(as_alice).status_code == 503
    put_in_cart(as_alice)
    assert pay(as_alice).status_code == 503
    until(lambda: len(open_intents(sandbox)) == 1)
    assert pay(as_alice).status_code == 200
    [wanted] = open_intents(sandbox)
    assert Payment.objects.get(state="open").intent_id == wanted
    assert Payment.objects.get(state="canceled").intent_id not in (None, wanted)


def test_a_saved_failure_is_asked_for_under_the_next_key(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    sandbox.switch("faults", kind="server_error", when="before", times=1, **CREATE)
    pay(as_alice)
    assert pay(as_alice).status_code == 200
    assert Payment.objects.get().attempt == 2


def test_an_answer_that_dribbles_is_given_up_in_time(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("customkeeps.payments.stripe_gateway.CALL_SECONDS", 1.0)
    put_in_cart(as_alice)
    sandbox.switch("faults", kind="dribble", seconds=0.05, times=1, **CREATE)
    began = time.monotonic()
    assert pay(as_alice).status_code == 503
    assert time.monotonic() - began < 5
    until(lambda: stripe_gateway._calls._threads == 0, seconds=2)  # it would go on for a minute
    answer = pay(as_alice)
    assert [answer.json()["paymentIntentId"]] == open_intents(sandbox)


def test_a_wrong_key_is_told_to_the_operator(
    as_alice: APIClient,
    tshirt: Product,
    sandbox: Sandbox,
    settings: LazySettings,
    caplog: pytest.LogCaptureFixture,
) -> None:
    settings.STRIPE_SECRET_KEY = "sk_live_wrong"
    put_in_cart(as_alice)
    assert pay(as_alice).status_code == 503
    assert "check STRIPE_SECRET_KEY" in caplog.text
    assert "sk_live_wrong" not in caplog.text


def test_a_cancellation_that_fails_is_tried_again(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    old = pay(as_alice).json()["paymentIntentId"]
    put_in_cart(as_alice)
    sandbox.switch("faults", kind="server_error", when="before", times=1, method="POST",
                   path=f"/v1/payment_intents/{old}/cancel")  # fmt: skip
    assert pay(as_alice).status_code == 503
    assert Payment.objects.get().state == "cancelling"
    answer = pay(as_alice)
    assert open_intents(sandbox) == [answer.json()["paymentIntentId"]]
