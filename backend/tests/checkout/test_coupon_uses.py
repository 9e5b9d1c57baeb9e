"""A use of a coupon is held when paying begins, and free again when that falls through."""

from datetime import timedelta

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from customkeeps.accounts.models import User
from customkeeps.catalog.models import Product
from customkeeps.checkout.actions.expiry import expire_due_payments
from customkeeps.checkout.actions.reconcile import reconcile
from customkeeps.coupons.models import Coupon
from customkeeps.payments.models import Payment
from payments_sandbox.tests.running import Sandbox
from tests.checkout.shopping import create, paid_intent, pay, put_in_cart, quote
from tests.factories import make_cart_item, make_coupon

pytestmark = pytest.mark.django_db


def uses() -> int:
    return Coupon.objects.get().uses


@pytest.fixture(autouse=True)
def carts(alice: User, bob: User, tshirt: Product) -> None:
    for user in (alice, bob):
        make_cart_item(user, tshirt)


@pytest.fixture
def once(db: None) -> Coupon:
    """Good for one payment of anybody's."""
    return make_coupon(max_uses=1)


def is_good_for(client: APIClient) -> bool:
    return quote(client, "SAVE10")["coupon"] is not None


def test_paying_holds_it_and_the_order_keeps_it(
    as_alice: APIClient, as_bob: APIClient, once: Coupon, sandbox: Sandbox
) -> None:
    intent_id = paid_intent(as_alice, sandbox, "SAVE10")
    assert (uses(), is_good_for(as_bob)) == (1, False)
    assert pay(as_bob, "SAVE10").json()["code"] == "invalid_coupon"
    assert create(as_alice, intent_id).json()["coupon"] == "SAVE10"
    assert (uses(), is_good_for(as_bob), is_good_for(as_alice)) == (1, False, False)


def test_paying_the_same_cart_again_holds_it_once(
    as_alice: APIClient, once: Coupon, sandbox: Sandbox
) -> None:
    intents = {pay(as_alice, "SAVE10").json()["paymentIntentId"] for _ in range(3)}
    assert (len(intents), uses()) == (1, 1)


def test_an_open_payment_keeps_it_though_it_has_expired(
    as_alice: APIClient, once: Coupon, sandbox: Sandbox
) -> None:
    intent_id = pay(as_alice, "SAVE10").json()["paymentIntentId"]
    Coupon.objects.update(valid_to=timezone.now() - timedelta(hours=1), max_uses=None)
    assert pay(as_alice, "save10").json()["paymentIntentId"] == intent_id
    assert paid_intent(as_alice, sandbox, "SAVE10") == intent_id
    order = create(as_alice, intent_id).json()
    assert (order["coupon"], order["final_amount"]) == ("SAVE10", "450.00")


def test_another_cart_takes_it_along(as_alice: APIClient, once: Coupon, sandbox: Sandbox) -> None:
    pay(as_alice, "SAVE10")
    put_in_cart(as_alice, customization_text="One more")
    assert pay(as_alice, "SAVE10").status_code == 200
    assert uses() == 1
    assert Payment.objects.filter(coupon_held=True).count() == 1


def test_paying_without_it_lets_others_have_it(
    as_alice: APIClient, as_bob: APIClient, once: Coupon, sandbox: Sandbox
) -> None:
    pay(as_alice, "SAVE10")
    assert pay(as_alice).status_code == 200
    assert (uses(), is_good_for(as_bob)) == (0, True)


def test_a_payment_that_nobody_makes_lets_others_have_it(
    as_alice: APIClient, as_bob: APIClient, once: Coupon, sandbox: Sandbox
) -> None:
    pay(as_alice, "SAVE10")
    Payment.objects.update(expires_at=timezone.now())
    for _ in range(2):
        expire_due_payments()
    assert (uses(), is_good_for(as_bob)) == (0, True)


def test_what_stripe_refuses_holds_nothing(
    as_alice: APIClient, once: Coupon, sandbox: Sandbox
) -> None:
    Product.objects.update(price=10)
    assert pay(as_alice, "SAVE10").json()["code"] == "payment_refused"
    assert uses() == 0


def test_what_is_out_of_stock_holds_nothing(as_alice: APIClient, once: Coupon) -> None:
    Product.objects.update(stock=0)
    assert pay(as_alice, "SAVE10").json()["code"] == "out_of_stock"
    assert (uses(), Payment.objects.count()) == (0, 0)


def test_a_free_order_uses_it_too(as_alice: APIClient, once: Coupon) -> None:
    Coupon.objects.update(discount_percent=100)
    assert pay(as_alice, "SAVE10").json()["order"]["payment_status"] == "free"
    assert uses() == 1


def test_a_cancelled_order_gives_it_back(
    as_alice: APIClient, as_bob: APIClient, once: Coupon, sandbox: Sandbox
) -> None:
    order = create(as_alice, paid_intent(as_alice, sandbox, "SAVE10")).json()
    answer = as_alice.post(f"/api/orders/{order['order_id']}/cancel/")
    assert answer.status_code == 200
    reconcile()
    assert (uses(), is_good_for(as_bob)) == (0, True)


def test_each_user_may_use_it_so_often(
    as_alice: APIClient, as_bob: APIClient, tshirt: Product, alice: User, sandbox: Sandbox
) -> None:
    make_coupon(max_uses_per_user=1)
    create(as_alice, paid_intent(as_alice, sandbox, "SAVE10"))
    make_cart_item(alice, tshirt)
    assert as_alice.post(
        "/api/checkout/pay/", {"amount": "450.00", "coupon_code": "SAVE10"}
    ).json() == {"error": "Invalid coupon code.", "code": "invalid_coupon"}
    assert pay(as_bob, "SAVE10").status_code == 200
    assert uses() == 2
