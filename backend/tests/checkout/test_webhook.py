"""Stripe's events: signed, kept once, handled by the worker, and only hints."""

import json
import time

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from rest_framework.test import APIClient

from customkeeps.catalog.models import Product
from customkeeps.checkout.actions.webhook import claim, handle_due_events
from customkeeps.orders.models import Order
from customkeeps.payments.models import Payment, StripeEvent
from payments_sandbox.tests.running import Sandbox
from payments_sandbox.webhooks import sign
from tests.checkout.shopping import DECLINED, create, paid_intent, pay, put_in_cart

pytestmark = pytest.mark.django_db
SECRET = "whsec_of_the_tests"


@pytest.fixture(autouse=True)
def webhook_secret(settings: LazySettings) -> None:
    settings.STRIPE_WEBHOOK_SECRET = SECRET


def event_body(sandbox: Sandbox, kind: str = "payment_intent.succeeded") -> bytes:
    """The newest event of that type, as Stripe sends it."""
    event = next(each for each in sandbox.stripe.events.list().data if each.type == kind)
    return json.dumps(event.to_dict()).encode()


def deliver(
    body: bytes, *, secret: str = SECRET, at: float | None = None, signed: bytes | None = None
) -> int:
    at = time.time() if at is None else at
    signature = sign(body if signed is None else signed, secret, int(at))
    answer = Client().post(
        "/api/payments/webhook/",
        body,
        content_type="application/json",
        headers={"Stripe-Signature": signature},
    )
    assert set(answer.json()) in ({"received"}, {"error", "code"})
    return answer.status_code


def test_the_order_is_made_though_the_browser_never_came_back(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    intent_id = paid_intent(as_alice, sandbox)
    assert deliver(event_body(sandbox)) == 200
    assert not Order.objects.exists()
    call_command("work", "--once")
    assert Order.objects.get().payment_intent_id == intent_id
    assert as_alice.get("/api/cart/").json() == []
    assert StripeEvent.objects.get().handled_at is not None


def test_the_browser_that_comes_after_the_webhook_still_gets_201(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    intent_id = paid_intent(as_alice, sandbox)
    deliver(event_body(sandbox))
    handle_due_events()
    answers = [create(as_alice, intent_id) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 200]
    assert Order.objects.count() == 1


def test_duplicates_are_kept_and_handled_once(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    paid_intent(as_alice, sandbox)
    body = event_body(sandbox)
    assert [deliver(body) for _ in range(5)] == [200] * 5
    assert handle_due_events() == 1
    assert [deliver(body), handle_due_events()] == [200, 0]
    assert Order.objects.count() == 1


def test_events_in_any_order_end_the_same(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    intent_id = pay(as_alice).json()["paymentIntentId"]
    sandbox.switch(f"pay/{intent_id}", number=DECLINED)
    sandbox.switch(f"pay/{intent_id}", number="4242424242424242")
    for kind in ("succeeded", "payment_failed", "created"):
        assert deliver(event_body(sandbox, f"payment_intent.{kind}")) == 200
    assert handle_due_events() == 3
    assert Order.objects.count() == 1
    assert Payment.objects.get().state == "fulfilled"


def test_a_hint_of_success_is_not_believed(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    pay(as_alice)
    forged = event_body(sandbox, "payment_intent.created").replace(b".created", b".succeeded")
    assert deliver(forged) == 200
    handle_due_events()
    assert not Order.objects.exists()
    assert Payment.objects.get().state == "open"


def test_an_intent_cancelled_in_the_dashboard_ends_the_payment(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    intent_id = pay(as_alice).json()["paymentIntentId"]
    sandbox.stripe.payment_intents.cancel(intent_id)
    deliver(event_body(sandbox, "payment_intent.canceled"))
    handle_due_events()
    assert Payment.objects.get().state == "canceled"


def test_foreign_and_unknown_events_are_accepted_and_change_nothing(sandbox: Sandbox) -> None:
    sandbox.intent()
    body = event_body(sandbox, "payment_intent.created")
    moon = {"id": "mn_1", "object": "moon"}
    event = {"id": "evt_new", "object": "event", "type": "moon.risen", "created": 1}
    unknown = json.dumps(event | {"data": {"object": moon}}).encode()
    assert [deliver(body), deliver(unknown)] == [200, 200]
    assert handle_due_events() == 2
    assert not StripeEvent.objects.filter(handled_at=None).exists()
    assert not Payment.objects.exists()


def test_while_stripe_is_away_the_event_waits(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    paid_intent(as_alice, sandbox)
    deliver(event_body(sandbox))
    sandbox.switch("faults", kind="reset", when="before", times=1, path="/v1/payment_intents")
    handle_due_events()
    event = StripeEvent.objects.get()
    assert (event.handled_at, event.attempts) == (None, 1)
    assert event.due_at > timezone.now()
    assert handle_due_events() == 0
    StripeEvent.objects.update(due_at=timezone.now())
    handle_due_events()
    assert Order.objects.count() == 1


@pytest.mark.parametrize("minutes", [-6, 6])
def test_a_signature_of_another_time_is_refused(sandbox: Sandbox, minutes: int) -> None:
    sandbox.intent()
    body = event_body(sandbox, "payment_intent.created")
    assert deliver(body, at=time.time() + minutes * 60) == 400
    assert deliver(body, at=time.time() + minutes * 40) == 200


def test_what_is_not_signed_by_us_is_refused(sandbox: Sandbox) -> None:
    sandbox.intent()
    body = event_body(sandbox, "payment_intent.created")
    assert deliver(body, secret="whsec_other") == 400
    assert deliver(body + b" ", signed=body) == 400
    assert deliver(b"{}") == 400
    assert deliver(b"[" * 1000) == 400
    assert deliver(b"\xff") == 400
    bare = Client().post("/api/payments/webhook/", body, content_type="application/json")
    assert (bare.status_code, bare.json()["code"]) == (400, "bad_signature")
    assert not StripeEvent.objects.exists()


def test_a_body_over_256_kib_is_refused(sandbox: Sandbox) -> None:
    assert deliver(b" " * (256 * 1024 + 1)) == 413


def test_only_post_is_taken() -> None:
    answer = Client().get("/api/payments/webhook/")
    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")


def test_a_signature_with_two_times_is_as_late_as_the_later(sandbox: Sandbox) -> None:
    sandbox.intent()
    body = event_body(sandbox, "payment_intent.created")
    far = sign(body, SECRET, int(time.time()) + 100_000)
    header = f"{far},t={int(time.time())}"
    answer = Client().post(
        "/api/payments/webhook/",
        body,
        content_type="application/json",
        headers={"Stripe-Signature": header},
    )
    assert answer.status_code == 400
    assert not StripeEvent.objects.exists()


def test_an_event_about_nothing_is_accepted_and_touches_no_payment(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    sandbox.switch("faults", kind="reset", when="before", times=1, path="/v1/payment_intents")
    assert pay(as_alice).status_code == 503
    bare = json.dumps({"id": "evt_bare", "type": "v2.core.event"}).encode()
    assert deliver(bare) == 200
    assert handle_due_events() == 1
    assert Payment.objects.get().state == "creating"


def test_of_two_workers_one_gets_an_event(sandbox: Sandbox) -> None:
    event = StripeEvent.objects.create(event_id="evt_1", type="x", due_at=timezone.now())
    assert [claim(event), claim(event)] == [True, False]
    event.refresh_from_db()
    assert event.due_at > timezone.now()
    assert event.attempts == 1
