"""`POST /api/cart/quote/`: the whole price, and nothing the browser would have to compute."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from customkeeps.accounts.models import User
from customkeeps.catalog.models import BulkTier, Product
from tests.clients import ShopClient
from tests.factories import make_cart_item, make_coupon, make_product
from tests.statements import statements_of

pytestmark = pytest.mark.django_db


def quote(client: ShopClient, **body: Any) -> dict[str, Any]:
    answer = client.post("/api/cart/quote/", body)
    assert answer.status_code == 200, answer.content
    priced: dict[str, Any] = answer.json()
    return priced


NOTHING = {
    "lines": [],
    "raw_subtotal": "0.00",
    "bulk_discount": "0.00",
    "subtotal_after_bulk": "0.00",
    "coupon": None,
    "coupon_error": None,
    "coupon_minimum": None,
    "coupon_discount": "0.00",
    "discount_amount": "0.00",
    "final_amount": "0.00",
    "currency": "PHP",
}


def test_ten_shirts_with_save10(as_alice: ShopClient, alice: User, tshirt: Product) -> None:
    item = make_cart_item(alice, tshirt, 10)
    make_coupon()
    assert quote(as_alice, coupon_code=" save10 ") == {
        "lines": [
            {
                "id": item.pk,
                "product_name": "T-Shirt",
                "price": "500.00",
                "quantity": 10,
                "bulk_percent": "10.00",
                "line_total": "4500.00",
                "next_break": None,
            }
        ],
        "raw_subtotal": "5000.00",
        "bulk_discount": "500.00",
        "subtotal_after_bulk": "4500.00",
        "coupon": {"code": "SAVE10", "kind": "percent", "percent": "10.00", "amount": None},
        "coupon_error": None,
        "coupon_minimum": None,
        "coupon_discount": "450.00",
        "discount_amount": "950.00",
        "final_amount": "4050.00",
        "currency": "PHP",
    }


def test_an_empty_cart_costs_nothing(as_alice: ShopClient) -> None:
    assert quote(as_alice) == NOTHING


@pytest.mark.parametrize("body", [{}, {"coupon_code": ""}, {"coupon_code": None}])
def test_no_coupon_is_no_error(as_alice: ShopClient, body: dict[str, Any]) -> None:
    assert quote(as_alice, **body) == NOTHING


def test_coupons_that_fail_are_all_the_same(
    as_alice: ShopClient, alice: User, tshirt: Product
) -> None:
    make_cart_item(alice, tshirt, 3)
    now = timezone.now()
    make_coupon("EXPIRED", valid_from=now - timedelta(days=2), valid_to=now - timedelta(days=1))
    make_coupon("FUTURE", valid_from=now + timedelta(days=1), valid_to=now + timedelta(days=2))
    make_coupon("INACTIVE", active=False)
    answers = [
        as_alice.post("/api/cart/quote/", {"coupon_code": code}).content
        for code in ("EXPIRED", "FUTURE", "INACTIVE", "UNKNOWN")
    ]
    assert len(set(answers)) == 1
    assert quote(as_alice, coupon_code="UNKNOWN") == quote(as_alice) | {
        "coupon_error": "Invalid coupon code."
    }


@pytest.mark.parametrize(
    ("quantity", "next_break"),
    [
        (1, {"quantity": 5, "saves": "125.00"}),
        (4, {"quantity": 5, "saves": "125.00"}),
        (5, {"quantity": 10, "saves": "500.00"}),
        (10, None),
        (100, None),
    ],
)
def test_the_next_break_of_a_line(
    as_alice: ShopClient, alice: User, tshirt: Product, quantity: int, next_break: object
) -> None:
    make_cart_item(alice, tshirt, quantity)
    assert quote(as_alice)["lines"][0]["next_break"] == next_break


def test_lines_are_priced_each_by_itself_and_the_coupon_once(
    as_alice: ShopClient, alice: User
) -> None:
    for name, price, quantity in (("A", "333.33", 3), ("B", "333.33", 5), ("C", "111.11", 100)):
        make_cart_item(alice, make_product(name, price=price), quantity)
    make_coupon("THIRD", "33.33")
    priced = quote(as_alice, coupon_code="third")
    assert [line["line_total"] for line in priced["lines"]] == ["999.99", "1583.32", "9999.90"]
    stages = ("raw_subtotal", "bulk_discount", "coupon_discount", "discount_amount", "final_amount")
    assert [priced[stage] for stage in stages] == [
        "13777.64",
        "1194.43",
        "4193.98",
        "5388.41",
        "8389.23",
    ]


def test_a_coupon_of_100_percent(as_alice: ShopClient, alice: User, tshirt: Product) -> None:
    make_cart_item(alice, tshirt, 5)
    make_coupon("FREE", "100")
    priced = quote(as_alice, coupon_code="FREE")
    assert (priced["discount_amount"], priced["final_amount"]) == ("2500.00", "0.00")


def test_prices_and_tiers_are_todays(as_alice: ShopClient, alice: User, tshirt: Product) -> None:
    make_cart_item(alice, tshirt, 3)
    Product.objects.update(price=600)
    BulkTier.objects.create(min_quantity=3, percent=50)
    priced = quote(as_alice)
    assert (priced["final_amount"], priced["lines"][0]["bulk_percent"]) == ("900.00", "50.00")
    BulkTier.objects.all().delete()
    assert quote(as_alice)["final_amount"] == "1800.00"


def test_a_cart_of_more_than_a_page_is_priced_whole(
    as_alice: ShopClient, alice: User, tshirt: Product
) -> None:
    for number in range(101):
        make_cart_item(alice, tshirt, customization_text=f"Line {number}")
    assert quote(as_alice)["final_amount"] == "50500.00"


@pytest.mark.parametrize("code", [5, True, ["SAVE10"], {}, "x" * 101, "a\u0007"])
def test_a_code_that_is_no_text_names_its_field(as_alice: ShopClient, code: Any) -> None:
    answer = as_alice.post("/api/cart/quote/", {"coupon_code": code})
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["coupon_code"])


def test_a_cart_is_its_owners(
    as_bob: ShopClient, as_nobody: ShopClient, alice: User, tshirt: Product
) -> None:
    make_cart_item(alice, tshirt)
    assert quote(as_bob) == NOTHING
    assert as_nobody.post("/api/cart/quote/", {}).status_code == 401


@pytest.mark.parametrize("lines", [1, 30])
def test_statements(as_alice: ShopClient, alice: User, tshirt: Product, lines: int) -> None:
    make_coupon()
    for number in range(lines):
        make_cart_item(alice, tshirt, customization_text=f"Line {number}")
    assert len(statements_of(lambda: quote(as_alice))) == 2
    assert len(statements_of(lambda: quote(as_alice, coupon_code="SAVE10"))) == 4
