"""Many at once on one payment: browsers, webhooks and reconcilers make one order of it."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from tests.running_shop import Buyer, RunningShop
from tests.torture.figures import Figures, sized, times

pytestmark = pytest.mark.torture
ROUNDS, TABS = times(50, 3), 8
BROWSERS, RESENT = sized(100, 20), sized(20, 5)


def collect_at_once(buyer: Buyer) -> list[requests.Response]:
    """One paid payment, old enough to be reconciled, asked for while its event comes many times."""
    shop = buyer.shop
    intent_id = buyer.pay().json()["paymentIntentId"]
    shop.let_a_minute_pass()
    buyer.confirm(intent_id)
    events = shop.sandbox.stripe.events.list({"type": "payment_intent.succeeded"})
    with ThreadPoolExecutor(BROWSERS + RESENT) as pool:
        for _ in range(RESENT):
            pool.submit(shop.sandbox.switch, f"events/{events.data[0].id}/resend")
        asked = [pool.submit(buyer.create, intent_id) for _ in range(BROWSERS)]
        return [each.result() for each in asked]


def test_everybody_gets_the_one_order(shop: RunningShop, figures: Figures) -> None:
    [buyer] = shop.buyers("alice")
    mug = shop.product("Mug")
    statuses: Counter[int] = Counter()
    for number in range(ROUNDS):
        shop.fill_carts([buyer], mug, f"Round {number}")
        answers = collect_at_once(buyer)
        statuses.update(answer.status_code for answer in answers)
        assert len({answer.json()["order_id"] for answer in answers}) == 1
        assert buyer.get("/api/cart/") == []
    assert statuses == {201: ROUNDS, 200: ROUNDS * (BROWSERS - 1)}
    assert shop.orders().filter(user=buyer.user).count() == ROUNDS
    figures.note(
        row="create",
        asked="100 concurrent create_from_cart + 20 duplicate webhooks + reconciler on one "
        "PaymentIntent, 50 rounds: 1 order, all answers carry it, no 5xx",
        measured=f"{ROUNDS} rounds of {BROWSERS} + {RESENT} + 2 reconciling workers: 1 order in "
        f"each, carried by all {statuses.total()} answers, no 5xx",
    )


def test_without_locks_that_fails(unguarded_shop: RunningShop) -> None:
    """The control: then some are refused by the database's last line of defence, with a 500."""
    shop = unguarded_shop
    [buyer] = shop.buyers("alice")
    mug = shop.product("Mug")
    statuses: Counter[int] = Counter()
    while not statuses[500]:
        shop.fill_carts([buyer], mug, f"After {statuses.total()}")
        statuses.update(answer.status_code for answer in collect_at_once(buyer))
        assert statuses.total() < 20 * BROWSERS


def test_tabs_that_pay_at_once_share_one_intent(shop: RunningShop) -> None:
    [buyer] = shop.buyers("bob")
    mug = shop.product("Mug of tabs")
    for number in range(ROUNDS):
        shop.fill_carts([buyer], mug, f"Round {number}")
        with ThreadPoolExecutor(TABS) as pool:
            answers = list(pool.map(lambda _: buyer.pay(), range(TABS)))
        assert {answer.status_code for answer in answers} <= {200, 409, 503}
        started = {answer.json()["paymentIntentId"] for answer in answers if answer.ok}
        assert len(started) == 1
        assert shop.open_intents(buyer) == started
