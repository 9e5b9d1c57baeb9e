"""Stock is held when paying begins, sold when it is paid, and free again when it is not."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from rest_framework.test import APIClient

from customkeeps.catalog import actions as stock
from customkeeps.catalog.actions import Demand
from customkeeps.catalog.models import Product, VariantStock
from customkeeps.checkout.actions import expiry
from customkeeps.checkout.actions.expiry import expire_due_payments
from customkeeps.checkout.actions.reconcile import reconcile, settle_due_payments
from customkeeps.coupons.models import Coupon
from customkeeps.orders.models import Order
from customkeeps.payments.models import Payment, StockHold
from payments_sandbox.tests.running import Sandbox
from tests.checkout.shopping import SLOW, confirm, create, paid_intent, pay, put_in_cart, stock_of
from tests.factories import make_stock

pytestmark = pytest.mark.django_db


def variant(row: VariantStock) -> tuple[int, int]:
    row.refresh_from_db()
    return row.on_hand, row.held


def hold_states() -> list[str]:
    return sorted(StockHold.objects.values_list("state", flat=True))


@pytest.fixture
def ten_shirts(tshirt: Product) -> Product:
    Product.objects.update(stock=10)
    return tshirt


def test_paying_holds_and_the_order_sells(
    as_alice: APIClient, ten_shirts: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice, quantity=2)
    put_in_cart(as_alice, quantity=1, base_color="Black")
    intent_id = pay(as_alice).json()["paymentIntentId"]
    assert stock_of(ten_shirts) == (10, 3)
    confirm(sandbox, intent_id)
    create(as_alice, intent_id)
    assert stock_of(ten_shirts) == (7, 0)
    create(as_alice, intent_id)
    assert stock_of(ten_shirts) == (7, 0)
    assert hold_states() == ["sold"]


def test_a_sale_draws_on_every_level_that_is_counted(
    as_alice: APIClient, hoodie: Product, sandbox: Sandbox
) -> None:
    Product.objects.update(stock=10)
    large = make_stock(hoodie, 5, size="L")
    black_large = make_stock(hoodie, 4, color="Black", size="L")
    white = make_stock(hoodie, 9, color="White")
    put_in_cart(as_alice, quantity=3, product_name="Hoodie", base_color="Black", size="L")
    create(as_alice, paid_intent(as_alice, sandbox))
    assert stock_of(hoodie) == (7, 0)
    assert [variant(large), variant(black_large), variant(white)] == [(2, 0), (1, 0), (9, 0)]


def test_what_is_not_counted_is_not_held(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice, quantity=100)
    create(as_alice, paid_intent(as_alice, sandbox))
    assert stock_of(tshirt) == (None, 0)
    assert not StockHold.objects.exists()


def test_held_pieces_cannot_be_bought_by_others(
    as_alice: APIClient, as_bob: APIClient, ten_shirts: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice, quantity=8)
    assert pay(as_alice).status_code == 200
    line = put_in_cart(as_bob, quantity=3)
    refused = pay(as_bob)
    assert (refused.status_code, refused.json()["code"]) == (400, "out_of_stock")
    assert refused.json()["lines"] == [{"id": line["id"], "available": 2}]
    assert stock_of(ten_shirts) == (10, 8)


def test_ones_own_hold_is_not_in_ones_own_way(
    as_alice: APIClient, ten_shirts: Product, sandbox: Sandbox
) -> None:
    line = put_in_cart(as_alice, quantity=10)
    first = pay(as_alice).json()
    assert pay(as_alice).json()["paymentIntentId"] == first["paymentIntentId"]
    as_alice.patch(f"/api/cart/{line['id']}/", {"quantity": 9}, format="json")
    assert pay(as_alice).status_code == 200
    assert stock_of(ten_shirts) == (10, 9)
    assert hold_states() == ["held", "released"]


def test_the_shop_says_how_many_are_left_besides_those_held(
    as_alice: APIClient, ten_shirts: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice, quantity=9)
    pay(as_alice)
    assert as_alice.get("/api/products/t-shirt/").json()["stock_left"] == 1


def test_an_unpaid_checkout_ends_and_its_stock_is_free(
    as_alice: APIClient, ten_shirts: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice, quantity=4)
    intent_id = pay(as_alice).json()["paymentIntentId"]
    assert expire_due_payments() == 0
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert expire_due_payments() == 1
        assert expire_due_payments() == 0
    assert stock_of(ten_shirts) == (10, 0)
    assert Payment.objects.get().state == "canceled"
    assert sandbox.stripe.payment_intents.retrieve(intent_id).status == "canceled"
    assert len(as_alice.get("/api/cart/").json()) == 1


def test_trying_again_keeps_the_checkout_open(
    as_alice: APIClient, ten_shirts: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    begun = timezone.now()
    pay(as_alice)
    with time_machine.travel(begun + timedelta(minutes=10)):
        pay(as_alice)
    with time_machine.travel(begun + timedelta(minutes=20)):
        assert expire_due_payments() == 0
    with time_machine.travel(begun + timedelta(minutes=26)):
        assert expire_due_payments() == 1


def test_what_was_paid_in_the_last_moment_becomes_its_order(
    as_alice: APIClient, ten_shirts: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice, quantity=4)
    paid_intent(as_alice, sandbox)
    Payment.objects.update(expires_at=timezone.now())
    expire_due_payments()
    assert stock_of(ten_shirts) == (6, 0)
    assert Order.objects.count() == 1


def test_processing_keeps_its_hold(
    as_alice: APIClient, ten_shirts: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice, quantity=4)
    intent_id = pay(as_alice).json()["paymentIntentId"]
    sandbox.switch(f"pay/{intent_id}", number=SLOW)
    Payment.objects.update(expires_at=timezone.now())
    expire_due_payments()
    assert (stock_of(ten_shirts), Payment.objects.get().state) == ((10, 4), "cancelling")
    sandbox.switch(f"settle/{intent_id}", outcome="succeeded")
    Payment.objects.update(expires_at=timezone.now())
    expire_due_payments()
    assert (stock_of(ten_shirts), Payment.objects.get().state) == ((6, 0), "fulfilled")


def test_while_stripe_is_away_the_hold_stays(
    as_alice: APIClient, ten_shirts: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice, quantity=4)
    pay(as_alice)
    Payment.objects.update(expires_at=timezone.now())
    sandbox.switch("faults", kind="reset", when="before", times=1, path="/v1/payment_intents")
    expire_due_payments()
    assert stock_of(ten_shirts) == (10, 4)
    Payment.objects.update(expires_at=timezone.now())
    expire_due_payments()
    assert stock_of(ten_shirts) == (10, 0)


def test_what_stripe_refuses_is_free_at_once(
    as_alice: APIClient, ten_shirts: Product, sandbox: Sandbox
) -> None:
    Product.objects.update(price=Decimal("10.00"))
    put_in_cart(as_alice)
    assert pay(as_alice).json()["code"] == "payment_refused"
    assert (stock_of(ten_shirts), hold_states()) == ((10, 0), ["released"])


def test_a_free_order_sells_too(
    as_alice: APIClient, ten_shirts: Product, everything_off: Coupon, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice, quantity=2)
    assert pay(as_alice, "GIFT").status_code == 200
    assert stock_of(ten_shirts) == (8, 0)


def test_without_browser_and_webhook_the_order_appears(
    as_alice: APIClient, ten_shirts: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice, quantity=4)
    paid_intent(as_alice, sandbox)
    assert settle_due_payments() == 0
    with time_machine.travel(timezone.now() + timedelta(seconds=31)):
        assert settle_due_payments() == 1
    assert Order.objects.count() == 1
    assert stock_of(ten_shirts) == (6, 0)


def test_by_hand_it_need_not_wait(
    as_alice: APIClient, ten_shirts: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice, quantity=4)
    paid_intent(as_alice, sandbox)
    call_command("reconcile")
    assert Order.objects.count() == 1


def test_what_stays_open_is_asked_about_again_later(
    as_alice: APIClient, ten_shirts: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    pay(as_alice)
    later = timezone.now() + timedelta(seconds=31)
    with time_machine.travel(later):
        assert (settle_due_payments(), settle_due_payments()) == (1, 0)
    with time_machine.travel(later + timedelta(seconds=61)):
        assert settle_due_payments() == 1


def test_what_contradicts_its_quote_is_refunded_once(
    as_alice: APIClient, ten_shirts: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice, quantity=4)
    pay(as_alice)
    other = sandbox.intent(amount=100_000)
    confirm(sandbox, other.id)
    Payment.objects.update(intent_id=other.id)
    assert create(as_alice, other.id).status_code == 409
    assert stock_of(ten_shirts) == (10, 0)
    for _ in range(3):
        reconcile()
    payment = Payment.objects.get()
    refund = payment.refunds.get()
    assert (payment.state, refund.amount, refund.state) == ("refunded", 1000, "succeeded")
    [at_stripe] = sandbox.stripe.refunds.list(params={"payment_intent": other.id}).data
    assert (at_stripe.id, at_stripe.amount) == (refund.refund_id, 100_000)


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_refund_whose_answer_is_lost_is_paid_once(
    as_alice: APIClient, ten_shirts: Product, sandbox: Sandbox, when: str
) -> None:
    put_in_cart(as_alice)
    paid_intent(as_alice, sandbox)
    Payment.objects.update(state="canceled")
    create(as_alice, Payment.objects.get().intent_id)
    sandbox.switch("faults", kind="reset", when=when, times=1, path="/v1/refunds")
    reconcile()
    assert Payment.objects.get().state == "refunding"
    reconcile()
    assert Payment.objects.get().state == "refunded"
    assert len(sandbox.stripe.refunds.list().data) == 1


@pytest.mark.parametrize(
    "columns", [{"stock_held": 11}, {"stock": -1}, {"stock": 2, "stock_held": 3}]
)
def test_the_database_refuses_to_oversell(ten_shirts: Product, columns: dict[str, int]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Product.objects.update(**columns)


def test_a_hold_that_fails_half_way_leaves_nothing_held(
    as_alice: APIClient,
    hoodie: Product,
    sandbox: Sandbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Staff stop counting the pool after the cart was read: the variant must not stay held."""
    Product.objects.update(stock=10)
    large = make_stock(hoodie, 5, size="L")
    put_in_cart(as_alice, quantity=2, product_name="Hoodie", size="L")

    hold = stock.hold

    def stop_counting(demand: Demand) -> None:
        Product.objects.update(stock=None)
        hold(demand)

    monkeypatch.setattr(stock, "hold", stop_counting)
    assert pay(as_alice).json()["code"] == "out_of_stock"
    assert variant(large) == (5, 0)
    assert not Payment.objects.exists()


def test_a_shopper_who_comes_back_in_the_last_moment_keeps_the_payment(
    as_alice: APIClient, ten_shirts: Product, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in_cart(as_alice)
    intent_id = pay(as_alice).json()["paymentIntentId"]
    Payment.objects.update(expires_at=timezone.now())
    expire = expiry._expire

    def after_the_shopper(payment: Payment) -> None:
        assert pay(as_alice).json()["paymentIntentId"] == intent_id
        expire(payment)

    monkeypatch.setattr(expiry, "_expire", after_the_shopper)
    assert expire_due_payments() == 1
    assert Payment.objects.get().state == "open"
    assert sandbox.stripe.payment_intents.retrieve(intent_id).status != "canceled"
