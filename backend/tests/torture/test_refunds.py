"""A buyer cancels, staff and Stripe's dashboard give money back, and everything dies meanwhile.

What goes back in the end is what was paid, once.
"""

import random
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from itertools import count

import pytest
import requests
import stripe

from customkeeps.catalog.models import Product
from customkeeps.orders.models import Order
from tests.running_shop import Buyer, RunningShop
from tests.torture.audit import settled
from tests.torture.conftest import NewMortalShop
from tests.torture.figures import FULL, Figures, sized, times
from tests.torture.mortal_shop import MortalShop
from tests.torture.staff import Staff

pytestmark = pytest.mark.torture
ROUNDS, AT_ONCE, DEATHS_A_STEP = times(200, 6), sized(20, 6), sized(3, 1)
ON_HAND = 1_000_000
AMOUNTS = ("100.00", "250.00", "500.00")
CANCELLED, GIVEN = (200, 409, 500), (200, 302, 500)
TRIES, PAUSE_SECONDS = 400, 0.05
names = count()


@dataclass(frozen=True)
class Bought:
    """An order of 500.00 that is paid and not made yet."""

    buyer: Buyer
    order: Order

    def cancel(self) -> int:
        path = f"/api/orders/{self.order.order_id}/cancel/"
        return self.buyer.post(path, {}).status_code


def buy(buyers: list[Buyer], product: Product) -> list[Bought]:
    shop = buyers[0].shop
    shop.fill_carts(buyers, product)

    def one(buyer: Buyer) -> str:
        intent_id = buyer.pay().json()["paymentIntentId"]
        buyer.confirm(intent_id)
        persist(lambda: buyer.create(intent_id).status_code, (200, 201))
        return intent_id

    with ThreadPoolExecutor(4) as pool:
        intent_ids = list(pool.map(one, buyers))
    orders = [shop.orders().get(payment_intent_id=intent_id) for intent_id in intent_ids]
    return [Bought(*each) for each in zip(buyers, orders, strict=True)]


def persist(act: Callable[[], int], enough: tuple[int, ...]) -> int:
    """Again and again, whoever dies over it, until there is one of these answers."""
    for _ in range(TRIES):
        with suppress(requests.RequestException):
            if (status := act()) in enough:
                return status
        time.sleep(PAUSE_SECONDS)
    raise AssertionError("no answer at all")


def give_back_by_staff(staff: Staff, bought: Bought) -> None:
    """Clicked until there is an answer: the page knows when something was given back meanwhile."""
    amount = random.choice(AMOUNTS)
    assert persist(lambda: staff.give_back(bought.order.pk, amount, "500.00"), GIVEN) != 500


def give_back_in_dashboard(shop: RunningShop, bought: Bought) -> None:
    """Stripe refuses what is too much, and sends its events to a shop that may be dead."""
    intent_id = str(bought.order.payment_intent_id)
    amount = random.choice((1, 12345, 50000))
    with suppress(stripe.InvalidRequestError):
        shop.sandbox.stripe.refunds.create({"payment_intent": intent_id, "amount": amount})
    for event in shop.sandbox.stripe.events.list({"type": "charge.refunded"}).data[:2]:
        shop.sandbox.switch(f"events/{event.id}/resend")


def give_back_from_all_sides(mortal: MortalShop, staff: Staff, orders: list[Bought]) -> None:
    """All at once for all of them; at last every buyer has cancelled."""
    with ThreadPoolExecutor(12) as pool:
        acts = [
            act
            for bought in orders
            for act in random.sample(
                (
                    pool.submit(persist, bought.cancel, CANCELLED),
                    pool.submit(give_back_by_staff, staff, bought),
                    pool.submit(give_back_in_dashboard, mortal.shop, bought),
                ),
                3,
            )
        ]
        assert 500 not in [act.result() for act in acts]


@pytest.fixture
def mortal(new_mortal_shop: NewMortalShop) -> MortalShop:
    pace = {} if FULL else {"RECONCILE_SECONDS": "1"}
    made = new_mortal_shop("/cancel/ /refund/", DEATHS_A_STEP, webhooks=True, **pace)
    made.employ_workers()
    return made


def test_what_was_paid_goes_back_once(mortal: MortalShop, figures: Figures) -> None:
    shop, staff = mortal.shop, Staff(mortal.shop)
    mug = shop.product("Mug", ON_HAND)
    kills = rounds = 0
    while rounds < ROUNDS:
        orders = buy(shop.buyers(f"returning{next(names)}-", AT_ONCE), mug)
        with mortal.killed_at_random() as killed:
            give_back_from_all_sides(mortal, staff, orders)
        rounds, kills = rounds + len(orders), kills + len(killed)
        assert settled(shop, {mug.pk: ON_HAND}).wrong == []
    assert set(shop.orders().values_list("status", "refunded_amount")) == {("cancelled", 500)}
    assert set(shop.payments().values_list("state", "refund_total")) == {("refunded", 500)}
    mug.refresh_from_db()
    assert (mug.stock, mug.stock_held) == (ON_HAND, 0)
    steps = mortal.steps()
    figures.note(
        row="refunds",
        asked="concurrent cancel + staff refund + refund webhook + kill, 200 rounds: refunds = "
        "paid, once",
        measured=f"{rounds} rounds, {kills + len(steps):,} kills ({len(steps)} at "
        f"{len(set(steps))} labelled steps): refunds = paid, stock back, once each",
    )


def test_without_locks_that_fails(unguarded_shop: RunningShop) -> None:
    """The control: then the database's constraints refuse what is too much, with a 500."""
    shop = unguarded_shop
    staff, mug = Staff(shop, "hasty"), shop.product("Mug for the hasty")
    statuses: Counter[int] = Counter()
    while not statuses[500]:
        [bought] = buy(shop.buyers(f"hasty{next(names)}-"), mug)
        with ThreadPoolExecutor(8) as pool:
            given = [pool.submit(staff.give_back, bought.order.pk, "500.00", "500.00")
                     for _ in range(4)]  # fmt: skip
            cancelled = [pool.submit(bought.cancel) for _ in range(4)]
        statuses.update(each.result() for each in given + cancelled)
        assert statuses.total() < 200
