"""Money is given back in part and in whole, by staff and in Stripe's dashboard, never too much."""

from decimal import Decimal
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import IntegrityError, transaction
from rest_framework.test import APIClient

from customkeeps.accounts.models import User
from customkeeps.catalog.models import Product
from customkeeps.checkout.actions.advance_order import advance_order
from customkeeps.checkout.actions.cancel_order import refund_order
from customkeeps.checkout.actions.reconcile import reconcile
from customkeeps.checkout.actions.refunds import send_due_refunds, sync_refunds
from customkeeps.coupons.models import Coupon
from customkeeps.emails.models import Kind, OutboxMail
from customkeeps.orders.models import Order
from customkeeps.payments.models import Dispute, Payment, Refund
from customkeeps.rest.errors import Conflict, Refused
from payments_sandbox.tests.running import Sandbox
from tests.checkout.shopping import create, paid_intent, put_in_cart

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def staff_mail(settings: LazySettings) -> None:
    settings.STAFF_EMAIL = "staff@example.com"


@pytest.fixture
def order(as_alice: APIClient, tshirt: Product, save10: Coupon, sandbox: Sandbox) -> Order:
    """2 T-shirts of 20: ₱1,000.00 paid."""
    Product.objects.update(stock=20)
    put_in_cart(as_alice, quantity=2)
    create(as_alice, paid_intent(as_alice, sandbox))
    return Order.objects.get()


def give_back(
    order: Order, amount: str | None, by: User, *, restock: bool = False, reason: str = "Smudged"
) -> Refund:
    wanted = Decimal(amount) if amount else None
    return refund_order(order_pk=order.pk, amount=wanted, reason=reason, restock=restock, by=by)


def in_dashboard(sandbox: Sandbox, order: Order, amount: int | None = None) -> Any:
    """A refund that somebody makes at Stripe."""
    params: Any = {"payment_intent": order.payment_intent_id}
    return sandbox.stripe.refunds.create(params | ({"amount": amount} if amount else {}))


def standing(order: Order) -> tuple[str, str, Decimal, str]:
    order.refresh_from_db()
    payment = Payment.objects.get()
    return (order.status, order.payment_status, order.refunded_amount, payment.state)


def at_stripe(sandbox: Sandbox) -> list[int]:
    return sorted(refund.amount for refund in sandbox.stripe.refunds.list().data)


def alarms() -> list[str]:
    mails = OutboxMail.objects.filter(kind=Kind.STAFF_ALARM).order_by("created_at")
    return [mail.context["subject"] for mail in mails]


def test_in_part(order: Order, petra: User, sandbox: Sandbox) -> None:
    refund = give_back(order, "99.90", petra)
    assert (refund.state, refund.by, refund.number) == ("succeeded", petra, 1)
    assert at_stripe(sandbox) == [9990]
    assert standing(order) == (
        "preparing",
        "partially_refunded",
        Decimal("99.90"),
        "fulfilled",
    )
    assert Product.objects.get().stock == 18


def test_in_parts_up_to_all(order: Order, petra: User, sandbox: Sandbox) -> None:
    for amount in ("600.00", "399.99", "0.01"):
        give_back(order, amount, petra)
    assert at_stripe(sandbox) == [1, 39_999, 60_000]
    assert standing(order) == ("preparing", "refunded", Decimal(1000), "refunded")


def test_all_that_is_left(order: Order, petra: User, sandbox: Sandbox) -> None:
    give_back(order, "250", petra)
    assert give_back(order, None, petra, restock=True).amount == 750
    assert standing(order)[1:] == ("refunded", Decimal(1000), "refunded")
    assert Product.objects.get().stock == 20


def test_never_more_than_was_paid(order: Order, petra: User, sandbox: Sandbox) -> None:
    give_back(order, "600", petra)
    with pytest.raises(Refused) as refused:
        give_back(order, "400.01", petra)
    assert (refused.value.body()["code"], refused.value.extra) == (
        "refund_too_large",
        {"left": "400.00"},
    )
    give_back(order, "400", petra)
    with pytest.raises(Refused, match="nothing left"):
        give_back(order, None, petra)
    assert at_stripe(sandbox) == [40_000, 60_000]


