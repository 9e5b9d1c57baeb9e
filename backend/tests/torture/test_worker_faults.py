"""Stripe fails in every way at every call that a worker makes for somebody who has left.

What is owed is done all the same, once.
"""

import time
from collections.abc import Sequence
from itertools import count, product

import pytest

from customkeeps.catalog.models import Product
from tests.running_shop import RunningShop
from tests.torture.audit import settled
from tests.torture.conftest import NewShop
from tests.torture.figures import FULL, Figures, sized, times
from tests.torture.owed import DEBTS, Debt, Owed
from tests.torture.test_faults import AT_ONCE_KINDS, SLOW_KINDS

pytestmark = pytest.mark.torture
EACH, WORKERS = times(100, 1), sized(12, 3)
AT_ONCE = min(EACH, 50)
# Briefly those after which it is least clear what was done.
KINDS = AT_ONCE_KINDS + SLOW_KINDS if FULL else AT_ONCE_KINDS[1:4:2]
DONE_WITHIN = 300.0
names = count()


@pytest.fixture(scope="module")
def untold(new_shop: NewShop) -> RunningShop:
    """A shop that no webhook reaches, so that its workers ask for everything themselves."""
    return new_shop().start(workers=WORKERS, webhooks=False)


def strike(
    shop: RunningShop, mug: Product, debts: Sequence[Debt], fault: dict[str, object]
) -> None:
    """All that is owed is done, though every call meets the fault; nothing is without workers."""
    with shop.workers_asleep():
        owed = bring(shop, mug, debts)
        for each in owed:
            each.spoil(**fault)
        assert not any(each.is_done() for each in owed)
    wait_until_done(shop, owed)


def wait_until_done(shop: RunningShop, owed: list[Owed]) -> None:
    end = time.monotonic() + DONE_WITHIN
    while waiting := [each for each in owed if not each.is_done()]:
        assert time.monotonic() < end, [(each.method, each.path) for each in waiting]
        shop.let_a_minute_pass()
        time.sleep(0.5)
    assert shop.sandbox.switch("state", "GET")[1]["faults"] == []


def bring(shop: RunningShop, mug: Product, debts: Sequence[Debt]) -> list[Owed]:
    buyers = shop.buyers(f"owed{next(names)}-", len(debts))
    shop.fill_carts(buyers, mug)
    return [debt(buyer) for debt, buyer in zip(debts, buyers, strict=True)]


def test_whatever_stripe_does_what_is_owed_is_done(untold: RunningShop, figures: Figures) -> None:
    mug = untold.product("Mug that is owed")
    # One debt after the other by many at once, or briefly each of them by one.
    batches = [[debt] * AT_ONCE for debt in DEBTS] if FULL else [DEBTS]
    rounds = EACH // AT_ONCE
    for fault, batch, _ in product(KINDS, batches, range(rounds)):
        strike(untold, mug, batch, fault)
    assert settled(untold).wrong == []
    met = len(KINDS) * sum(map(len, batches)) * rounds
    figures.note(
        row="worker's faults",
        asked="each Stripe call with each fault, 100 each: what is owed is done, once",
        measured=f"{met:,} faults ({len(KINDS)} kinds at {len(DEBTS)} calls of the worker's, "
        f"{EACH} each): every order, end, refund and note came, once",
    )
