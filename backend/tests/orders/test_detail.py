"""`GET /api/orders/{order_id}/`."""

import re

import pytest

from customkeeps.accounts.models import User
from customkeeps.catalog.models import Product
from customkeeps.orders.models import Order
from tests.clients import ShopClient
from tests.factories import make_cart_item, make_order
from tests.statements import statements_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(alice: User, tshirt: Product) -> Order:
    make_cart_item(alice, tshirt)
    return make_order(alice)


def test_one_is_shown_as_in_the_list(as_alice: ShopClient, order: Order) -> None:
    listed = as_alice.get("/api/orders/").json()
    for typed in (order.order_id, order.order_id.lower()):
        answer = as_alice.get(f"/api/orders/{typed}/")
        assert (answer.status_code, [answer.json()]) == (200, listed)


def test_missing_and_somebody_elses_are_one_answer(as_bob: ShopClient, order: Order) -> None:
    typed = (
        order.order_id,
        "ZZZZZZZZ",
        "1",
        str(order.pk),
        "ABC-1234",
        "x" * 300,
        "%00",
        "\u0665" * 8,
    )
    answers = [as_bob.get(f"/api/orders/{order_id}/") for order_id in typed]
    assert {(answer.status_code, answer.content) for answer in answers} == {
        (404, b'{"error":"We could not find that.","code":"not_found"}')
    }


def test_a_login_is_needed(as_nobody: ShopClient, order: Order) -> None:
    assert as_nobody.get(f"/api/orders/{order.order_id}/").status_code == 401


def test_ids_are_8_capitals_and_digits_and_hard_to_guess(alice: User, order: Order) -> None:
    ids = {order.order_id, *(make_order(alice).order_id for _ in range(50))}
    assert len(ids) == 51
    assert all(re.fullmatch(r"[A-Z0-9]{8}", order_id) for order_id in ids)
    # In 408 draws, three of the 36 characters are missing once in many thousand million runs.
    assert len(set("".join(ids))) >= 34


def test_statements(as_alice: ShopClient, order: Order) -> None:
    address = f"/api/orders/{order.order_id}/"
    assert len(statements_of(lambda: as_alice.get(address))) == 3
