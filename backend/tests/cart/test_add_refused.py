"""What cannot be put in the cart: the field is named, and nothing is added."""

from typing import Any
from uuid import uuid4

import pytest
from django.conf import LazySettings

from customkeeps.accounts.models import User
from customkeeps.cart.models import CartItem
from customkeeps.catalog.models import Product
from tests.cart.shopping import SHIRT, add
from tests.clients import ShopClient
from tests.factories import make_design, make_product

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"product_name": "Submarine"}, "product_name"),
        ({"product_name": "t-shirt"}, "product_name"),
        ({"product_name": "Withdrawn"}, "product_name"),
        ({"product_name": ""}, "product_name"),
        ({"product_name": None}, "product_name"),
        ({"product_name": 7}, "product_name"),
        ({"product_name": "x" * 121}, "product_name"),
        ({"product": 2**62, "product_name": None}, "product_name"),
        ({"product": 0}, "product"),
        ({"product": -1}, "product"),
        ({"product": 2**63}, "product"),
        ({"product": 10**40}, "product"),
        ({"product": "one"}, "product"),
        ({"product": [1]}, "product"),
        ({"price": -500}, "price"),
        ({"price": "five hundred"}, "price"),
        ({"price": "500.001"}, "price"),
        ({"price": True}, "price"),
        ({"price": [500]}, "price"),
        ({"price": "500,00"}, "price"),
        ({"quantity": 0}, "quantity"),
        ({"quantity": -1}, "quantity"),
        ({"quantity": 101}, "quantity"),
        ({"quantity": 10**30}, "quantity"),
        ({"quantity": 1.5}, "quantity"),
        ({"quantity": "1.5"}, "quantity"),
        ({"quantity": "x"}, "quantity"),
        ({"quantity": True}, "quantity"),
        ({"quantity": ""}, "quantity"),
        ({"quantity": [1]}, "quantity"),
        ({"quantity": {}}, "quantity"),
        ({"base_color": "Plaid"}, "base_color"),
        ({"base_color": "white"}, "base_color"),
        ({"base_color": ""}, "base_color"),
        ({"base_color": None}, "base_color"),
        ({"base_color": 5}, "base_color"),
        ({"base_color": "x" * 41}, "base_color"),
        ({"size": "M"}, "size"),
        ({"size": 5}, "size"),
        ({"size": "x" * 21}, "size"),
        ({"customization_text": "x" * 501}, "customization_text"),
        ({"customization_text": "\U0001f3a9" * 501}, "customization_text"),
        ({"customization_text": "a\u0007b"}, "customization_text"),
        ({"customization_text": 5}, "customization_text"),
        ({"customization_text": ["Hello"]}, "customization_text"),
        ({"customization_text": ""}, "design_image_url"),
        ({"customization_text": None}, "design_image_url"),
        ({"customization_text": " \n\t"}, "design_image_url"),
        ({"design_image_url": 5}, "design_image_url"),
        ({"design_image_url": {}}, "design_image_url"),
        ({"design": "not-an-id"}, "design"),
        ({"design": 5}, "design"),
        ({"design": str(uuid4())}, "design"),
    ],
)
@pytest.mark.usefixtures("tshirt")
def test_a_wrong_field_is_named(as_alice: ShopClient, changes: dict[str, Any], field: str) -> None:
    make_product("Withdrawn", on_sale=False)
    answer = add(as_alice, **changes)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_input")
    assert list(answer.json()["fields"]) == [field]
    assert CartItem.objects.count() == 0


@pytest.mark.parametrize("text", ["x" * 500, "\U0001f3a9" * 500])
@pytest.mark.usefixtures("tshirt")
def test_500_characters_fit(as_alice: ShopClient, text: str) -> None:
    answer = add(as_alice, customization_text=text)
    assert (answer.status_code, answer.json()["customization_text"]) == (201, text)


def test_id_and_name_must_agree(as_alice: ShopClient, tshirt: Product, hoodie: Product) -> None:
    answer = add(as_alice, product=hoodie.pk)
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["product_name"])


def test_a_size_that_is_not_made(as_alice: ShopClient, hoodie: Product) -> None:
    answer = add(as_alice, product_name="Hoodie", price=None, size="XXXL")
    assert (answer.status_code, answer.json()["fields"]) == (
        400,
        {"size": ["Hoodie is not made in this size."]},
    )


def test_somebody_elses_design_is_unknown(as_alice: ShopClient, bob: User, tshirt: Product) -> None:
    foreign, unknown = str(make_design(bob).pk), str(uuid4())
    answers = [add(as_alice, design=design) for design in (foreign, unknown)]
    assert {answer.status_code for answer in answers} == {400}
    assert answers[0].content == answers[1].content


def test_several_wrong_fields_are_all_named(as_alice: ShopClient, tshirt: Product) -> None:
    answer = add(as_alice, quantity=0, price="x", customization_text="x" * 501)
    assert sorted(answer.json()["fields"]) == ["customization_text", "price", "quantity"]


def test_a_login_is_needed(as_nobody: ShopClient, tshirt: Product) -> None:
    assert add(as_nobody).status_code == 401


@pytest.mark.parametrize(("extra", "status"), [(0, 201), (1, 413)])
def test_bodies_with_pictures_end_at_seven_and_a_half_mebibytes(
    as_alice: ShopClient, tshirt: Product, settings: LazySettings, extra: int, status: int
) -> None:
    body = str(SHIRT).replace("'", '"').encode()
    padding = settings.MAX_DESIGN_BODY_BYTES - len(body) + extra
    answer = as_alice.generic(
        "POST", "/api/cart/", body + b" " * padding, content_type="application/json"
    )
    assert (settings.MAX_DESIGN_BODY_BYTES, answer.status_code) == (7_864_320, status)


@pytest.mark.parametrize("address", ["/api/cart/quote/", "/api/cart/1/"])
@pytest.mark.parametrize(("size", "too_large"), [(65_536, False), (65_537, True)])
def test_other_bodies_end_at_64_kib(
    as_alice: ShopClient, address: str, size: int, *, too_large: bool
) -> None:
    method = "PATCH" if address.endswith("1/") else "POST"
    answer = as_alice.generic(
        method, address, b"{}" + b" " * (size - 2), content_type="application/json"
    )
    assert (answer.status_code == 413) is too_large
