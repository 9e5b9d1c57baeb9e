"""Several tabs of one shopper at once: nothing is lost, nothing is doubled."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from customkeeps.accounts.models import User
from customkeeps.cart.models import CartItem
from customkeeps.catalog.models import Product
from customkeeps.designs.bounded import TooManyPictures
from customkeeps.designs.models import Design
from customkeeps.rest.queues import Queue
from tests.cart.shopping import SHIRT, add
from tests.clients import ShopClient, client_for
from tests.factories import data_url, make_cart_item, png

pytestmark = pytest.mark.django_db(transaction=True)

TABS, EACH = 6, 4


@pytest.fixture(autouse=True)
def a_shop(tshirt: Product) -> None:
    """Something to buy."""


def at_once(user: User, do: Callable[[ShopClient], Any], *, each: int = 1) -> Counter[int]:
    """How often each status was answered to TABS that do it at the same time, `each` times."""
    ready = Barrier(TABS)

    def tab(_: int) -> list[int]:
        client = client_for(user)
        try:
            ready.wait()
            return [do(client).status_code for _ in range(each)]
        finally:
            connection.close()

    with ThreadPoolExecutor(TABS) as pool:
        return Counter(status for statuses in pool.map(tab, range(TABS)) for status in statuses)


def quantities() -> list[int]:
    return list(CartItem.objects.values_list("quantity", flat=True))


def test_every_piece_is_counted(alice: User) -> None:
    statuses = at_once(alice, add, each=EACH)
    assert (statuses, quantities()) == ({201: 1, 200: TABS * EACH - 1}, [TABS * EACH])


def test_a_hundred_stay_the_most(alice: User, tshirt: Product) -> None:
    make_cart_item(alice, tshirt, 90)
    statuses = at_once(alice, add, each=EACH)
    assert (statuses, quantities()) == ({200: 10, 400: TABS * EACH - 10}, [100])


def test_lines_that_become_the_same_are_one(alice: User, tshirt: Product) -> None:
    items = [
        make_cart_item(alice, tshirt, customization_text=f"Line {number}") for number in range(TABS)
    ]
    waiting = iter(items)

    def rename(client: ShopClient) -> Any:
        return client.patch(f"/api/cart/{next(waiting).pk}/", {"customization_text": "Same"})

    assert (at_once(alice, rename), quantities()) == ({200: TABS}, [TABS])


def test_one_key_adds_once(alice: User) -> None:
    def with_key(client: ShopClient) -> Any:
        return client.post("/api/cart/", SHIRT, headers={"Idempotency-Key": "k-1"})

    statuses = at_once(alice, with_key, each=EACH)
    assert quantities() == [1]
    assert set(statuses) <= {201, 409}
    assert statuses[201] >= 1


def test_a_line_is_taken_out_once(alice: User, tshirt: Product) -> None:
    address = f"/api/cart/{make_cart_item(alice, tshirt).pk}/"
    assert at_once(alice, lambda tab: tab.delete(address)) == {204: 1, 404: TABS - 1}


@pytest.mark.usefixtures("storage")
def test_a_picture_that_arrives_in_every_tab_is_one_design(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    room_for_all = Queue(TABS, 0, 0, TooManyPictures)
    monkeypatch.setattr("customkeeps.designs.bounded.OPENING", room_for_all)
    sent = data_url(png())
    statuses = at_once(alice, lambda tab: add(tab, design_image_url=sent))
    assert (statuses, quantities()) == ({201: 1, 200: TABS - 1}, [TABS])
    assert Design.objects.count() == 1


def test_without_the_lock_that_fails(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control. SQLite begins with a lock on everything, so there it holds all the same."""
    monkeypatch.setattr("customkeeps.cart.actions.lock_cart", lambda _: None)
    statuses = at_once(alice, add, each=EACH)
    held = (statuses, quantities()) == ({201: 1, 200: TABS * EACH - 1}, [TABS * EACH])
    assert held is (connection.vendor == "sqlite")
