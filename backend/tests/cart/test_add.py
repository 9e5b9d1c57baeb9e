"""`POST /api/cart/`: 201 for a new line, 200 for one that is exactly the same."""

from decimal import Decimal
from typing import Any

import pytest

from customkeeps.accounts.models import User
from customkeeps.cart.models import CartItem
from customkeeps.catalog.models import Product
from tests.cart.shopping import SHIRT, add, added, brief, cart
from tests.clients import ShopClient
from tests.factories import make_cart_item, make_design, make_product
from tests.statements import statements_of

pytestmark = pytest.mark.django_db


def test_a_new_line_is_201_and_as_the_cart_shows_it(as_alice: ShopClient, tshirt: Product) -> None:
    answer = add(as_alice, quantity=3)
    assert (answer.status_code, [answer.json()]) == (201, cart(as_alice))
    shown = {name: answer.json()[name] for name in ("product", "price", "quantity", "line_total")}
    assert shown == {
        "product": tshirt.pk,
        "price": "500.00",
        "quantity": 3,
        "line_total": "1500.00",
    }


def test_the_same_again_grows_the_line(as_alice: ShopClient, tshirt: Product) -> None:
    first = add(as_alice, quantity=2)
    second = add(as_alice, quantity=3)
    assert (second.status_code, [second.json()]) == (200, cart(as_alice))
    assert (second.json()["id"], second.json()["quantity"]) == (first.json()["id"], 5)
    assert second.json()["line_total"] == "2375.00"


@pytest.mark.parametrize(
    "difference",
    [
        {"base_color": "Black"},
        {"size": "L"},
        {"customization_text": "hello"},
        {"customization_text": "Hello!"},
        {"product_name": "Hoodie 2"},
    ],
)
def test_any_difference_makes_another_line(
    as_alice: ShopClient, hoodie: Product, difference: dict[str, Any]
) -> None:
    make_product("Hoodie 2", price="1200", sizes=("M", "L"), default_size="M")
    wanted = {"product_name": "Hoodie", "price": None}
    add(as_alice, **wanted)
    assert add(as_alice, **wanted | difference).status_code == 201
    assert brief(as_alice, "quantity") == [(1,), (1,)]


@pytest.mark.parametrize("text", ["  Hello \n", "Hel\u006co"])
def test_outer_blanks_make_no_difference(as_alice: ShopClient, tshirt: Product, text: str) -> None:
    add(as_alice)
    assert add(as_alice, customization_text=text).status_code == 200


def test_letters_are_the_same_in_either_unicode_form(as_alice: ShopClient, tshirt: Product) -> None:
    add(as_alice, customization_text="Pi\u00f1a")
    assert add(as_alice, customization_text="Pin\u0303a").status_code == 200
    assert brief(as_alice, "customization_text", "quantity") == [("Pi\u00f1a", 2)]


def test_lines_of_a_text_stay(as_alice: ShopClient, tshirt: Product) -> None:
    assert added(as_alice, customization_text="Mum\r\n& Dad")["customization_text"] == "Mum\n& Dad"


def test_a_design_and_a_text_differ_from_each_alone(
    as_alice: ShopClient, alice: User, tshirt: Product
) -> None:
    design = str(make_design(alice).pk)
    for choice in (
        {"design": design},
        {"design": design, "customization_text": ""},
        {"customization_text": "Hello"},
    ):
        assert add(as_alice, **choice).status_code == 201
    assert add(as_alice, design=design).status_code == 200
    assert brief(as_alice, "quantity") == [(2,), (1,), (1,)]


def test_no_size_is_the_default_size(as_alice: ShopClient, hoodie: Product) -> None:
    wanted = {"product_name": "Hoodie", "price": None}
    assert added(as_alice, **wanted)["size"] == "M"
    for named in ("M", "", None):
        assert add(as_alice, **wanted, size=named).status_code == 200
    assert brief(as_alice, "size", "quantity") == [("M", 4)]


def test_without_a_default_the_first_size_is_taken(as_alice: ShopClient) -> None:
    make_product(sizes=("XS", "XL"))
    assert added(as_alice)["size"] == "XS"


def test_a_product_without_colours_needs_none(as_alice: ShopClient) -> None:
    make_product(colors={})
    line = added(as_alice, base_color=None)
    assert (line["base_color"], line["base_color_hex"], line["available"]) == ("", None, True)


