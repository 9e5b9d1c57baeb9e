"""`GET /api/products/{slug}/`."""

import pytest

from customkeeps.catalog.models import Product
from tests.clients import ShopClient
from tests.factories import make_product
from tests.statements import statements_of

pytestmark = pytest.mark.django_db


def test_one_is_shown_as_in_the_list(as_nobody: ShopClient, hoodie: Product) -> None:
    make_product("Mug")
    listed = as_nobody.get("/api/products/?search=hoodie").json()
    answer = as_nobody.get("/api/products/hoodie/")
    assert (answer.status_code, [answer.json()]) == (200, listed)
    assert answer.json()["placements"] == [
        {"code": "front", "name": "Front", "width_mm": 280, "height_mm": 360}
    ]


def test_absent_and_withdrawn_are_one_answer(as_nobody: ShopClient) -> None:
    make_product("Mug", on_sale=False)
    answers = [
        as_nobody.get(f"/api/products/{slug}/")
        for slug in ("mug", "nothing", "HOODIE", "1", "x" * 300, "a.b", "%00", "%F0%9F%8E%A9", "..")
    ]
    assert [answer.status_code for answer in answers] == [404] * len(answers)
    assert {answer.content for answer in answers} == {
        b'{"error":"We could not find that.","code":"not_found"}'
    }


def test_statements(as_nobody: ShopClient, hoodie: Product) -> None:
    assert len(statements_of(lambda: as_nobody.get("/api/products/hoodie/"))) == 1
