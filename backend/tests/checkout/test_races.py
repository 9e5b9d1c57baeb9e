"""Many at once over real HTTP: browsers, webhooks and workers on one payment make one order."""

import os
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests

from tests.checkout.running_shop import Buyer, RunningShop
from tests.postgresql import new_database

pytestmark = pytest.mark.races
ROUNDS, BROWSERS, RESENT = 5, 20, 10
BUYERS, LAST_PIECES = 30, 10
VISA = "4242424242424242"


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[RunningShop]:
    """A shop that is not started yet, on a database of its own."""
    url = os.environ["DATABASE_URL"]
    is_sqlite = url.startswith("sqlite")
    own = f"sqlite:///{tmp_path}/shop.sqlite3" if is_sqlite else new_database(url)
    running = RunningShop(tmp_path, own)
    yield running
    running.stop()


def collect_at_once(buyer: Buyer, name: str) -> list[requests.Response]:
    """One payment, asked for by many browsers while its webhook arrives again and again."""
    shop = buyer.shop
    buyer.fill_cart(name)
    started = buyer.post("/api/checkout/pay/", {"amount": "500.00"}).json()
    intent_id = started["paymentIntentId"]
    shop.sandbox.switch(f"pay/{intent_id}", number=VISA)
    succeeded = next(
        event
        for event in shop.sandbox.stripe.events.list().data
        if event.type == "payment_intent.succeeded"
    )
    for _ in range(RESENT):
        shop.sandbox.switch(f"events/{succeeded.id}/resend")
    return buyer.post_at_once(
        "/api/orders/create_from_cart/", {"payment_intent_id": intent_id}, BROWSERS
    )


def test_everybody_gets_the_one_order(shop: RunningShop) -> None:
    buyer = shop.start().buyer("alice")
    for number in range(ROUNDS):
        answers = collect_at_once(buyer, f"Round {number}")
        assert Counter(answer.status_code for answer in answers) == {201: 1, 200: BROWSERS - 1}
        assert len({answer.json()["order_id"] for answer in answers}) == 1
        assert len(buyer.get("/api/orders/")) == number + 1
        assert buyer.get("/api/cart/") == []


def test_without_locks_that_fails(shop: RunningShop) -> None:
    """The control: then some are refused by the database's last line of defence, with a 500."""
    buyer = shop.start(application="tests.checkout.unlocked_wsgi:application").buyer("alice")
    statuses: Counter[int] = Counter()
    for number in range(ROUNDS):
        answers = collect_at_once(buyer, f"Round {number}")
        statuses.update(answer.status_code for answer in answers)
    assert statuses[500] > 0


def pay_at_once(shop: RunningShop, pieces: int) -> Counter[int]:
    """Many buyers want one of the last pieces each; those who may pay do so and get their order.

    Counts the answers to paying (200 or a refusal) and to asking for the order (201).
    """
    shop.manage("set_stock", "T-Shirt", str(pieces))
    buyers = [shop.buyer(f"buyer{number}") for number in range(BUYERS)]
    for buyer in buyers:
        buyer.fill_cart("One of the last")
    statuses: Counter[int] = Counter()

    def buy(buyer: Buyer) -> None:
        started = buyer.post("/api/checkout/pay/", {"amount": "500.00"})
        statuses[started.status_code] += 1
        if started.ok:
            intent_id = started.json()["paymentIntentId"]
            shop.sandbox.switch(f"pay/{intent_id}", number=VISA)
            made = buyer.post("/api/orders/create_from_cart/", {"payment_intent_id": intent_id})
            statuses[made.status_code] += 1

    with ThreadPoolExecutor(BUYERS) as pool:
        list(pool.map(buy, buyers))
    return statuses


def test_the_last_pieces_are_sold_once(shop: RunningShop) -> None:
    statuses = pay_at_once(shop.start(), LAST_PIECES)
    assert statuses == {200: LAST_PIECES, 201: LAST_PIECES, 400: BUYERS - LAST_PIECES}
    [product] = requests.get(f"{shop.url}/api/products/", timeout=20).json()
    assert (product["in_stock"], product["stock_left"]) == (False, None)


def test_without_locks_the_last_pieces_cause_trouble(shop: RunningShop) -> None:
    """The control: the database's constraint still stops overselling, but only by a 500."""
    shop.start(application="tests.checkout.unlocked_wsgi:application")
    assert pay_at_once(shop, LAST_PIECES)[500] > 0


def test_tabs_that_pay_at_once_share_one_intent(shop: RunningShop) -> None:
    buyer = shop.start(workers=0).buyer("alice")
    for number in range(ROUNDS):
        buyer.fill_cart(f"Round {number}")
        amount = buyer.post("/api/cart/quote/", {}).json()["final_amount"]
        answers = buyer.post_at_once("/api/checkout/pay/", {"amount": amount}, 8)
        assert {answer.status_code for answer in answers} <= {200, 409, 503}
        started = {answer.json()["paymentIntentId"] for answer in answers if answer.ok}
        live = {
            intent.id
            for intent in shop.sandbox.stripe.payment_intents.list().data
            if intent.status != "canceled"
        }
        assert len(started) == 1
        assert live == started
