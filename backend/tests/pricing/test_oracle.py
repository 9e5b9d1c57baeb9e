"""Random carts, priced by the shop and by whole-number arithmetic that knows nothing of it."""

import random
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customkeeps.pricing import (
    AmountOff,
    BulkTier,
    CouponRule,
    Line,
    PercentOff,
    Quote,
    quote,
    with_coupon,
)
from tests.pricing import oracle
from tests.pricing.oracle import Cart

PLACES = {"PHP": 2, "JPY": 0, "KWD": 3}
STAGES = (
    "raw_subtotal",
    "bulk_discount",
    "subtotal_after_bulk",
    "coupon_discount",
    "discount_amount",
    "final_amount",
)


def quote_of(cart: Cart, currency: str) -> Quote:
    """The shop's quote of the oracle's cart."""
    before = quote(
        [
            Line(key=number, price=Decimal(price).scaleb(-PLACES[currency]), quantity=quantity)
            for number, (price, quantity) in enumerate(cart.lines)
        ],
        tiers=[BulkTier(minimum, Decimal(percent) / 100) for minimum, percent in cart.tiers],
        currency=currency,
    )
    coupon: CouponRule | None = None
    if cart.coupon is not None:
        coupon = PercentOff(Decimal(cart.coupon) / 100)
    if cart.fixed is not None:
        coupon = AmountOff(Decimal(cart.fixed).scaleb(-PLACES[currency]))
    return with_coupon(before, coupon)


def shop_price(cart: Cart, currency: str) -> dict[str, object]:
    """The shop's quote in the oracle's terms."""
    priced = quote_of(cart, currency)

    def units(amount: Decimal) -> int:
        """Fails for an amount that is not written in exactly the currency's places."""
        assert amount.as_tuple().exponent == -PLACES[currency]
        return int(amount.scaleb(PLACES[currency]))

    return {
        **{stage: units(getattr(priced, stage)) for stage in STAGES},
        "bulk_percents": [int(line.bulk_percent * 100) for line in priced.lines],
        "line_totals": [units(line.line_total) for line in priced.lines],
        "unit_prices": [units(line.unit_price) for line in priced.lines],
        "next_breaks": [
            line.next_break and (line.next_break.quantity, units(line.next_break.saves))
            for line in priced.lines
        ],
    }


def random_cart(chance: random.Random) -> Cart:
    """Small and large carts, the shop's tiers and odd ones, in any order."""
    lines = tuple(
        (chance.choice((chance.randint(0, 1_000), chance.randint(0, 10_000_000))), quantity)
        for quantity in (chance.randint(1, 100) for _ in range(chance.randint(0, 6)))
    )
    minimums = chance.sample(range(2, 101), chance.randint(0, 4))
    tiers = tuple((minimum, chance.randint(1, 10_000)) for minimum in minimums)
    tiers = chance.choice((((5, 500), (10, 1_000)), tiers))
    if chance.random() < 0.2:
        return Cart(lines, tiers, coupon=None, fixed=chance.randint(1, 10_000_000))
    return Cart(lines, tiers, chance.choice((None, 1_000, 10_000, chance.randint(1, 10_000))))


def compare(carts: int, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 (the same carts each time, on purpose)
    for _ in range(carts):
        cart, currency = random_cart(chance), chance.choice(("PHP", "PHP", "JPY", "KWD"))
        assert shop_price(cart, currency) == oracle.price(cart), (cart, currency)


def test_ten_thousand_carts() -> None:
    compare(10_000, seed=1)


@pytest.mark.thorough
def test_a_hundred_thousand_carts() -> None:
    compare(100_000, seed=2)


percentages = st.integers(1, 10_000)
carts = st.builds(
    Cart,
    lines=st.lists(st.tuples(st.integers(0, 10**10), st.integers(1, 100)), max_size=5).map(tuple),
    tiers=st.lists(
        st.tuples(st.integers(2, 200), percentages), max_size=5, unique_by=lambda tier: tier[0]
    ).map(tuple),
    coupon=st.none() | percentages,
    fixed=st.none() | st.integers(1, 10**12),
)


@settings(max_examples=300, deadline=None, database=None)
@given(cart=carts, currency=st.sampled_from(sorted(PLACES)))
def test_carts_that_hypothesis_thinks_up(cart: Cart, currency: str) -> None:
    assert shop_price(cart, currency) == oracle.price(cart)


@settings(max_examples=300, deadline=None, database=None)
@given(cart=carts, currency=st.sampled_from(sorted(PLACES)))
def test_no_coupon_takes_more_than_there_is(cart: Cart, currency: str) -> None:
    priced = quote_of(cart, currency)
    assert 0 <= priced.coupon_discount <= priced.subtotal_after_bulk
    assert priced.final_amount == priced.subtotal_after_bulk - priced.coupon_discount >= 0
    assert priced.discount_amount == priced.bulk_discount + priced.coupon_discount
    if cart.fixed is not None:
        nominal = Decimal(cart.fixed).scaleb(-PLACES[currency])
        assert priced.coupon_discount == min(nominal, priced.subtotal_after_bulk)
