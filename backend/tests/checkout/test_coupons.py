"""Coupons with limits, a minimum, a fixed amount: what quote, preview and paying say of them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from customkeeps.accounts.models import User
from customkeeps.catalog.models import Product
from customkeeps.coupons.models import Coupon
from customkeeps.payments.models import Payment, State
from payments_sandbox.tests.running import Sandbox
from tests.checkout.shopping import create, paid_intent, pay, quote
from tests.factories import make_cart_item, make_coupon, make_order, make_payment
from tests.statements import statements_of

pytestmark = pytest.mark.django_db

INVALID = "Invalid coupon code."
TOO_SMALL = "This code needs a subtotal of ₱1,000.00 or more."


@pytest.fixture(autouse=True)
def cart(alice: User, tshirt: Product) -> None:
    """One shirt of ₱500.00 in Alice's cart."""
    make_cart_item(alice, tshirt)


def preview(client: APIClient, code: str, total: str = "500.00") -> Any:
    return client.post("/api/preview_coupon/", {"coupon_code": code, "cart_total": total})


def try_to_pay(client: APIClient, code: str, amount: str = "500.00") -> Any:
    return client.post("/api/checkout/pay/", {"amount": amount, "coupon_code": code})


def try_quote(client: APIClient, code: str) -> Any:
    return client.post("/api/cart/quote/", {"coupon_code": code})


def hold(user: User, coupon: Coupon, state: State = State.OPEN) -> Payment:
    """A payment of what is in the cart that holds a use of the coupon."""
    Coupon.objects.filter(pk=coupon.pk).update(uses=coupon.uses + 1)
    coupon.refresh_from_db()
    payment = make_payment(user, coupon=coupon, state=state)
    Payment.objects.filter(pk=payment.pk).update(coupon=coupon, coupon_held=True)
    return payment


def have_used(user: User, coupon: Coupon) -> None:
    """An order that was made with the coupon."""
    order = make_order(user, coupon=coupon)
    Payment.objects.filter(order=order).update(coupon=coupon, coupon_held=True)
    Coupon.objects.filter(pk=coupon.pk).update(uses=coupon.uses + 1)


def test_a_fixed_amount_is_quoted_with_its_kind(as_alice: APIClient) -> None:
    make_coupon("KEEP100", amount="100")
    priced = quote(as_alice, "keep100")
    assert priced["coupon"] == {
        "code": "KEEP100",
        "kind": "amount",
        "percent": None,
        "amount": "100.00",
    }
    assert (priced["coupon_discount"], priced["final_amount"]) == ("100.00", "400.00")


@pytest.mark.parametrize(
    ("total", "taken"), [("500.00", b"100.0"), ("99.5", b"99.5"), ("0", b"0.0")]
)
def test_a_preview_of_a_fixed_amount_has_no_percentage(
    as_alice: APIClient, total: str, taken: bytes
) -> None:
    make_coupon("KEEP100", amount="100")
    assert preview(as_alice, "KEEP100", total).content == (
        b'{"valid":true,"discount_percent":0.0,"discount_amount":%b}' % taken
    )


def test_a_fixed_amount_is_paid_and_ordered_as_quoted(
    as_alice: APIClient, sandbox: Sandbox
) -> None:
    make_coupon("KEEP100", amount="99.99")
    intent_id = paid_intent(as_alice, sandbox, "keep100")
    assert sandbox.stripe.payment_intents.retrieve(intent_id).amount == 40001
    order = create(as_alice, intent_id).json()
    assert (order["coupon"], order["coupon_discount"], order["final_amount"]) == (
        "KEEP100",
        "99.99",
        "400.01",
    )


def test_a_fixed_amount_larger_than_the_cart_makes_it_free(as_alice: APIClient) -> None:
    make_coupon("GIFT", amount="2000")
    order = pay(as_alice, "GIFT").json()["order"]
    assert (order["coupon_discount"], order["final_amount"], order["payment_status"]) == (
        "500.00",
        "0.00",
        "free",
    )


def test_amounts_in_a_currency_that_the_shop_has_given_up_are_not_good(
    as_alice: APIClient,
) -> None:
    make_coupon("YEN", amount="100", currency="JPY")
    make_coupon("FROM", minimum_subtotal="1", currency="JPY")
    make_coupon("TENTH", currency="JPY")
    errors = [quote(as_alice, code)["coupon_error"] for code in ("YEN", "FROM", "TENTH")]
    assert errors == [INVALID, INVALID, None]


def test_a_minimum_that_is_not_reached_is_told(as_alice: APIClient) -> None:
    make_coupon("BIG", minimum_subtotal="1000")
    assert quote(as_alice, "big") == quote(as_alice) | {
        "coupon_error": TOO_SMALL,
        "coupon_minimum": "1000.00",
    }
    assert preview(as_alice, "BIG", "999.99").json() == {"valid": False, "error": TOO_SMALL}
    refused = try_to_pay(as_alice, "BIG")
    assert (refused.status_code, refused.json()) == (
        400,
        {"error": TOO_SMALL, "code": "invalid_coupon", "minimum_subtotal": "1000.00"},
    )
    assert not Payment.objects.exists()


def test_a_minimum_is_of_what_bulk_discounts_leave(
    as_alice: APIClient, alice: User, tshirt: Product
) -> None:
    make_coupon("BIG", minimum_subtotal="2875")
    make_cart_item(alice, tshirt, 5, customization_text="Bulk")  # 5 % off 2,500, and the 500 there
    assert quote(as_alice, "BIG")["coupon"]["code"] == "BIG"
    Coupon.objects.update(minimum_subtotal="2875.01")
    assert quote(as_alice, "BIG")["coupon"] is None
    assert preview(as_alice, "BIG", "2875.01").json()["valid"] is True


