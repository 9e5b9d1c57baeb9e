"""Far more buyers than pieces: what is there is sold, each piece once."""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from customkeeps.catalog.models import Product
from tests.running_shop import Buyer, RunningShop
from tests.torture.figures import Figures, percentile, sized, times

pytestmark = pytest.mark.torture
ROUNDS, BUYERS, PIECES = times(50, 2), sized(200, 30), 10


def buy(buyer: Buyer) -> tuple[float, list[int]]:
    """Pay and, who may, collect the order: seconds until the answer to paying, and all answers."""
    began = time.monotonic()
    started = buyer.pay()
    seconds = time.monotonic() - began
    if not started.ok:
        return seconds, [started.status_code]
    intent_id = started.json()["paymentIntentId"]
    buyer.confirm(intent_id)
    return seconds, [started.status_code, buyer.create(intent_id).status_code]


def buy_at_once(
    buyers: list[Buyer], product: Product, seconds: list[float] | None = None
) -> Counter[int]:
    """One piece for each, all at the same moment. Notes in `seconds` how long paying took."""
    buyers[0].shop.fill_carts(buyers, product)
    with ThreadPoolExecutor(len(buyers)) as pool:
        answers = list(pool.map(buy, buyers))
    if seconds is not None:
        seconds += [took for took, _ in answers]
    return Counter(status for _, statuses in answers for status in statuses)


def test_the_last_pieces_are_sold_once(shop: RunningShop, figures: Figures) -> None:
    buyers = shop.buyers("buyer", BUYERS)
    seconds: list[float] = []
    for number in range(ROUNDS):
        mug = shop.product(f"Mug of the last {number}", PIECES)
        statuses = buy_at_once(buyers, mug, seconds)
        assert statuses == {200: PIECES, 201: PIECES, 400: BUYERS - PIECES}
        mug.refresh_from_db()
        assert (mug.stock, mug.stock_held) == (0, 0)
    assert shop.orders().filter(user__username__startswith="buyer").count() == ROUNDS * PIECES
    figures.note(
        row="stock",
        asked="200 buyers for the last 10 units, 50 rounds: exactly 10 sold, no 5xx, p95 ≤ 2 s",
        measured=f"{ROUNDS} rounds of {BUYERS} buyers: exactly {PIECES} sold in each, no 5xx, "
        f"p95 {percentile(seconds, 95):.1f} s",
    )


def test_without_locks_that_causes_trouble(unguarded_shop: RunningShop) -> None:
    """The control: the database's constraint still stops overselling, but only by a 500."""
    buyers = unguarded_shop.buyers("greedy", 30)
    statuses: Counter[int] = Counter()
    while not statuses[500]:
        mug = unguarded_shop.product(f"Mug for the greedy {statuses.total()}", PIECES)
        statuses += buy_at_once(buyers, mug)
        assert statuses.total() < 1000
