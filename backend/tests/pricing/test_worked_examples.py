"""The prices that the contract works out, and the corners of its rules."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from customkeeps.pricing import (
    AmountOff,
    BulkTier,
    Line,
    NextBreak,
    PercentOff,
    Quote,
    quote,
    with_coupon,
)

FIVE, TEN = BulkTier(5, Decimal(5)), BulkTier(10, Decimal(10))
TIERS = (FIVE, TEN)


def quote_of(
    *lines: tuple[str, int],
    coupon: str | None = None,
    amount: str | None = None,
    tiers: Sequence[BulkTier] = TIERS,
    currency: str = "PHP",
) -> Quote:
    priced = quote(
        [Line(key=None, price=Decimal(price), quantity=quantity) for price, quantity in lines],
        tiers=tiers,
        currency=currency,
    )
    if amount:
        return with_coupon(priced, AmountOff(Decimal(amount)))
    return with_coupon(priced, PercentOff(Decimal(coupon)) if coupon else None)


def stages(priced: Quote) -> tuple[str, ...]:
    """raw, bulk, coupon, both together, final; as written."""
    return tuple(
        str(amount)
        for amount in (
            priced.raw_subtotal,
            priced.bulk_discount,
            priced.coupon_discount,
            priced.discount_amount,
            priced.final_amount,
        )
    )


def test_ten_shirts_with_save10() -> None:
    priced = quote_of(("500.00", 10), coupon="10")
    assert stages(priced) == ("5000.00", "500.00", "450.00", "950.00", "4050.00")
    line = priced.lines[0]
    assert (str(line.unit_price), str(line.line_total), line.next_break) == (
        "450.00",
        "4500.00",
        None,
    )


@pytest.mark.parametrize(
    ("price", "quantity", "raw", "bulk", "final", "unit"),
    [
        ("333.33", 3, "999.99", "0.00", "999.99", "333.33"),
        ("333.33", 5, "1666.65", "83.33", "1583.32", "316.66"),
        ("111.11", 100, "11111.00", "1111.10", "9999.90", "100.00"),
        ("0.01", 5, "0.05", "0.00", "0.05", "0.01"),
        ("0.10", 5, "0.50", "0.02", "0.48", "0.10"),
        ("0.00", 10, "0.00", "0.00", "0.00", "0.00"),
    ],
)
def test_the_line_total_is_the_authority_not_the_unit_price(
    price: str, quantity: int, raw: str, bulk: str, final: str, unit: str
) -> None:
    priced = quote_of((price, quantity))
    assert stages(priced) == (raw, bulk, "0.00", bulk, final)
    assert (str(priced.lines[0].line_total), str(priced.lines[0].unit_price)) == (final, unit)


@pytest.mark.parametrize(
    ("quantity", "percent"), [(1, 0), (4, 0), (5, 5), (9, 5), (10, 10), (100, 10)]
)
def test_tiers_begin_at_their_quantity(quantity: int, percent: int) -> None:
    assert quote_of(("100", quantity)).lines[0].bulk_percent == percent


def test_bulk_is_by_line_not_by_cart() -> None:
    priced = quote_of(("500.00", 9), ("500.00", 4))
    assert stages(priced) == ("6500.00", "225.00", "0.00", "225.00", "6275.00")


def test_tiers_are_data_in_any_order() -> None:
    odd = (BulkTier(50, Decimal("33.33")), BulkTier(3, Decimal("2.5")), BulkTier(20, Decimal(9)))
    for tiers in (odd, odd[::-1], (odd[1], odd[0], odd[2])):
        priced = quote_of(("10.00", 2), ("10.00", 3), ("10.00", 20), ("10.00", 50), tiers=tiers)
        assert [str(line.line_total) for line in priced.lines] == [
            "20.00",
            "29.25",
            "182.00",
            "333.35",
        ]


def test_a_larger_quantity_never_gets_less_off() -> None:
    worse_above = (BulkTier(5, Decimal(20)), BulkTier(10, Decimal(10)))
    assert quote_of(("100", 10), tiers=worse_above).lines[0].bulk_percent == 20


def test_no_tiers_no_bulk_discount() -> None:
    priced = quote_of(("500.00", 100), tiers=())
    assert (priced.bulk_discount, priced.lines[0].next_break) == (0, None)


@pytest.mark.parametrize(
    ("quantity", "expected"),
    [
        (1, NextBreak(5, Decimal("125.00"))),
        (4, NextBreak(5, Decimal("125.00"))),
        (5, NextBreak(10, Decimal("500.00"))),
        (9, NextBreak(10, Decimal("500.00"))),
        (10, None),
    ],
)
def test_the_next_break(quantity: int, expected: NextBreak | None) -> None:
    assert quote_of(("500.00", quantity)).lines[0].next_break == expected


def test_a_break_that_is_no_better_is_none() -> None:
    same_above = (BulkTier(5, Decimal(10)), BulkTier(10, Decimal(10)), BulkTier(20, Decimal(15)))
    line = quote_of(("10.00", 5), tiers=same_above).lines[0]
    assert line.next_break == NextBreak(20, Decimal("30.00"))


@pytest.mark.parametrize(
    ("price", "coupon", "discount"),
    [
        ("0.05", "10", "0.01"),  # .005 goes up
        ("0.04", "10", "0.00"),
        ("100.10", "5", "5.01"),  # 5.005
        ("33.50", "33.33", "11.17"),
        ("1.01", "50", "0.51"),  # 0.505
        ("999.99", "0.01", "0.10"),
    ],
)
def test_the_coupon_is_rounded_once_half_up(price: str, coupon: str, discount: str) -> None:
    assert str(quote_of((price, 1), coupon=coupon).coupon_discount) == discount


def test_the_coupon_takes_its_share_of_all_lines_together() -> None:
    lines = [("0.05", 1)] * 3
    assert str(quote_of(*lines, coupon="10").coupon_discount) == "0.02"


def test_a_coupon_of_100_percent_leaves_nothing() -> None:
    priced = quote_of(("333.33", 7), coupon="100")
    assert stages(priced) == ("2333.31", "116.67", "2216.64", "2333.31", "0.00")


@pytest.mark.parametrize(
    ("amount", "coupon", "final"),
    [("100", "100.00", "375.00"), ("475", "475.00", "0.00"), ("475.01", "475.00", "0.00")],
)
def test_a_fixed_amount_comes_off_what_bulk_left_and_never_more(
    amount: str, coupon: str, final: str
) -> None:
    priced = quote_of(("100.00", 5), amount=amount)
    assert (str(priced.coupon_discount), str(priced.final_amount)) == (coupon, final)


def test_another_coupon_takes_the_place_of_the_first() -> None:
    priced = quote_of(("500.00", 10), coupon="10")
    assert with_coupon(priced, AmountOff(Decimal(100))).coupon_discount == 100
    assert with_coupon(priced, None) == quote_of(("500.00", 10))


def test_yen_have_no_fraction() -> None:
    priced = quote_of(("333", 5), ("1001", 10), coupon="12.5", currency="JPY")
    assert [str(line.line_total) for line in priced.lines] == ["1582", "9009"]
    assert stages(priced) == ("11675", "1084", "1324", "2408", "9267")


def test_dinars_have_thousandths() -> None:
    priced = quote_of(("1.235", 5), coupon="10", currency="KWD")
    assert str(priced.lines[0].line_total) == "5.866"
    assert stages(priced) == ("6.175", "0.309", "0.587", "0.896", "5.279")


def test_an_empty_cart_costs_nothing() -> None:
    priced = quote_of(coupon="10")
    assert (priced.lines, stages(priced)) == ((), ("0.00",) * 5)
