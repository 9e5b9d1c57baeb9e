"""While it is being prepared an order can be cancelled: all that was paid goes back, once."""

from decimal import Decimal

import pytest
from rest_framework.test import APIClient

from customkeeps.accounts.models import User
from customkeeps.catalog.models import Product
from customkeeps.checkout.actions.advance_order import advance_order
from customkeeps.checkout.actions.cancel_order import cancel_order
from customkeeps.checkout.actions.reconcile import reconcile
from customkeeps.coupons.models import Coupon
from customkeeps.emails.models import Kind, OutboxMail
from customkeeps.orders.models import Order
from customkeeps.payments.models import Payment
from customkeeps.rest.errors import Conflict
from payments_sandbox.tests.running import Sandbox
from tests.checkout.shopping import create, paid_intent, pay, put_in_cart

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(as_alice: APIClient, tshirt: Product, save10: Coupon, sandbox: Sandbox) -> Order:
    """10 T-shirts of 20 at ₱500 with SAVE10: ₱4,050.00 paid."""
    Product.objects.update(stock=20)
    put_in_cart(as_alice, quantity=10)
    assert create(as_alice, paid_intent(as_alice, sandbox, "SAVE10")).status_code == 201
    return Order.objects.get()


def cancel(client: APIClient, order: Order, **headers: str) -> APIClient:
    return client.post(f"/api/orders/{order.order_id}/cancel/", headers=headers)


def amounts_at_stripe(sandbox: Sandbox) -> list[int]:
    return [refund.amount for refund in sandbox.stripe.refunds.list().data]


def test_all_of_it_goes_back(as_alice: APIClient, order: Order, sandbox: Sandbox) -> None:
    answer = cancel(as_alice, order)
    assert answer.status_code == 200
    shown = answer.json()
    assert (shown["status"], shown["payment_status"]) == ("cancelled", "refunded")
    assert (shown["refunded_amount"], shown["can_cancel"]) == ("4050.00", False)
    assert [entry["status"] for entry in shown["timeline"]] == ["preparing", "cancelled"]
    [refund] = shown["refunds"]
    assert (refund["amount"], refund["reason"]) == ("4050.00", "Order cancelled")
    assert amounts_at_stripe(sandbox) == [405_000]
    assert Product.objects.get().stock == 20
    assert Coupon.objects.get().uses == 0
    payment = Payment.objects.get()
    assert (payment.state, payment.refund_total) == ("refunded", Decimal(4050))


def test_the_buyer_is_told(as_alice: APIClient, order: Order) -> None:
    cancel(as_alice, order)
    kinds = OutboxMail.objects.order_by("created_at").values_list("kind", flat=True)
    assert list(kinds) == [Kind.ORDER_CONFIRMED, Kind.ORDER_CANCELLED, Kind.ORDER_REFUNDED]


def test_a_second_time_is_refused(as_alice: APIClient, order: Order, sandbox: Sandbox) -> None:
    cancel(as_alice, order)
    answer = cancel(as_alice, order)
    assert (answer.status_code, answer.json()["code"]) == (409, "not_cancellable")
    assert amounts_at_stripe(sandbox) == [405_000]
    assert Product.objects.get().stock == 20


def test_the_same_key_gets_the_same_answer(as_alice: APIClient, order: Order) -> None:
    key = {"Idempotency-Key": "cancel-1"}
    answers = [cancel(as_alice, order, **key) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()


def test_once_it_is_made_it_is_too_late(
    as_alice: APIClient, order: Order, petra: User, sandbox: Sandbox
) -> None:
    advance_order(order_id=order.pk, status="ready_for_delivery", by=petra)
    answer = cancel(as_alice, order)
    assert (answer.status_code, answer.json()["code"]) == (409, "not_cancellable")
    assert (amounts_at_stripe(sandbox), Product.objects.get().stock) == ([], 10)
    assert Order.objects.get().status == "ready_for_delivery"


def test_others_find_nothing(as_bob: APIClient, as_nobody: APIClient, order: Order) -> None:
    foreign = cancel(as_bob, order)
    order.order_id = "ZZZZ9999"
    missing = cancel(as_bob, order)
    assert (foreign.status_code, foreign.content) == (404, missing.content)
    assert cancel(as_nobody, order).status_code == 401


@pytest.mark.parametrize("kind", ["reset", "server_error", "rate_limited"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_while_stripe_fails_the_refund_waits(
    as_alice: APIClient, order: Order, sandbox: Sandbox, kind: str, when: str
) -> None:
    sandbox.switch("faults", kind=kind, when=when, times=1, path="/v1/refunds", method="POST")
    shown = cancel(as_alice, order).json()
    assert (shown["status"], shown["refunded_amount"]) == ("cancelled", "0.00")
    for _ in range(3):
        reconcile()
    assert amounts_at_stripe(sandbox) == [405_000]
    assert Payment.objects.get().state == "refunded"
    assert as_alice.get(f"/api/orders/{order.order_id}/").json()["refunded_amount"] == "4050.00"


def test_an_order_of_nothing_is_just_cancelled(
    as_alice: APIClient, tshirt: Product, everything_off: Coupon, sandbox: Sandbox
) -> None:
    Product.objects.update(stock=20)
    put_in_cart(as_alice)
    order_id = pay(as_alice, "GIFT").json()["order"]["order_id"]
    shown = as_alice.post(f"/api/orders/{order_id}/cancel/").json()
    assert (shown["status"], shown["payment_status"], shown["refunds"]) == ("cancelled", "free", [])
    assert (Product.objects.get().stock, Coupon.objects.get().uses) == (20, 0)


def test_asking_for_the_order_again_still_brings_it(as_alice: APIClient, order: Order) -> None:
    cancel(as_alice, order)
    answer = create(as_alice, str(order.payment_intent_id))
    assert (answer.status_code, answer.json()["order_id"]) == (200, order.order_id)


def test_staff_cancel_too(order: Order, petra: User, sandbox: Sandbox) -> None:
    cancelled = cancel_order(order_pk=order.pk, by=petra)
    assert (cancelled.status, cancelled.events.get().by) == ("cancelled", petra)
    assert Payment.objects.get().refunds.get().by == petra
    assert amounts_at_stripe(sandbox) == [405_000]
    with pytest.raises(Conflict):
        cancel_order(order_pk=order.pk, by=petra)
