"""Prices computed once more, in whole numbers of the smallest unit, sharing nothing with the shop.

Percentages are in hundredths of a per cent: 1000 is 10 %.
"""

from dataclasses import dataclass

WHOLE = 10_000


@dataclass(frozen=True)
class Cart:
    """`lines` and `tiers`: (unit price, quantity) and (from quantity, percentage).

    `coupon` is a percentage; `fixed`, an amount, takes its place.
    """

    lines: tuple[tuple[int, int], ...]
    tiers: tuple[tuple[int, int], ...]
    coupon: int | None
    fixed: int | None = None


def half_up(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)


def bulk_percent(quantity: int, tiers: tuple[tuple[int, int], ...]) -> int:
    best = 0
    for minimum, percent in tiers:
        if quantity >= minimum and percent > best:
            best = percent
    return best


def next_break(
    price: int, quantity: int, tiers: tuple[tuple[int, int], ...]
) -> tuple[int, int] | None:
    """At which quantity the line gets a better discount, and how much that takes off there."""
    now = bulk_percent(quantity, tiers)
    for minimum, percent in sorted(tiers):
        if minimum > quantity and percent > now:
            full = price * minimum
            return minimum, full - half_up(full * (WHOLE - percent), WHOLE)
    return None


def price(cart: Cart) -> dict[str, object]:
    percents = [bulk_percent(quantity, cart.tiers) for _, quantity in cart.lines]
    totals = [
        half_up(each * quantity * (WHOLE - percent), WHOLE)
        for (each, quantity), percent in zip(cart.lines, percents, strict=True)
    ]
    raw = sum(each * quantity for each, quantity in cart.lines)
    coupon = half_up(sum(totals) * (cart.coupon or 0), WHOLE)
    if cart.fixed is not None:
        coupon = cart.fixed if cart.fixed < sum(totals) else sum(totals)
    return {
        "raw_subtotal": raw,
        "bulk_discount": raw - sum(totals),
        "subtotal_after_bulk": sum(totals),
        "coupon_discount": coupon,
        "discount_amount": raw - sum(totals) + coupon,
        "final_amount": sum(totals) - coupon,
        "bulk_percents": percents,
        "line_totals": totals,
        "unit_prices": [
            half_up(each * (WHOLE - percent), WHOLE)
            for (each, _), percent in zip(cart.lines, percents, strict=True)
        ],
        "next_breaks": [next_break(each, quantity, cart.tiers) for each, quantity in cart.lines],
    }