def test_who_decided_on_what_was_left_before_is_asked_to_look_again(
    order: Order, petra: User, sandbox: Sandbox
) -> None:
    """Two clicks at once are both checked before either is done; under the lock one is late."""
    asked: dict[str, Any] = {"order_pk": order.pk, "amount": Decimal(100), "reason": "Smudged",
                             "restock": False, "by": petra, "left": Decimal(1000)}  # fmt: skip
    refund_order(**asked)
    with pytest.raises(Conflict, match="given back just now"):
        refund_order(**asked)
    assert at_stripe(sandbox) == [10_000]


def test_one_that_waits_counts_already(order: Order, petra: User, sandbox: Sandbox) -> None:
    sandbox.switch("faults", kind="reset", when="before", times=1, path="/v1/refunds")
    assert give_back(order, "600", petra).state == "sent"
    with pytest.raises(Refused):
        give_back(order, "400.01", petra)


@pytest.mark.parametrize("kind", ["reset", "server_error", "rate_limited"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_once_whatever_happened_to_the_call(
    order: Order, petra: User, sandbox: Sandbox, kind: str, when: str
) -> None:
    sandbox.switch("faults", kind=kind, when=when, times=1, path="/v1/refunds", method="POST")
    give_back(order, "600", petra)
    for _ in range(3):
        send_due_refunds(now=True)
    assert at_stripe(sandbox) == [60_000]
    assert standing(order)[1:3] == ("partially_refunded", Decimal(600))
    assert alarms() == []


def test_one_made_in_the_dashboard_shows(
    as_alice: APIClient, order: Order, sandbox: Sandbox
) -> None:
    in_dashboard(sandbox, order, 25_000)
    for _ in range(2):
        reconcile()
    assert standing(order) == (
        "preparing",
        "partially_refunded",
        Decimal(250),
        "fulfilled",
    )
    refund = Refund.objects.get()
    assert (refund.origin, refund.state) == ("dashboard", "succeeded")
    [shown] = as_alice.get(f"/api/orders/{order.order_id}/").json()["refunds"]
    assert (shown["amount"], shown["reason"]) == ("250.00", "Made at Stripe")


def test_all_of_it_in_the_dashboard_cancels_what_is_not_made_yet(
    order: Order, sandbox: Sandbox
) -> None:
    in_dashboard(sandbox, order)
    reconcile()
    assert standing(order) == ("cancelled", "refunded", Decimal(1000), "refunded")
    assert Product.objects.get().stock == 20
    assert at_stripe(sandbox) == [100_000]


def test_all_of_it_in_the_dashboard_leaves_alone_what_is_made(
    order: Order, petra: User, sandbox: Sandbox
) -> None:
    advance_order(order_id=order.pk, status="ready_for_delivery", by=petra)
    in_dashboard(sandbox, order)
    reconcile()
    assert standing(order) == ("ready_for_delivery", "refunded", Decimal(1000), "refunded")
    assert Product.objects.get().stock == 18


def test_the_dashboard_comes_before_ours(order: Order, petra: User, sandbox: Sandbox) -> None:
    """600 there while our 700 waits: ours is void, and as not all was to go back, nothing more."""
    sandbox.switch("faults", kind="reset", when="before", times=1, path="/v1/refunds")
    give_back(order, "700", petra)
    in_dashboard(sandbox, order, 60_000)
    for _ in range(3):
        reconcile()
    assert at_stripe(sandbox) == [60_000]
    assert standing(order)[1:] == ("partially_refunded", Decimal(600), "fulfilled")
    assert list(Refund.objects.values_list("state", "origin")) == [
        ("failed", "staff"),
        ("succeeded", "dashboard"),
    ]


def test_a_cancelled_order_gets_the_rest_back_beside_the_dashboards(
    as_alice: APIClient, order: Order, sandbox: Sandbox
) -> None:
    sandbox.switch("faults", kind="reset", when="before", times=1, path="/v1/refunds")
    as_alice.post(f"/api/orders/{order.order_id}/cancel/")
    in_dashboard(sandbox, order, 60_000)
    for _ in range(4):
        reconcile()
    assert at_stripe(sandbox) == [40_000, 60_000]
    assert standing(order) == ("cancelled", "refunded", Decimal(1000), "refunded")


def test_what_was_given_back_before_it_was_an_order_is_noted_beside_the_rest(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    put_in_cart(as_alice, quantity=2)
    intent_id = paid_intent(as_alice, sandbox)
    sandbox.stripe.refunds.create({"payment_intent": intent_id, "amount": 30_000})
    assert create(as_alice, intent_id).json()["code"] == "payment_refunded"
    send_due_refunds()
    for _ in range(2):
        reconcile()
    assert at_stripe(sandbox) == [30_000, 70_000]
    assert sorted(Refund.objects.values_list("amount", "state", "origin")) == [
        (Decimal(300), "succeeded", "dashboard"),
        (Decimal(700), "succeeded", "contradiction"),
    ]
    payment = Payment.objects.get()
    assert (payment.state, payment.refund_total) == ("refunded", payment.received_amount)
    assert "than was paid" not in caplog.text


def test_what_the_bank_sends_back_is_owed_again(
    as_alice: APIClient, order: Order, sandbox: Sandbox
) -> None:
    as_alice.post(f"/api/orders/{order.order_id}/cancel/")
    refund = Refund.objects.get()
    sandbox.switch(f"refunds/{refund.refund_id}", status="failed")
    for _ in range(2):
        reconcile()
    assert standing(order) == ("cancelled", "paid", Decimal(0), "refund_due")
    refund.refresh_from_db()
    assert (refund.state, Payment.objects.get().refund_total) == ("failed", 0)
    assert alarms() == [f"A refund of {order.payment_intent_id} came back"]


def test_after_it_came_back_it_can_be_given_again(
    as_alice: APIClient, order: Order, petra: User, sandbox: Sandbox
) -> None:
    as_alice.post(f"/api/orders/{order.order_id}/cancel/")
    sandbox.switch(f"refunds/{Refund.objects.get().refund_id}", status="failed")
    reconcile()
    give_back(order, None, petra)
    assert standing(order) == ("cancelled", "refunded", Decimal(1000), "refunded")


def test_what_stripe_refuses_is_told_to_staff(order: Order, petra: User, sandbox: Sandbox) -> None:
    sandbox.switch(f"dispute/{order.payment_intent_id}")
    refund = give_back(order, "100", petra)
    assert (refund.state, Payment.objects.get().refund_total) == ("failed", 0)
    assert "charged back" in refund.failure
    assert standing(order)[1:] == ("paid", Decimal(0), "fulfilled")
    assert alarms() == [f"A refund of {order.payment_intent_id} was refused"]


def test_disputes_are_noted_and_told(order: Order, sandbox: Sandbox) -> None:
    sandbox.switch(f"dispute/{order.payment_intent_id}", reason="fraudulent")
    for _ in range(2):
        reconcile()
    dispute = Dispute.objects.get()
    assert (dispute.amount, dispute.reason, dispute.status) == (
        1000,
        "fraudulent",
        "needs_response",
    )
    sandbox.switch(f"disputes/{dispute.dispute_id}/close", outcome="lost")
    reconcile()
    assert Dispute.objects.get().status == "lost"
    intent = order.payment_intent_id
    assert alarms() == [
        f"Dispute of payment {intent}: needs response",
        f"Dispute of payment {intent}: lost",
    ]


def test_nothing_is_not_everything(order: Order, petra: User, sandbox: Sandbox) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        give_back(order, "0", petra)
    assert at_stripe(sandbox) == []


def test_what_came_back_from_the_bank_is_not_given_again_beside_the_dashboards(
    order: Order, petra: User, sandbox: Sandbox
) -> None:
    """400 came back and was paid in cash; 600 wait, and the dashboard gives 500: 100 are left."""
    give_back(order, "400", petra)
    sandbox.switch("faults", kind="reset", when="before", times=1, path="/v1/refunds")
    give_back(order, "600", petra)
    first = next(refund for refund in sandbox.stripe.refunds.list().data if refund.amount == 40_000)
    sandbox.switch(f"refunds/{first.id}", status="failed")
    sync_refunds(Payment.objects.get())
    in_dashboard(sandbox, order, 50_000)
    for _ in range(3):
        reconcile()
    done = [refund for refund in sandbox.stripe.refunds.list().data if refund.status == "succeeded"]
    assert sorted(refund.amount for refund in done) == [10_000, 50_000]
