"""Stripe's events in any order, repeated and late: hints, that all end the same."""

import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from customkeeps.catalog.models import Product
from customkeeps.payments.models import StripeEvent
from payments_sandbox.tests.running import until
from payments_sandbox.webhooks import COMMAND_LINE, sign
from tests.running_shop import VISA, WEBHOOK_SECRET, Buyer, RunningShop
from tests.torture.audit import Audit
from tests.torture.figures import Figures, times

pytestmark = pytest.mark.torture
PERMUTATIONS, AT_ONCE, POSTMEN, MOST_COPIES = times(10_000, 40), 40, 8, 5
DECLINED = "4000000000000002"
# What the buyer does with the PaymentIntent, and the state that the payment ends in.
STORIES = {
    "paid": ([VISA], "fulfilled"),
    "declined, then paid": ([DECLINED, VISA], "fulfilled"),
    "cancelled at Stripe": ([], "canceled"),
}


@pytest.fixture
def unheard_shop(shop: RunningShop) -> Iterator[RunningShop]:
    """Its sandbox sends no events: the test does that."""
    endpoints = shop.sandbox.stripe.webhook_endpoints
    endpoints.update(COMMAND_LINE, {"disabled": True})
    yield shop
    endpoints.update(COMMAND_LINE, {"disabled": False})


def play(buyer: Buyer, story: str) -> str:
    """The id of a PaymentIntent with all its events behind it, none of which the shop knows."""
    intent_id: str = buyer.pay().json()["paymentIntentId"]
    cards, _ = STORIES[story]
    for number in cards:
        buyer.shop.sandbox.switch(f"pay/{intent_id}", number=number)
    if not cards:
        buyer.shop.sandbox.stripe.payment_intents.cancel(intent_id)
    return intent_id


def bodies_since(shop: RunningShop, began: int, intent_ids: set[str]) -> list[bytes]:
    """The events of these PaymentIntents, as Stripe sends them."""
    events = shop.sandbox.stripe.events.list({"limit": 100, "created": {"gte": began}})
    found = []
    for event in events.auto_paging_iter():
        subject = event.to_dict()["data"]["object"]
        if subject.get("payment_intent", subject["id"]) in intent_ids:
            found.append(json.dumps(event.to_dict()).encode())
    return found


def deliver(shop: RunningShop, body: bytes) -> int:
    """A moment later than the one before, or not."""
    time.sleep(random.choice((0, 0, 0.001, 0.02)))
    headers = {"Stripe-Signature": sign(body, WEBHOOK_SECRET, int(time.time())),
               "Content-Type": "application/json"}  # fmt: skip
    url = f"{shop.url}/api/payments/webhook/"
    return requests.post(url, body, headers=headers, timeout=30).status_code


def deliver_shuffled(shop: RunningShop, bodies: list[bytes]) -> Counter[int]:
    """Each up to five times, all mixed; every tenth of them only when the rest was handled."""
    copies = [body for body in bodies for _ in range(random.randint(1, MOST_COPIES))]
    random.shuffle(copies)
    late = len(copies) // 10
    with ThreadPoolExecutor(POSTMEN) as pool:
        statuses = Counter(pool.map(lambda body: deliver(shop, body), copies[late:]))
        until(lambda: not unhandled(shop), 60)
        return statuses + Counter(pool.map(lambda body: deliver(shop, body), copies[:late]))


def unhandled(shop: RunningShop) -> int:
    return StripeEvent.objects.using(shop.alias).filter(handled_at=None).count()


def permute(shop: RunningShop, buyers: list[Buyer], product: Product) -> Counter[int]:
    """One permutation for each buyer. Raises AssertionError for one that ends differently."""
    shop.fill_carts(buyers, product)
    began = int(time.time())
    stories = [random.choice(list(STORIES)) for _ in buyers]
    with ThreadPoolExecutor(POSTMEN) as pool:
        intent_ids = list(pool.map(play, buyers, stories))
    statuses = deliver_shuffled(shop, bodies_since(shop, began, set(intent_ids)))
    until(lambda: not unhandled(shop), 60)
    ended = dict(shop.payments().filter(intent_id__in=intent_ids).values_list("intent_id", "state"))
    assert [ended[each] for each in intent_ids] == [STORIES[story][1] for story in stories]
    return statuses


def test_every_order_of_events_ends_the_same(unheard_shop: RunningShop, figures: Figures) -> None:
    shop = unheard_shop
    buyers = shop.buyers("hinted", min(AT_ONCE, PERMUTATIONS))
    mug = shop.product("Mug of hints")
    statuses: Counter[int] = Counter()
    rounds = -(-PERMUTATIONS // len(buyers))
    for _ in range(rounds):
        statuses += permute(shop, buyers, mug)
        assert set(statuses) == {200}
    assert Audit(shop).wrong == []
    figures.note(
        row="webhooks",
        asked="webhooks duplicated up to 5 times, shuffled, delayed, 10,000 permutations: one "
        "final state, every valid one 2xx",
        measured=f"{rounds * len(buyers):,} permutations, {statuses.total():,} webhooks: one final "
        "state each, all answered 200",
    )


def test_while_the_workers_sleep_they_are_only_kept(unheard_shop: RunningShop) -> None:
    """The control: then the paid one is seen to be missing, until somebody handles them."""
    shop = unheard_shop
    [buyer] = shop.buyers("overheard")
    shop.fill_carts([buyer], shop.product("Mug of silence"))
    with shop.workers_asleep():
        began = int(time.time())
        intent_id = play(buyer, "paid")
        for body in bodies_since(shop, began, {intent_id}):
            assert deliver(shop, body) == 200
        assert unhandled(shop) > 0
        assert intent_id in Audit(shop).unsettled
    until(lambda: not unhandled(shop), 20)
    assert Audit(shop).wrong == []
