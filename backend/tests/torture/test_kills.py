"""Processes killed at random and at every step between paying and the mail: nothing gets lost.

Stripe sends no webhooks here, and many browsers never return: the workers bring all to its end.
"""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.utils import timezone

from customkeeps.coupons.models import Coupon
from tests.running_shop import RunningShop
from tests.torture.audit import Audit, settled
from tests.torture.conftest import NewMortalShop
from tests.torture.figures import FULL, Figures, sized, times
from tests.torture.mortal_shop import MortalShop
from tests.torture.shoppers import Crowd

pytestmark = pytest.mark.torture
KILLS, RANDOM_KILLS, DEATHS_A_STEP = times(1_000, 0), times(200, 10), sized(3, 1)
CROWD, AT_ONCE, ON_HAND = sized(60, 10), 6, 1_000_000
# The brief form shares its machine with other tests: there only what comes of it counts.
SETTLED_WITHIN = sized(120, 600)


@pytest.fixture
def mortal(new_mortal_shop: NewMortalShop) -> MortalShop:
    pace = {} if FULL else {"RECONCILE_SECONDS": "1"}
    paths = "/api/checkout/pay/ /api/orders/create_from_cart/"
    return new_mortal_shop(paths, DEATHS_A_STEP, webhooks=False, **pace)


class Stocked:
    """What there is to buy, and the crowds that come for it."""

    def __init__(self, shop: RunningShop) -> None:
        self.shop, self.crowds = shop, 0
        self.mugs, cups = shop.product("Mug", ON_HAND), shop.product("Cup", ON_HAND)
        self.initial = {self.mugs.pk: ON_HAND, cups.pk: ON_HAND}
        now, day = timezone.now(), timedelta(days=1)
        tenth = Coupon(code="TENTH", discount_percent=10, valid_from=now - day, valid_to=now + day)
        Coupon.objects.using(shop.alias).bulk_create([tenth])

    def serve(self, crowd: Crowd) -> None:
        """New buyers, all of whom buy what they can get."""
        self.crowds += 1
        buyers = self.shop.buyers(f"crowd{self.crowds}-", CROWD)
        self.shop.fill_carts(buyers, self.mugs)
        offers = [{}, {"coupon_code": "TENTH", "amount": "450.00"}]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            bought = [pool.submit(crowd.buy, buyer, **random.choice(offers)) for buyer in buyers]
            for each in bought:
                each.result()


def slowest(audit: Audit, crowd: Crowd) -> float:
    """Seconds from a buyer's confirmation to the order or the refund, the worst of all."""
    orders = audit.shop.orders().values_list("payment_intent_id", "created_at")
    settled_at = {intent_id: at.timestamp() for intent_id, at in orders}
    for refund in audit.shop.sandbox.stripe.refunds.list({"limit": 100}).auto_paging_iter():
        settled_at.setdefault(str(refund.payment_intent), refund.created)
    return max(settled_at[intent_id] - at for intent_id, at in crowd.paid_at.items())


def test_nothing_is_lost(mortal: MortalShop, figures: Figures) -> None:
    stocked = Stocked(mortal.shop)
    crowd = Crowd()
    stocked.serve(crowd)
    # The control: without workers the orders of those whose browser is gone are missing.
    assert Audit(mortal.shop, stocked.initial).unsettled
    mortal.employ_workers()
    before = -1
    while len(mortal.steps()) != before:
        before = len(mortal.steps())
        stocked.serve(crowd)
    with mortal.killed_at_random() as killed:
        while len(killed) < max(RANDOM_KILLS, KILLS - len(mortal.steps())):
            stocked.serve(crowd)
    audit = settled(mortal.shop, stocked.initial, SETTLED_WITHIN)
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
