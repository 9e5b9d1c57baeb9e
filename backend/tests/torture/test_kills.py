"""Processes killed at random and at every step between paying and the mail: nothing gets lost.

Stripe sends no webhooks here, and many browsers never return: the workers bring all to its end.
"""

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

import pytest
from django.utils import timezone

from customkeeps.coupons.models import Coupon
from tests.running_shop import RunningShop, children, kill
from tests.torture.audit import Audit, settled
from tests.torture.conftest import NewShop
from tests.torture.figures import FULL, Figures, sized, times
from tests.torture.shoppers import Crowd

pytestmark = pytest.mark.torture
KILLS, RANDOM_KILLS, DEATHS_A_STEP = times(1_000, 0), times(200, 10), sized(3, 1)
CROWD, AT_ONCE, ON_HAND = sized(60, 10), 6, 1_000_000
SETTLED_WITHIN = 120
GUNICORN = ("-m", "gunicorn", "--preload", "--workers", "2", "--threads", "4",
            "--log-level", "warning", "--bind")  # fmt: skip


class MortalShop:
    """Web and worker processes that die on purpose and are followed by others at once."""

    def __init__(self, shop: RunningShop, notes: Path) -> None:
        """`notes` is where those who die at a step say so."""
        self.shop, self.notes = shop, notes
        self.crowds = 0
        shop.prepare(webhooks=False)
        self.mugs, self.cups = shop.product("Mug", ON_HAND), shop.product("Cup", ON_HAND)
        self.initial = {self.mugs.pk: ON_HAND, self.cups.pk: ON_HAND}
        day = timedelta(days=1)
        now = timezone.now()
        tenth = Coupon(code="TENTH", discount_percent=10, valid_from=now - day, valid_to=now + day)
        Coupon.objects.using(shop.alias).bulk_create([tenth])
        self.parents = [shop.run(*GUNICORN, f"127.0.0.1:{shop.port}",
                                 "tests.torture.dying_wsgi:application")]  # fmt: skip
        shop.wait_until_served()

    def employ_workers(self) -> None:
        self.parents.append(self.shop.run("-m", "tests.torture.dying_workers", "2"))

    def steps(self) -> list[str]:
        """Where processes have ended themselves so far."""
        return self.notes.read_text().splitlines() if self.notes.exists() else []

    def serve_a_crowd(self, crowd: Crowd) -> None:
        """New buyers, all of whom buy what they can get."""
        self.crowds += 1
        buyers = self.shop.buyers(f"crowd{self.crowds}-", CROWD)
        self.shop.fill_carts(buyers, self.mugs)
        offers = [{}, {"coupon_code": "TENTH", "amount": "450.00"}]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            bought = [pool.submit(crowd.buy, buyer, **random.choice(offers)) for buyer in buyers]
            for each in bought:
                each.result()

    @contextmanager
    def killed_at_random(self) -> Iterator[list[int]]:
        """Meanwhile one process after the other is killed. Gives the list of them."""
        killed: list[int] = []
        over = Event()

        def reap() -> None:
            while not over.wait(random.uniform(0, 0.4)):
                living = [pid for parent in self.parents for pid in children(parent.pid)]
                if living and kill(victim := random.choice(living)):
                    killed.append(victim)

        reaper = Thread(target=reap)
        reaper.start()
        try:
            yield killed
        finally:
            over.set()
            reaper.join()


@pytest.fixture
def mortal(new_shop: NewShop, tmp_path_factory: pytest.TempPathFactory) -> MortalShop:
    notes = tmp_path_factory.mktemp("deaths") / "notes.txt"
    environment = {} if FULL else {"RECONCILE_SECONDS": "1"}
    shop = new_shop(DYING_NOTES=str(notes), DYING_TIMES=str(DEATHS_A_STEP), **environment)
    return MortalShop(shop, notes)


def slowest(audit: Audit, crowd: Crowd) -> float:
    """Seconds from a buyer's confirmation to the order or the refund, the worst of all."""
    orders = audit.shop.orders().values_list("payment_intent_id", "created_at")
    settled_at = {intent_id: at.timestamp() for intent_id, at in orders}
    for refund in audit.shop.sandbox.stripe.refunds.list({"limit": 100}).auto_paging_iter():
        settled_at.setdefault(str(refund.payment_intent), refund.created)
    return max(settled_at[intent_id] - at for intent_id, at in crowd.paid_at.items())


def test_nothing_is_lost(mortal: MortalShop, figures: Figures) -> None:
    crowd = Crowd()
    mortal.serve_a_crowd(crowd)
    # The control: without workers the orders of those whose browser is gone are missing.
    assert Audit(mortal.shop, mortal.initial).unsettled
    mortal.employ_workers()
    before = -1
    while len(mortal.steps()) != before:
        before = len(mortal.steps())
        mortal.serve_a_crowd(crowd)
    with mortal.killed_at_random() as killed:
        while len(killed) < max(RANDOM_KILLS, KILLS - len(mortal.steps())):
            mortal.serve_a_crowd(crowd)
    audit = settled(mortal.shop, mortal.initial, SETTLED_WITHIN)
    assert audit.wrong == []
    assert crowd.server_errors == []
    worst, steps = slowest(audit, crowd), mortal.steps()
    assert worst <= SETTLED_WITHIN
    figures.note(
        row="kills",
        asked="SIGKILL at random instants and at every labelled step between pay and mail, browser "
        "and webhooks gone, 1,000 kills: 0 lost, 0 double, 0 unrefunded, each settled ≤ 120 s",
        measured=f"{len(steps) + len(killed):,} kills ({len(steps)} at {len(set(steps))} labelled "
        f"steps, {len(killed)} at random), {len(audit.paid):,} paid: 0 lost, 0 double, 0 "
        f"unrefunded, the slowest settled in {worst:.0f} s",
    )
