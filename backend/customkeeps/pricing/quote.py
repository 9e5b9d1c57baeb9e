"""From lines and rules to a quote, stage by stage (`docs/pricing.md`).

Pure: no database, no clock, no settings. Amounts are Decimals in the currency's main unit,
rounded half up once per line and once on the coupon.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from customkeeps.money import round_amount

HUNDRED = Decimal(100)
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class BulkTier:
    """From `min_quantity` pieces of one line on, `percent` off that line."""

    min_quantity: int
    percent: Decimal


@dataclass(frozen=True, slots=True)
class PercentOff:
    """A coupon that takes `percent` per cent of the subtotal off."""

    percent: Decimal

    def discount(self, subtotal: Decimal, currency: str) -> Decimal:
        return percent_of(subtotal, self.percent, currency)


@dataclass(frozen=True, slots=True)
class AmountOff:
    """A coupon that takes a fixed `amount` off, and never more than there is."""

    amount: Decimal

    def discount(self, subtotal: Decimal, currency: str) -> Decimal:
        return min(round_amount(self.amount, currency), round_amount(subtotal, currency))


CouponRule = PercentOff | AmountOff


@dataclass(frozen=True, slots=True)
class Line:
    """What is asked for: `quantity` pieces at the catalogue's `price` each. `key` names it."""

    key: object
    price: Decimal
    quantity: int


@dataclass(frozen=True, slots=True)
class NextBreak:
    """The next better tier: at `quantity` pieces the line's discount grows by `saves`."""

    quantity: int
    saves: Decimal


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A line with its bulk discount; `line_total` is the authority, `unit_price` for display."""

    line: Line
    bulk_percent: Decimal
    line_total: Decimal
    unit_price: Decimal
    next_break: NextBreak | None


@dataclass(frozen=True, slots=True)
class Quote:
    """Every stage of the computation; `final_amount` is what is charged."""

    currency: str
    lines: tuple[PricedLine, ...]
    raw_subtotal: Decimal
    bulk_discount: Decimal
    subtotal_after_bulk: Decimal
    coupon_discount: Decimal
    discount_amount: Decimal
    final_amount: Decimal


def quote(lines: Iterable[Line], *, tiers: Sequence[BulkTier], currency: str) -> Quote:
    """Price the lines by contract §4, no coupon yet. No lines make a quote of zeros."""
    priced = tuple(_price_line(line, tiers, currency) for line in lines)
    raw_subtotal = round_amount(
        sum((item.line.price * item.line.quantity for item in priced), NOTHING), currency
    )
    subtotal_after_bulk = sum((item.line_total for item in priced), round_amount(NOTHING, currency))
    bulk_discount = raw_subtotal - subtotal_after_bulk
    return Quote(
        currency=currency,
        lines=priced,
        raw_subtotal=raw_subtotal,
        bulk_discount=bulk_discount,
        subtotal_after_bulk=subtotal_after_bulk,
        coupon_discount=round_amount(NOTHING, currency),
        discount_amount=bulk_discount,
        final_amount=subtotal_after_bulk,
    )


def with_coupon(priced: Quote, coupon: CouponRule | None) -> Quote:
    """The quote with what this coupon takes off; None: with no coupon."""
    subtotal, currency = priced.subtotal_after_bulk, priced.currency
    discount = coupon.discount(subtotal, currency) if coupon else round_amount(NOTHING, currency)
    return replace(
        priced,
        coupon_discount=discount,
        discount_amount=priced.bulk_discount + discount,
        final_amount=subtotal - discount,
    )


def percent_of(amount: Decimal, percent: Decimal, currency: str) -> Decimal:
    """`percent` per cent of the amount, rounded to the currency."""
    return round_amount(amount * percent / HUNDRED, currency)


def unit_price_at(price: Decimal, percent: Decimal, currency: str) -> Decimal:
    """The price of one piece with `percent` off, rounded: for display only."""
    return round_amount(price * (HUNDRED - percent) / HUNDRED, currency)


def _price_line(line: Line, tiers: Sequence[BulkTier], currency: str) -> PricedLine:
    percent = _bulk_percent(line.quantity, tiers)
    return PricedLine(
        line=line,
        bulk_percent=percent,
        line_total=_line_total(line.price, line.quantity, percent, currency),
        unit_price=unit_price_at(line.price, percent, currency),
        next_break=_next_break(line, percent, tiers, currency),
    )


def _line_total(price: Decimal, quantity: int, percent: Decimal, currency: str) -> Decimal:
    return round_amount(price * quantity * (HUNDRED - percent) / HUNDRED, currency)


def _bulk_percent(quantity: int, tiers: Sequence[BulkTier]) -> Decimal:
    """The best discount that the quantity reaches."""
    return max((tier.percent for tier in tiers if quantity >= tier.min_quantity), default=NOTHING)


def _next_break(
    line: Line, percent: Decimal, tiers: Sequence[BulkTier], currency: str
) -> NextBreak | None:
    """The nearest larger quantity with a better discount, and what that takes off there."""
    better = [t for t in tiers if t.min_quantity > line.quantity and t.percent > percent]
    if not better:
        return None
    tier = min(better, key=lambda candidate: candidate.min_quantity)
    full_price = round_amount(line.price * tier.min_quantity, currency)
    saves = full_price - _line_total(line.price, tier.min_quantity, tier.percent, currency)
    return NextBreak(quantity=tier.min_quantity, saves=saves)
