"""The worker goes on with its other duties whatever one of them runs into, and tells what waits."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.conf import LazySettings
from django.utils import timezone
from rest_framework.test import APIClient

from customkeeps.accounts.models import User
from customkeeps.catalog.models import Product
from customkeeps.checkout.actions.cancel_order import cancel_order, refund_order
from customkeeps.checkout.actions.overdue import look_after_what_waits
from customkeeps.checkout.actions.reconcile import reconcile
from customkeeps.checkout.actions.sweep import WINDOW_SECONDS, sweep
from customkeeps.emails.models import Kind, OutboxMail
from customkeeps.orders.models import Order
from customkeeps.payments import stripe_gateway
from customkeeps.payments.models import Installation, Payment, Refund, StripeEvent
from customkeeps.payments.stripe_gateway import StripeRefusedError, StripeUnreachableError
from customkeeps.worker.management.commands import work
from payments_sandbox.tests.running import Sandbox
from tests.checkout.shopping import create, paid_intent, put_in_cart

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def staff_mail(settings: LazySettings) -> None:
    settings.STAFF_EMAIL = "staff@example.com"


@pytest.fixture
def order(as_alice: APIClient, tshirt: Product, sandbox: Sandbox) -> Order:
    """₱1,000.00 paid."""
    put_in_cart(as_alice, quantity=2)
    create(as_alice, paid_intent(as_alice, sandbox))
    return Order.objects.get()


def given_back(sandbox: Sandbox) -> int:
    return sum(refund.amount for refund in sandbox.stripe.refunds.list().data)


def alarms() -> list[str]:
    return [mail.context["subject"] for mail in OutboxMail.objects.filter(kind=Kind.STAFF_ALARM)]


@pytest.mark.parametrize(
    "error", [StripeRefusedError("No such event", "resource_missing"), RuntimeError("odd event")]
)
def test_a_sweep_that_fails_does_not_stop_the_rest(
    as_alice: APIClient,
    tshirt: Product,
    sandbox: Sandbox,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
) -> None:
    def refuse(_start: int, _end: int) -> None:
        raise error

    put_in_cart(as_alice)
    paid_intent(as_alice, sandbox)
    Payment.objects.update(due_at=timezone.now())
    monkeypatch.setattr(stripe_gateway, "events_between", refuse)
    monkeypatch.setattr(work, "close_old_connections", lambda: None)  # the test's own
    assert work.Command()._round(work.DUTIES) > 0
    assert Order.objects.count() == 1


def test_a_backlog_is_kept_piece_by_piece(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The third piece cannot be fetched: the next try begins there."""
    asked: list[int] = []

    def events(start: int, _end: int) -> list[object]:
        asked.append(start)
        if len(asked) == 3:
            raise StripeUnreachableError("away")
        return []

    monkeypatch.setattr(stripe_gateway, "events_between", events)
    sweep()
    Installation.objects.update(swept_to=Installation.objects.get().swept_to - 3 * WINDOW_SECONDS)
    asked.clear()
    with pytest.raises(StripeUnreachableError):
        sweep()
    sweep()
    assert asked[3] > asked[1]


def test_a_payment_that_an_older_release_left_due_is_given_back(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    paid_intent(as_alice, sandbox)
    Payment.objects.update(state="succeeded")
    Payment.objects.update(state="refund_due", reason="paid after it was cancelled")
    for _ in range(2):
        reconcile()
    assert (Payment.objects.get().state, given_back(sandbox)) == ("refunded", 50_000)


def test_an_order_that_an_older_release_made_is_given_back(
    order: Order, petra: User, sandbox: Sandbox
) -> None:
    Payment.objects.update(received_amount=None)
    cancel_order(order_pk=order.pk, by=petra)
    assert (Payment.objects.get().state, given_back(sandbox)) == ("refunded", 100_000)


def test_what_is_refused_is_told_in_the_same_moment(
    order: Order, petra: User, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kill over the alarm leaves the refund to be tried again, not given up in silence."""

    class Killed(BaseException):
        """As by SIGKILL: nothing catches it."""

    def killed(**_: object) -> None:
        raise Killed

    sandbox.switch(f"dispute/{order.payment_intent_id}")
    with monkeypatch.context() as dying:
        dying.setattr("customkeeps.checkout.actions.refunds.alarm_staff", killed)
        with pytest.raises(Killed):
            cancel_order(order_pk=order.pk, by=petra)
    reconcile()
    assert f"A refund of {order.payment_intent_id} was refused" in alarms()


def test_a_refund_that_waits_for_a_day_is_told_once(
    order: Order, petra: User, sandbox: Sandbox
) -> None:
    sandbox.switch("faults", kind="reset", when="before", times=1, path="/v1/refunds")
    refund_order(order_pk=order.pk, amount=Decimal(1), reason="x", restock=False, by=petra)
    look_after_what_waits()
    assert alarms() == []
    Refund.objects.update(created_at=timezone.now() - timedelta(hours=25))
    for _ in range(2):
        look_after_what_waits()
    assert alarms() == [f"A refund of {order.payment_intent_id} has waited for a day"]


def test_an_event_that_keeps_failing_is_told_once(db: None) -> None:
    long_ago = timezone.now() - timedelta(hours=2)
    StripeEvent.objects.create(event_id="evt_1", type="x", due_at=long_ago, last_error="odd")
    StripeEvent.objects.update(received_at=long_ago)
    for _ in range(2):
        look_after_what_waits()
    assert alarms() == ["Event evt_1 of Stripe's cannot be handled"]


def test_a_refund_replaced_by_the_dashboards_is_told(
    order: Order, petra: User, sandbox: Sandbox
) -> None:
    sandbox.switch("faults", kind="reset", when="before", times=1, path="/v1/refunds")
    refund_order(order_pk=order.pk, amount=Decimal(600), reason="x", restock=False, by=petra)
    sandbox.stripe.refunds.create(
        {"payment_intent": str(order.payment_intent_id), "amount": 50_000}
    )
    for _ in range(2):
        reconcile()
    assert alarms() == [f"A refund of {order.payment_intent_id} was replaced"]
    assert given_back(sandbox) == 50_000
