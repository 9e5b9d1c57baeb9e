"""What is given back: noted once, shown on the order, taken back when the bank refused it."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from customkeeps.accounts.models import User
from customkeeps.catalog.models import Product
from customkeeps.orders.actions import credit_order, withdraw_credit
from customkeeps.orders.models import Credit, Order
from tests.clients import ShopClient
from tests.factories import make_cart_item, make_coupon, make_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(alice: User, tshirt: Product) -> Order:
    """500.00 pesos, paid."""
    make_cart_item(alice, tshirt)
    return make_order(alice)


def credit(order: Order, amount: str, reference: str = "1", reason: str = "Smudged") -> Order:
    return credit_order(order, amount=Decimal(amount), reason=reason, reference=reference)


def money_of(order: Order) -> tuple[str, str]:
    order.refresh_from_db()
    return (f"{order.refunded_amount:.2f}", order.payment_status)


def test_from_paid_over_partly_to_wholly_refunded(order: Order) -> None:
    seen = [money_of(order)]
    for reference, amount in enumerate(("0.01", "300.00", "199.99")):
        returned = credit(order, amount, str(reference))
        seen.append(money_of(order))
        assert (returned.refunded_amount, returned.payment_status) == (
            order.refunded_amount,
            order.payment_status,
        )
    assert seen == [
        ("0.00", "paid"),
        ("0.01", "partially_refunded"),
        ("300.01", "partially_refunded"),
        ("500.00", "refunded"),
    ]


def test_centavos_that_binary_numbers_get_wrong_add_up(order: Order) -> None:
    """0.1 + 0.2 + … in binary is not what it is in pesos."""
    for reference in range(5):
        credit(order, "0.10", str(reference))
        credit(order, "99.90", f"{reference} again")
    assert money_of(order) == ("500.00", "refunded")


def test_the_same_reference_counts_once(order: Order) -> None:
    for amount in ("200.00", "200.00", "1.00"):
        credit(order, amount)
    assert money_of(order) == ("200.00", "partially_refunded")
    assert [row.amount for row in order.credits.all()] == [Decimal(200)]


@pytest.mark.parametrize("amounts", [("500.01",), ("300.00", "200.01")])
def test_never_more_than_was_paid(order: Order, amounts: tuple[str, ...]) -> None:
    *fitting, last = amounts
    for amount in fitting:
        credit(order, amount, amount)
    before = money_of(order)
    with pytest.raises(IntegrityError, match="order_refunds_agree"), transaction.atomic():
        credit(order, last, last)
    assert (money_of(order), order.credits.count()) == (before, len(fitting))


@pytest.mark.parametrize("amount", ["0", "-1.00"])
def test_nothing_is_no_credit(order: Order, amount: str) -> None:
    with pytest.raises(IntegrityError, match="credit_amount"), transaction.atomic():
        credit(order, amount)
    assert money_of(order) == ("0.00", "paid")


def test_an_amount_that_the_currency_does_not_have_is_refused(order: Order) -> None:
    with pytest.raises(ValueError, match=r"0\.005 is not an amount in PHP"):
        credit(order, "0.005")
    assert not Credit.objects.exists()


def test_a_free_order_has_nothing_to_give_back(alice: User, tshirt: Product) -> None:
    make_cart_item(alice, tshirt)
    free = make_order(alice, coupon=make_coupon("FREE", "100"))
    with pytest.raises(IntegrityError, match="order_refunds_agree"), transaction.atomic():
        credit(free, "0.01")
    assert money_of(free) == ("0.00", "free")


def test_what_the_bank_refused_is_taken_back_once(order: Order) -> None:
    credit(order, "200.00", "first")
    credit(order, "300.00", "second")
    for _ in range(2):
        withdraw_credit(reference="first")
        assert money_of(order) == ("300.00", "partially_refunded")
    withdraw_credit(reference="second")
    assert money_of(order) == ("0.00", "paid")


def test_what_was_taken_back_does_not_return_under_its_reference(order: Order) -> None:
    credit(order, "500.00")
    withdraw_credit(reference="1")
    credit(order, "500.00")
    assert money_of(order) == ("0.00", "paid")
    credit(order, "500.00", "2")
    assert money_of(order) == ("500.00", "refunded")


def test_an_unknown_reference_is_nothing_to_take_back(order: Order) -> None:
    assert withdraw_credit(reference="unknown") is None


def test_every_change_is_in_the_history(order: Order) -> None:
    credit(order, "200.00")
    credit(order, "300.00", "2")
    withdraw_credit(reference="2")
    entries = order.history.order_by("history_id")
    assert [(str(entry.refunded_amount), entry.payment_status) for entry in entries] == [
        ("0.000", "paid"),
        ("200.000", "partially_refunded"),
        ("500.000", "refunded"),
        ("200.000", "partially_refunded"),
    ]


def test_the_buyer_sees_what_was_given_back_and_stayed_so(
    as_alice: ShopClient, order: Order
) -> None:
    credit(order, "200.00", "first", reason="One print was smudged")
    credit(order, "100.00", "second")
    credit(order, "50.5", "third", reason="")
    withdraw_credit(reference="second")
    shown = as_alice.get(f"/api/orders/{order.order_id}/").json()
    assert (shown["refunded_amount"], shown["payment_status"]) == ("250.50", "partially_refunded")
    refunds = [(refund["amount"], refund["reason"]) for refund in shown["refunds"]]
    assert refunds == [("200.00", "One print was smudged"), ("50.50", "")]
    moments = [refund["at"] for refund in shown["refunds"]]
    assert moments == sorted(moments)
    assert all(moment.endswith("Z") for moment in moments)
