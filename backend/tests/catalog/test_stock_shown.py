"""`in_stock` and `stock_left`, over the pool and what is counted by colour and size."""

from typing import Any

import pytest

from customkeeps.catalog.models import Product
from tests.clients import ShopClient
from tests.factories import make_product, make_stock

pytestmark = pytest.mark.django_db


def shown(client: ShopClient) -> tuple[bool, int | None]:
    product = client.get("/api/products/").json()[0]
    return product["in_stock"], product["stock_left"]


@pytest.mark.parametrize(
    ("pool", "expected"),
    [
        ({}, (True, None)),
        ({"stock": 0}, (False, None)),
        ({"stock": 1}, (True, 1)),
        ({"stock": 10}, (True, 10)),
        ({"stock": 11}, (True, None)),
        ({"stock": 5, "stock_held": 2}, (True, 3)),
        ({"stock": 5, "stock_held": 5}, (False, None)),
        ({"stock": 11, "stock_held": 1}, (True, 10)),
    ],
)
def test_the_pool(
    as_nobody: ShopClient, pool: dict[str, Any], expected: tuple[bool, int | None]
) -> None:
    make_product(**pool)
    assert shown(as_nobody) == expected


@pytest.fixture
def two_by_two(db: None) -> Product:
    return make_product(colors={"White": "#ffffff", "Black": "#000000"}, sizes=("S", "L"))


def stock(product: Product, counted: dict[tuple[str, str], int]) -> None:
    for (color, size), on_hand in counted.items():
        make_stock(product, on_hand, color=color, size=size)


@pytest.mark.parametrize(
    ("counted", "expected"),
    [
        # A level that leaves variants uncounted limits nothing.
        ({("White", ""): 0}, (True, None)),
        ({("", "S"): 0}, (True, None)),
        ({("White", "S"): 0, ("White", "L"): 0}, (True, None)),
        # All colours, all sizes, or all of both: the shop is out when each of them is.
        ({("White", ""): 0, ("Black", ""): 0}, (False, None)),
        ({("White", ""): 1, ("Black", ""): 2}, (True, 3)),
        ({("", "S"): 0, ("", "L"): 4}, (True, 4)),
        (
            {("White", "S"): 1, ("White", "L"): 0, ("Black", "S"): 0, ("Black", "L"): 1},
            (True, 2),
        ),
        (
            {("White", "S"): 0, ("White", "L"): 0, ("Black", "S"): 0, ("Black", "L"): 0},
            (False, None),
        ),
        # Of several levels the scarcest decides.
        ({("White", ""): 5, ("Black", ""): 5, ("", "S"): 1, ("", "L"): 2}, (True, 3)),
    ],
)
def test_colours_and_sizes(
    as_nobody: ShopClient,
    two_by_two: Product,
    counted: dict[tuple[str, str], int],
    expected: tuple[bool, int | None],
) -> None:
    stock(two_by_two, counted)
    assert shown(as_nobody) == expected


def test_what_unpaid_checkouts_hold_is_not_left(as_nobody: ShopClient, two_by_two: Product) -> None:
    make_stock(two_by_two, 5, color="White", held=5)
    make_stock(two_by_two, 5, color="Black", held=3)
    assert shown(as_nobody) == (True, 2)


def test_the_pool_counts_beside_the_variants(as_nobody: ShopClient, two_by_two: Product) -> None:
    stock(two_by_two, {("White", ""): 5, ("Black", ""): 5})
    Product.objects.update(stock=2)
    assert shown(as_nobody) == (True, 2)
    Product.objects.update(stock=0)
    assert shown(as_nobody) == (False, None)
