"""`GET /api/orders/{order_id}/receipt.pdf`: the owner's, as a file, and nobody else's."""

from decimal import Decimal

import pytest
import time_machine
from django.conf import LazySettings

from customkeeps.accounts.models import User
from customkeeps.catalog.models import Product
from customkeeps.orders.actions import credit_order, withdraw_credit
from customkeeps.orders.models import Order
from tests.clients import ShopClient
from tests.factories import make_cart_item, make_coupon, make_order
from tests.orders.receipts import words_of
from tests.statements import statements_of

pytestmark = pytest.mark.django_db

# Half past eleven at night in UTC is the next day in Manila.
LATE = "2026-03-01T23:30:00Z"


@pytest.fixture
def order(alice: User, tshirt: Product) -> Order:
    """10 T-shirts at ₱500 with SAVE10, two refunds and one that the bank refused."""
    make_cart_item(alice, tshirt, 10, base_color="Black", customization_text="Lola's 80th")
    with time_machine.travel(LATE, tick=False):
        order = make_order(alice, coupon=make_coupon())
        for reference, amount, reason in (
            ("1", "50.50", "One was smudged"),
            ("2", "1000.00", "Refused by the bank"),
            ("3", "3999.50", "Order cancelled"),
        ):
            credit_order(order, amount=Decimal(amount), reason=reason, reference=reference)
            if reference == "2":
                withdraw_credit(reference="2")
    return order


def address(order: Order) -> str:
    return f"/api/orders/{order.order_id}/receipt.pdf"


def test_it_tells_the_whole_order(as_alice: ShopClient, order: Order) -> None:
    told = words_of(as_alice.get(address(order)).content)
    for part in (
        f"CustomKeeps Receipt Order {order.order_id} Ordered March 2, 2026, 7:30 AM Customer alice",
        "T-Shirt Black “Lola's 80th” ₱450.00 10 \u221210% ₱4,500.00",
        "Subtotal ₱5,000.00 Bulk discount \u2212₱500.00 Coupon SAVE10 \u2212₱450.00",
        "Total paid ₱4,050.00",
        "Mar 2, 2026 One was smudged \u2212₱50.50 ₱3,999.50",
        "Mar 2, 2026 Order cancelled \u2212₱3,999.50 ₱0.00",
    ):
        assert part in told
    assert "Refused by the bank" not in told


def test_the_customers_name_is_as_the_account_has_it(
    as_alice: ShopClient, alice: User, order: Order
) -> None:
    User.objects.filter(pk=alice.pk).update(first_name="Alicia", last_name="Reyes-Ñandú")
    assert "Customer Alicia Reyes-Ñandú" in words_of(as_alice.get(address(order)).content)


def test_it_is_a_file_to_keep_that_nobody_else_keeps(as_alice: ShopClient, order: Order) -> None:
    answer = as_alice.get(address(order))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == (
        f'attachment; filename="CustomKeeps receipt {order.order_id}.pdf"'
    )
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_shops_name_cannot_break_the_header(
    as_alice: ShopClient, order: Order, settings: LazySettings
) -> None:
    settings.SHOP_NAME = 'Aling "Nena"\u2019s Ñ'
    answer = as_alice.get(address(order))
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''Aling%20%22Nena")
    assert 'Aling "Nena"\u2019s Ñ Receipt' in words_of(answer.content)


def test_the_same_order_is_the_same_file(as_alice: ShopClient, order: Order) -> None:
    lower = address(order).replace(order.order_id, order.order_id.lower())
    assert as_alice.get(address(order)).content == as_alice.get(lower).content


@pytest.mark.parametrize("accept", ["application/pdf", "*/*", "text/html", "image/png;q=0.1"])
def test_whatever_the_reader_says_it_accepts(
    as_alice: ShopClient, order: Order, accept: str
) -> None:
    assert as_alice.get(address(order), HTTP_ACCEPT=accept).content.startswith(b"%PDF-")


def test_missing_and_somebody_elses_are_one_answer(as_bob: ShopClient, order: Order) -> None:
    typed = (order.order_id, "ZZZZZZZZ", str(order.pk), "ABC-1234", "%00", "x" * 300)
    answers = [as_bob.get(f"/api/orders/{order_id}/receipt.pdf") for order_id in typed]
    assert {(answer.status_code, answer.content) for answer in answers} == {
        (404, b'{"error":"We could not find that.","code":"not_found"}')
    }


def test_a_login_is_needed(as_nobody: ShopClient, order: Order) -> None:
    assert as_nobody.get(address(order)).status_code == 401


@pytest.mark.parametrize("lines", [1, 30])
def test_statements(as_alice: ShopClient, alice: User, tshirt: Product, lines: int) -> None:
    for number in range(lines):
        make_cart_item(alice, tshirt, customization_text=f"Line {number}")
    order = make_order(alice)
    for reference in range(lines):
        credit_order(order, amount=Decimal(1), reason="", reference=str(reference))
    # The caller, the order with its buyer, its items, its credits.
    assert len(statements_of(lambda: as_alice.get(address(order)))) == 4