def test_a_product_can_be_named_by_its_id(as_alice: ShopClient, tshirt: Product) -> None:
    for named in (
        {"product": tshirt.pk, "product_name": None},
        {"product": str(tshirt.pk), "product_name": "T-Shirt"},
        {"product": tshirt.pk, "product_name": ""},
    ):
        assert add(as_alice, **named).status_code in (200, 201)
    assert brief(as_alice, "product_name", "quantity") == [("T-Shirt", 3)]


@pytest.mark.parametrize(
    "claim", [None, "500", "500.00", 500, Decimal("500.00"), "500.000", " 500 "]
)
def test_a_true_price_is_taken_in_any_form(
    as_alice: ShopClient, tshirt: Product, claim: Any
) -> None:
    assert added(as_alice, price=claim)["price"] == "500.00"
    assert CartItem.objects.get().price == 500


@pytest.mark.parametrize("claim", ["499.99", "0", 0, "500.01", 1])
def test_another_price_is_409_and_says_todays(
    as_alice: ShopClient, tshirt: Product, claim: Any
) -> None:
    answer = add(as_alice, price=claim)
    assert (answer.status_code, answer.json()) == (
        409,
        {
            "error": "The price of T-Shirt is now 500.00 PHP.",
            "code": "price_changed",
            "price": "500.00",
        },
    )
    assert cart(as_alice) == []


def test_merging_takes_todays_price(as_alice: ShopClient, alice: User, tshirt: Product) -> None:
    make_cart_item(alice, tshirt, price="450")
    assert brief(as_alice, "price", "price_changed_from") == [("500.00", "450.00")]
    assert added(as_alice)["price_changed_from"] is None


@pytest.mark.parametrize(
    ("have", "more", "status"),
    [(0, 100, 201), (99, 1, 200), (50, 50, 200), (1, 100, 400), (100, 1, 400)],
)
def test_a_line_holds_a_hundred_at_most(
    as_alice: ShopClient, tshirt: Product, have: int, more: int, status: int
) -> None:
    if have:
        add(as_alice, quantity=have)
    answer = add(as_alice, quantity=more)
    assert answer.status_code == status
    assert brief(as_alice, "quantity") == [(have if status == 400 else have + more,)]
    if status == 400:
        assert list(answer.json()["fields"]) == ["quantity"]


def test_carts_are_their_owners(as_alice: ShopClient, as_bob: ShopClient, tshirt: Product) -> None:
    add(as_alice)
    assert add(as_bob).status_code == 201
    assert [brief(client, "quantity") for client in (as_alice, as_bob)] == [[(1,)], [(1,)]]


def test_the_same_key_adds_once(as_alice: ShopClient, tshirt: Product) -> None:
    answers = [
        as_alice.post("/api/cart/", SHIRT, headers={"Idempotency-Key": "k-1"}) for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].content == answers[1].content
    other = SHIRT | {"quantity": 2}
    refused = as_alice.post("/api/cart/", other, headers={"Idempotency-Key": "k-1"})
    assert (refused.status_code, refused.json()["code"]) == (409, "idempotency_key_reused")
    assert brief(as_alice, "quantity") == [(1,)]


def test_keys_are_their_owners(as_alice: ShopClient, as_bob: ShopClient, tshirt: Product) -> None:
    for client in (as_alice, as_bob):
        answer = client.post("/api/cart/", SHIRT, headers={"Idempotency-Key": "k-1"})
        assert (answer.status_code, len(cart(client))) == (201, 1)


@pytest.mark.parametrize("lines", [0, 1, 30])
def test_statements(as_alice: ShopClient, alice: User, tshirt: Product, lines: int) -> None:
    design = make_design(alice)
    for number in range(lines):
        make_cart_item(alice, tshirt, customization_text=f"Line {number}")
    with_design = {"design": str(design.pk)}
    # A new line's print is frozen, too; the same line has done so already.
    assert len(statements_of(lambda: added(as_alice, **with_design))) == 7
    assert len(statements_of(lambda: added(as_alice, **with_design))) == 6
    assert len(statements_of(lambda: added(as_alice))) == 6
    assert len(statements_of(lambda: added(as_alice))) == 5
