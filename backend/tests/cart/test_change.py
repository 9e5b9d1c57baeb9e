"""`PATCH /api/cart/{id}/`: a line changes, and becomes one with another that is the same then."""

from typing import Any

import pytest

from customkeeps.accounts.models import User
from customkeeps.cart.models import CartItem
from customkeeps.catalog.models import Product, ProductColor
from tests.cart.shopping import brief, cart
from tests.clients import ShopClient
from tests.factories import make_cart_item, make_design
from tests.statements import statements_of

pytestmark = pytest.mark.django_db


def change(client: ShopClient, item: CartItem | int, **changes: Any) -> Any:
    pk = item.pk if isinstance(item, CartItem) else item
    return client.patch(f"/api/cart/{pk}/", changes)


@pytest.fixture
def item(alice: User, hoodie: Product) -> CartItem:
    return make_cart_item(alice, hoodie, 2, size="M")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"quantity": 100}, ("White", "M", "Hello", 100)),
        ({"quantity": "7"}, ("White", "M", "Hello", 7)),
        ({"base_color": "Black"}, ("Black", "M", "Hello", 2)),
        ({"size": "L"}, ("White", "L", "Hello", 2)),
        ({"customization_text": "Bye"}, ("White", "M", "Bye", 2)),
        ({"base_color": "Black", "size": "S", "quantity": 1}, ("Black", "S", "Hello", 1)),
        ({}, ("White", "M", "Hello", 2)),
        ({"price": "1", "product_name": "Mug", "user": 7}, ("White", "M", "Hello", 2)),
    ],
)
def test_a_line_changes(
    as_alice: ShopClient, item: CartItem, changes: dict[str, Any], expected: tuple[Any, ...]
) -> None:
    answer = change(as_alice, item, **changes)
    assert (answer.status_code, [answer.json()]) == (200, cart(as_alice))
    names = ("base_color", "size", "customization_text", "quantity")
    assert brief(as_alice, *names) == [expected]
    assert answer.json()["price"] == "1200.00"


def test_the_time_of_the_change_is_kept(as_alice: ShopClient, item: CartItem) -> None:
    line = change(as_alice, item, quantity=3).json()
    assert line["created_at"] < line["updated_at"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"quantity": 0}, "quantity"),
        ({"quantity": 101}, "quantity"),
        ({"quantity": 1.5}, "quantity"),
        ({"quantity": "x"}, "quantity"),
        ({"quantity": True}, "quantity"),
        ({"quantity": None}, "quantity"),
        ({"base_color": "Plaid"}, "base_color"),
        ({"base_color": ""}, "base_color"),
        ({"base_color": None}, "base_color"),
        ({"size": "XXXL"}, "size"),
        ({"size": ""}, "size"),
        ({"size": None}, "size"),
        ({"customization_text": ""}, "customization_text"),
        ({"customization_text": "  "}, "customization_text"),
        ({"customization_text": None}, "customization_text"),
        ({"customization_text": "x" * 501}, "customization_text"),
    ],
)
def test_a_refused_change_changes_nothing(
    as_alice: ShopClient, item: CartItem, changes: dict[str, Any], field: str
) -> None:
    before = cart(as_alice)
    good = {"quantity": 9, "base_color": "Black"}
    answer = change(as_alice, item, **good | changes)
    assert (answer.status_code, list(answer.json()["fields"])) == (400, [field])
    assert cart(as_alice) == before


def test_a_line_with_a_picture_needs_no_text(
    as_alice: ShopClient, alice: User, tshirt: Product
) -> None:
    item = make_cart_item(alice, tshirt, design=make_design(alice), customization_text="Hello")
    assert change(as_alice, item, customization_text="").json()["customization_text"] == ""


@pytest.mark.parametrize(("target", "kept"), [("older", "newer"), ("newer", "older")])
def test_becoming_the_same_merges(
    as_alice: ShopClient, alice: User, hoodie: Product, target: str, kept: str
) -> None:
    items = {
        "older": make_cart_item(alice, hoodie, 2, size="M"),
        "newer": make_cart_item(alice, hoodie, 3, size="L"),
    }
    answer = change(as_alice, items[target], size=items[kept].size)
    assert (answer.status_code, answer.json()["id"]) == (200, items[kept].pk)
    assert brief(as_alice, "id", "quantity") == [(items[kept].pk, 5)]


def test_merging_counts_the_quantity_that_is_sent(
    as_alice: ShopClient, alice: User, hoodie: Product
) -> None:
    item = make_cart_item(alice, hoodie, 2, size="M")
    make_cart_item(alice, hoodie, 3, size="L")
    assert change(as_alice, item, size="L", quantity=10).json()["quantity"] == 13


def test_merging_past_a_hundred_is_refused_whole(
    as_alice: ShopClient, alice: User, hoodie: Product
) -> None:
    item = make_cart_item(alice, hoodie, 60, size="M")
    make_cart_item(alice, hoodie, 41, size="L")
    answer = change(as_alice, item, size="L")
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["quantity"])
    assert brief(as_alice, "size", "quantity") == [("M", 60), ("L", 41)]


def test_a_change_takes_todays_price(as_alice: ShopClient, item: CartItem) -> None:
    Product.objects.update(price=1300)
    assert brief(as_alice, "price", "price_changed_from") == [("1300.00", "1200.00")]
    line = change(as_alice, item, quantity=3).json()
    assert (line["price"], line["price_changed_from"], line["line_total"]) == (
        "1300.00",
        None,
        "3900.00",
    )


def test_a_line_whose_colour_went_can_be_given_another(
    as_alice: ShopClient, item: CartItem
) -> None:
    ProductColor.objects.filter(name="White").delete()
    assert brief(as_alice, "available", "base_color_hex") == [(False, None)]
    assert change(as_alice, item, base_color="Black").json()["available"] is True


def test_missing_and_somebody_elses_are_one_answer(
    as_alice: ShopClient, as_bob: ShopClient, item: CartItem
) -> None:
    before = cart(as_alice)
    addresses = [f"/api/cart/{pk}/" for pk in (item.pk, item.pk + 1, 0, 2**63, 10**40)]
    answers = [
        ask(address, {"quantity": 9})
        for address in addresses
        for ask in (as_bob.patch, as_bob.delete)
    ]
    assert {(answer.status_code, answer.content) for answer in answers} == {
        (404, b'{"error":"We could not find that.","code":"not_found"}')
    }
    assert cart(as_alice) == before


@pytest.mark.parametrize("others", [0, 30])
def test_statements(as_alice: ShopClient, alice: User, item: CartItem, others: int) -> None:
    for number in range(others):
        make_cart_item(alice, item.product, size="M", customization_text=f"Line {number}")
    assert len(statements_of(lambda: change(as_alice, item, quantity=3))) == 7