def test_a_minimum_that_is_not_reached_is_no_wrong_code(as_alice: APIClient) -> None:
    make_coupon("BIG", minimum_subtotal="1000")
    for ask in (preview, try_quote):
        assert [ask(as_alice, "BIG").status_code for _ in range(12)] == [200] * 12


@pytest.mark.parametrize("ask", [preview, try_quote, try_to_pay])
def test_used_up_says_no_more_than_unknown(
    as_alice: APIClient, alice: User, ask: Callable[..., Any]
) -> None:
    make_coupon("GONE", max_uses=1, uses=1)
    make_coupon("SMALL", max_uses=1, uses=1, minimum_subtotal="1000")
    have_used(alice, make_coupon("MINE", max_uses_per_user=1))
    make_coupon("OLD", valid_to=timezone.now() - timedelta(seconds=1))
    make_coupon("OFF", active=False)
    codes = ("GONE", "SMALL", "MINE", "OLD", "OFF", "UNKNOWN")
    answers = [ask(as_alice, code) for code in codes]
    assert len({(answer.status_code, answer.content) for answer in answers}) == 1
    body = answers[0].json()
    assert INVALID in (body.get("error"), body.get("coupon_error"))


@pytest.mark.parametrize("ask", [preview, try_quote, try_to_pay])
def test_used_up_codes_are_wrong_codes(as_alice: APIClient, ask: Callable[..., Any]) -> None:
    make_coupon("GONE", max_uses=1, uses=1)
    statuses = [ask(as_alice, "GONE").status_code for _ in range(10)]
    assert 429 not in statuses
    assert try_quote(as_alice, "GONE").status_code == 429


def test_each_user_has_uses_of_their_own(
    as_alice: APIClient, as_bob: APIClient, alice: User
) -> None:
    have_used(alice, make_coupon(max_uses_per_user=1))
    assert preview(as_alice, "SAVE10").json()["valid"] is False
    assert preview(as_bob, "SAVE10").json()["valid"] is True


def test_a_payment_that_fell_through_leaves_no_use(as_alice: APIClient, alice: User) -> None:
    payment = hold(alice, make_coupon(max_uses_per_user=1), State.CANCELLING)
    Payment.objects.filter(pk=payment.pk).update(state="canceled", coupon_held=False)
    assert quote(as_alice, "SAVE10")["coupon_error"] is None


@pytest.mark.parametrize("limit", ["max_uses", "max_uses_per_user"])
def test_what_the_own_open_payment_holds_does_not_count(
    as_alice: APIClient, as_bob: APIClient, alice: User, tshirt: Product, limit: str
) -> None:
    hold(alice, make_coupon(**{limit: 1}))
    make_cart_item(alice, tshirt, customization_text="Another cart by now")
    assert quote(as_alice, "SAVE10")["coupon_error"] is None
    is_left_for_bob = quote(as_bob, "SAVE10")["coupon_error"] is None
    assert is_left_for_bob is (limit == "max_uses_per_user")


GONE_SINCE = [
    {"valid_to": timezone.now() - timedelta(hours=1)},
    {"active": False},
    {"minimum_subtotal": 1000},
]


@pytest.mark.parametrize("change", GONE_SINCE)
def test_an_open_payment_keeps_the_coupon_that_it_was_promised(
    as_alice: APIClient, alice: User, change: dict[str, Any]
) -> None:
    hold(alice, make_coupon())
    Coupon.objects.update(**change)
    assert quote(as_alice, "save10")["coupon_discount"] == "50.00"


@pytest.mark.parametrize("change", GONE_SINCE)
def test_only_the_very_same_cart_was_promised_the_coupon(
    as_alice: APIClient, alice: User, tshirt: Product, change: dict[str, Any]
) -> None:
    hold(alice, make_coupon())
    Coupon.objects.update(**change)
    make_cart_item(alice, tshirt, customization_text="One more")
    assert (quote(as_alice, "SAVE10")["coupon"] is None) is ("minimum_subtotal" not in change)


def test_nothing_was_promised_for_another_discount_or_another_code(
    as_alice: APIClient, alice: User
) -> None:
    hold(alice, make_coupon())
    make_coupon("OTHER", active=False)
    Coupon.objects.update(active=False, discount_percent=20)
    assert [quote(as_alice, code)["coupon"] for code in ("SAVE10", "OTHER")] == [None, None]


def test_a_payment_that_is_being_cancelled_promises_nothing(
    as_alice: APIClient, alice: User
) -> None:
    hold(alice, make_coupon(), State.CANCELLING)
    Coupon.objects.update(active=False)
    assert quote(as_alice, "SAVE10")["coupon_error"] == INVALID


def test_limits_cost_no_statement_however_often_it_was_used(
    as_alice: APIClient, alice: User
) -> None:
    coupon = make_coupon()
    free = len(statements_of(lambda: quote(as_alice, "SAVE10")))
    Coupon.objects.update(max_uses=9, max_uses_per_user=9, minimum_subtotal=1)
    counts = []
    for _ in range(2):
        coupon.refresh_from_db()
        have_used(alice, coupon)
        counts.append(len(statements_of(lambda: quote(as_alice, "SAVE10"))))
    assert counts == [free, free]
