"""Stripe fails in every way at every call that a shopper waits for.

The shopper is answered in time, nobody else waits, and trying again ends with one PaymentIntent.
"""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from threading import Event, Thread
from typing import Any

import pytest
import requests

from customkeeps.catalog.models import Product
from tests.running_shop import RunningShop
from tests.torture.audit import Audit, settled
from tests.torture.figures import FULL, Figures, percentile, sized, times
from tests.torture.stages import STAGES, Ready, bring, creating

pytestmark = pytest.mark.torture
EACH, AT_ONCE = times(100, 1), 6
ANSWERED_WITHIN, ENDS_WITHIN = 12.0, 40.0
# Longer than the shop waits, so that the effect comes when it has given up.
LATE, SILENT, PAUSE = sized(6, 5), 20.0, 0.3
AT_ONCE_KINDS = [
    {"kind": kind, "when": when}
    for kind in ("reset", "server_error")
    for when in ("before", "after")
] + [{"kind": "rate_limited"}]
SLOW_KINDS = [
    {"kind": "timeout", "when": "before", "seconds": SILENT},
    {"kind": "timeout", "when": "after", "seconds": SILENT},
    {"kind": "delay", "when": "before", "seconds": LATE},
    {"kind": "delay", "when": "after", "seconds": LATE},
    {"kind": "dribble", "seconds": PAUSE},
]
names = count()


class Struck:
    """What came of all faults: how many were met, and how long shoppers and others waited."""

    def __init__(self, shop: RunningShop) -> None:
        self.shop = shop
        self.met = 0
        self.waited: list[float] = []
        self.others_waited: list[float] = []

    def strike(self, ready: list[Ready], fault: dict[str, Any]) -> None:
        """All of them act at once, each call meets the fault, and all try again until it is well.

        Raises AssertionError when an answer is late or a server error of our own.
        """
        for each in ready:
            each.spoil(**fault)
        began = time.monotonic()
        with self._others(), ThreadPoolExecutor(len(ready)) as pool:
            list(pool.map(self._act, ready))
        left = self.shop.sandbox.switch("state", "GET")[1]["faults"]
        self.met += len(ready) - sum(each["times"] for each in left)
        self.shop.sandbox.switch("faults", "DELETE")
        with ThreadPoolExecutor(len(ready)) as pool:
            list(pool.map(self._end_well, ready))
        if fault["kind"] == "delay":  # what was given up has its effect now
            time.sleep(max(0.0, began + fault["seconds"] + 0.5 - time.monotonic()))

    def _act(self, ready: Ready) -> requests.Response:
        began = time.monotonic()
        answer = ready.act()
        self.waited.append(time.monotonic() - began)
        assert self.waited[-1] <= ANSWERED_WITHIN
        assert answer.status_code in (200, 201, 409, 503), answer.text
        return answer

    def _end_well(self, ready: Ready) -> None:
        end = time.monotonic() + ENDS_WITHIN
        while (answer := self._act(ready)).status_code not in ready.good:
            assert time.monotonic() < end, answer.text
            time.sleep(0.2)

    @contextmanager
    def _others(self) -> Iterator[None]:
        """Meanwhile somebody looks at the products, again and again."""
        over = Event()

        def look() -> None:
            while not over.wait(0.25):
                began = time.monotonic()
                answer = requests.get(f"{self.shop.url}/api/products/", timeout=30)
                self.others_waited.append(time.monotonic() - began)
                assert answer.ok

        looking = Thread(target=look)
        looking.start()
        try:
            yield
        finally:
            over.set()
            looking.join()


@pytest.fixture
def products(shop: RunningShop) -> Iterator[Product]:
    shop.product("Cup")
    yield shop.product("Mug of faults")
    shop.sandbox.switch("faults", "DELETE")


def strike_each(struck: Struck, product: Product, fault: dict[str, Any]) -> None:
    """Every call meets the fault: one kind of call after the other, or briefly all together."""
    shop = struck.shop
    if not FULL:
        ready = [one for stage in STAGES for one in bring(shop.buyers(name()), product, stage)]
        struck.strike(ready, fault)
        return
    for stage in STAGES:
        met = struck.met
        while struck.met - met < EACH:
            struck.strike(bring(shop.buyers(name(), AT_ONCE), product, stage), fault)


def name() -> str:
    return f"struck{next(names)}-"


def test_whatever_stripe_does_there_is_one_payment(
    shop: RunningShop, products: Product, figures: Figures
) -> None:
    struck = Struck(shop)
    for fault in AT_ONCE_KINDS + SLOW_KINDS:
        strike_each(struck, products, fault)
    assert settled(shop).wrong == []
    kinds = len(AT_ONCE_KINDS + SLOW_KINDS)
    figures.note(
        row="faults",
        asked="each Stripe call with each fault, 100 each: ≤ 1 open PaymentIntent a quote, "
        "answered ≤ 12 s",
        measured=f"{struck.met:,} faults ({kinds} kinds at {len(STAGES)} calls, {EACH} each): ≤ 1 "
        f"open PaymentIntent a quote, the slowest answer {max(struck.waited):.1f} s; "
        f"GET /api/products/ meanwhile p95 {percentile(struck.others_waited, 95):.2f} s",
    )


def test_without_keys_there_are_more(unguarded_shop: RunningShop) -> None:
    """The control: a creation whose answer got lost is repeated, and both can be paid."""
    shop = unguarded_shop
    ready = bring(shop.buyers("keyless"), shop.product("Mug without keys"), creating)
    Struck(shop).strike(ready, {"kind": "reset", "when": "after"})
    assert "open" in [wrong.kind for wrong in Audit(shop).wrong]
