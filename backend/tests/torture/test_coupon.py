"""One use of a coupon is left and everybody wants it: one gets it, the others hear no more."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal

import pytest
import requests
from django.utils import timezone

from customkeeps.coupons.models import Coupon
from tests.running_shop import Buyer, RunningShop
from tests.torture.figures import Figures, sized, times

pytestmark = pytest.mark.torture
ROUNDS, BUYERS = times(50, 3), sized(100, 20)
MAX_USES = 1
INVALID = {"error": "Invalid coupon code.", "code": "invalid_coupon"}


def last_use(shop: RunningShop, code: str) -> Coupon:
    """A coupon of ₱100.00 off with one use left."""
    now = timezone.now()
    new = Coupon(
        code=code,
        discount_amount=Decimal(100),
        max_uses=MAX_USES,
        uses=MAX_USES - 1,
        valid_from=now - timedelta(days=1),
        valid_to=now + timedelta(days=1),
    )
    [coupon] = Coupon.objects.using(shop.alias).bulk_create([new])
    return coupon


def pay_at_once(buyers: list[Buyer], code: str) -> list[requests.Response]:
    with ThreadPoolExecutor(len(buyers)) as pool:
        return list(pool.map(lambda buyer: buyer.pay("400.00", code), buyers))


def order_of_the_winner(buyers: list[Buyer], answers: list[requests.Response]) -> str:
    """Exactly one may pay, does so and gets the order; all others hear the same words."""
    assert Counter(answer.status_code for answer in answers) == {200: 1, 400: len(buyers) - 1}
    assert all(answer.ok or answer.json() == INVALID for answer in answers)
    [(winner, won)] = [pair for pair in zip(buyers, answers, strict=True) if pair[1].ok]
    intent_id = won.json()["paymentIntentId"]
    winner.confirm(intent_id)
    made = winner.create(intent_id)
    assert made.ok, made.text
    order_id: str = made.json()["order_id"]
    return order_id


def test_the_last_use_is_had_once(shop: RunningShop, figures: Figures) -> None:
    buyers = shop.buyers("saver", BUYERS)
    mug = shop.product("Mug with a coupon")
    for number in range(ROUNDS):
        coupon = last_use(shop, f"LAST{number}")
        shop.fill_carts(buyers, mug)
        order_id = order_of_the_winner(buyers, pay_at_once(buyers, coupon.code))
        coupon.refresh_from_db()
        assert coupon.uses == MAX_USES
        [order] = shop.orders().filter(coupon_code=coupon.code)
        assert (order.order_id, order.final_amount) == (order_id, 400)
        assert shop.payments().filter(coupon=coupon, coupon_held=True).count() == 1
    figures.note(
        row="coupon",
        asked="coupon with one use left, 100 users, 50 rounds: exactly 1",
        measured=f"{ROUNDS} rounds of {BUYERS} users: exactly 1 order with it in each, all others "
        "refused with the same words, no 5xx",
    )


def test_without_locks_it_is_had_more_than_once(unguarded_shop: RunningShop) -> None:
    """The control: a use that is taken by what was read a moment ago is taken by several."""
    shop = unguarded_shop
    buyers = shop.buyers("greedy saver", 20)
    mug = shop.product("Mug with a coupon for the greedy")
    for number in range(20):
        coupon = last_use(shop, f"GREEDY{number}")
        shop.fill_carts(buyers, mug)
        if sum(answer.ok for answer in pay_at_once(buyers, coupon.code)) > 1:
            return
    pytest.fail("Even without locks nobody was too many.")
