"""Amounts: rounding, text, smallest units. What would lose money is refused."""

from decimal import Decimal

import pytest

from customkeeps.money import as_price, places, round_amount, to_minor_units, to_text

STRIPES_ZERO = "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF UGX VND VUV XAF XOF XPF"


def test_places_are_stripes() -> None:
    assert {places(code) for code in STRIPES_ZERO.split()} == {0}
    assert {places(code) for code in ("BHD", "JOD", "KWD", "OMR", "TND")} == {3}
    assert {places(code) for code in ("PHP", "USD", "EUR", "HUF", "TWD")} == {2}


@pytest.mark.parametrize(
    ("amount", "currency", "rounded"),
    [
        ("0.005", "PHP", "0.01"),
        ("0.004999", "PHP", "0.00"),
        ("2.675", "PHP", "2.68"),  # binary floats say 2.67
        ("1.115", "PHP", "1.12"),
        ("-0.005", "PHP", "-0.01"),
        ("7", "PHP", "7.00"),
        ("0.5", "JPY", "1"),
        ("1.5", "JPY", "2"),
        ("0.0005", "KWD", "0.001"),
    ],
)
def test_halves_go_up(amount: str, currency: str, rounded: str) -> None:
    assert str(round_amount(Decimal(amount), currency)) == rounded


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        ("500", "PHP", "500.00"),
        ("4050.000", "PHP", "4050.00"),
        ("5E+2", "PHP", "500.00"),
        ("99999999999.99", "PHP", "99999999999.99"),
        ("0", "PHP", "0.00"),
        ("333.000", "JPY", "333"),
        ("1.2", "KWD", "1.200"),
    ],
)
def test_amounts_as_text(amount: str, currency: str, text: str) -> None:
    assert to_text(Decimal(amount), currency) == text


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [
        ("4050.00", "PHP", 405_000),
        ("4050.000", "PHP", 405_000),
        ("0.01", "PHP", 1),
        ("333", "JPY", 333),
        ("1.235", "KWD", 1_235),
        ("99999999999.99", "PHP", 9_999_999_999_999),
    ],
)
def test_amounts_in_the_smallest_unit(amount: str, currency: str, minor: int) -> None:
    assert to_minor_units(Decimal(amount), currency) == minor


@pytest.mark.parametrize(
    ("amount", "currency"), [("0.001", "PHP"), ("333.5", "JPY"), ("1.2345", "KWD")]
)
def test_what_would_lose_money_is_refused(amount: str, currency: str) -> None:
    message = f"^{amount} is not an amount in {currency}$"
    with pytest.raises(ValueError, match=message):
        to_text(Decimal(amount), currency)
    with pytest.raises(ValueError, match=message):
        to_minor_units(Decimal(amount), currency)


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        ("4050", "PHP", "₱4,050.00"),
        ("0.005", "PHP", "₱0.01"),
        ("-450.5", "PHP", "-₱450.50"),
        ("99999999999.99", "PHP", "₱99,999,999,999.99"),
        ("1000", "JPY", "¥1,000"),
    ],
)
def test_amounts_as_people_read_them(amount: str, currency: str, shown: str) -> None:
    assert as_price(Decimal(amount), currency) == shown
