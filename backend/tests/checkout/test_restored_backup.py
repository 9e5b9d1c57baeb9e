"""An older database is restored: what Stripe has done since is found, and not done again."""

from decimal import Decimal
from typing import Any

import pytest
from django.conf import LazySettings
from django.utils import timezone
from rest_framework.test import APIClient

from customkeeps.accounts.models import User
from customkeeps.catalog.models import Product
from customkeeps.checkout.actions.cancel_order import cancel_order, refund_order
from customkeeps.checkout.actions.reconcile import reconcile
from customkeeps.checkout.actions.refunds import send_due_refunds
from customkeeps.emails.models import OutboxMail
from customkeeps.orders.models import Credit, Order, OrderItem
from customkeeps.payments import stripe_gateway
from customkeeps.payments.models import Payment, Refund, StripeEvent
from payments_sandbox.tests.running import Sandbox
from tests.checkout.shopping import create, paid_intent, put_in_cart

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def staff_mail(settings: LazySettings) -> None:
    settings.STAFF_EMAIL = "staff@example.com"


def give_back(order: Order, amount: int, by: User) -> None:
    refund_order(order_pk=order.pk, amount=Decimal(amount), reason="x", restock=False, by=by)


def reconcile_for_a_while() -> None:
    for _ in range(4):
        reconcile()
        StripeEvent.objects.update(due_at=timezone.now())


def given_back(sandbox: Sandbox) -> int:
    return sum(refund.amount for refund in sandbox.stripe.refunds.list().data)


def test_a_refund_since_the_backup_is_not_taken_for_a_later_one(
    as_alice: APIClient, tshirt: Product, petra: User, sandbox: Sandbox
) -> None:
    """₱600 of ₱1,000 were given back since; then the order is cancelled before that is known."""
    put_in_cart(as_alice, quantity=2)
    create(as_alice, paid_intent(as_alice, sandbox))
    order = Order.objects.get()
    give_back(order, 600, petra)
    Credit.objects.all().delete()
    OutboxMail.objects.all().delete()
    Refund.objects.all().delete()
    Order.objects.update(refunded_amount=0, payment_status="paid")
    Payment.objects.update(refund_total=0)
    cancel_order(order_pk=order.pk, by=petra)
    reconcile_for_a_while()
    order.refresh_from_db()
    assert (given_back(sandbox), order.refunded_amount) == (100_000, Decimal(1000))
    assert Payment.objects.get().state == "refunded"


def test_what_was_open_and_partly_given_back_since_ends_whole(
    as_alice: APIClient, tshirt: Product, petra: User, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice, quantity=2)
    intent_id = paid_intent(as_alice, sandbox)
    backup = Payment.objects.values().get()
    create(as_alice, intent_id)
    give_back(Order.objects.get(), 600, petra)
    for model in (OutboxMail, Refund, Payment, Credit, OrderItem, Order, StripeEvent):
        model.objects.all().delete()
    Payment.objects.bulk_create([Payment(**backup)])
    reconcile_for_a_while()
    payment = Payment.objects.get()
    assert (payment.order, payment.state, given_back(sandbox)) == (None, "refunded", 100_000)


def test_an_idempotency_key_that_stripe_has_forgotten_pays_nothing_twice(
    as_alice: APIClient,
    tshirt: Product,
    petra: User,
    sandbox: Sandbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It keeps keys for a day; a refund whose answer got lost may be older than that.

    ₱300 of ₱1,000: enough would be left to give it back once more.
    """
    put_in_cart(as_alice, quantity=2)
    create(as_alice, paid_intent(as_alice, sandbox))
    sandbox.switch("faults", kind="reset", when="after", times=1, path="/v1/refunds", method="POST")
    give_back(Order.objects.get(), 300, petra)
    at_stripe = stripe_gateway.refund_intent

    def forgetful(intent_id: str, *, idempotency_key: str, **wanted: Any) -> Any:
        return at_stripe(intent_id, idempotency_key=f"{idempotency_key}-a-day-later", **wanted)

    monkeypatch.setattr(stripe_gateway, "refund_intent", forgetful)
    send_due_refunds(now=True)
    assert given_back(sandbox) == 30_000
    assert Refund.objects.get().state == "succeeded"
