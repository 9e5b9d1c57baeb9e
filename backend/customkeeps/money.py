"""Amounts of money: decimals, a currency's places, rounding, and Stripe's smallest units.

An amount is a `Decimal` in the currency's main unit (pesos, not centavos). Nothing here knows
Django, and nothing anywhere turns an amount into a binary float.
"""

from decimal import ROUND_HALF_UP, Decimal

from babel.numbers import format_currency

# ISO 4217 currencies whose amounts have no fraction, as Stripe charges them
# (https://docs.stripe.com/currencies#zero-decimal).
ZERO_PLACES = frozenset(
    (
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "JPY",
        "KMF",
        "KRW",
        "MGA",
        "PYG",
        "RWF",
        "UGX",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    )
)
# Currencies with thousandths (https://docs.stripe.com/currencies#three-decimal).
THREE_PLACES = frozenset(("BHD", "JOD", "KWD", "OMR", "TND"))


def places(currency: str) -> int:
    """How many decimal places amounts of this ISO 4217 currency have: 0, 2 or 3."""
    if currency in ZERO_PLACES:
        return 0
    return 3 if currency in THREE_PLACES else 2


def round_amount(amount: Decimal, currency: str) -> Decimal:
    """The amount in the currency's places, halves away from zero (contract §2)."""
    return amount.quantize(Decimal(1).scaleb(-places(currency)), rounding=ROUND_HALF_UP)


def to_text(amount: Decimal, currency: str) -> str:
    """How the API writes an amount: `"4050.00"`. Raises ValueError if that would lose money."""
    rounded = round_amount(amount, currency)
    if rounded != amount:
        raise ValueError(f"{amount} is not an amount in {currency}")
    return format(rounded, "f")


def as_price(amount: Decimal, currency: str) -> str:
    """How people read an amount: `₱4,050.00`, rounded to the currency's places."""
    return format_currency(round_amount(amount, currency), currency, locale="en_PH")


def to_minor_units(amount: Decimal, currency: str) -> int:
    """The amount in the currency's smallest unit, as Stripe takes it: ₱4,050.00 is 405000.

    Raises ValueError if the amount has a fraction of that unit.
    """
    minor = amount.scaleb(places(currency))
    if minor != minor.to_integral_value():
        raise ValueError(f"{amount} is not an amount in {currency}")
    return int(minor)


def from_minor_units(amount: int, currency: str) -> Decimal:
    """What Stripe says, as an amount: 405000 in PHP is 4050.00."""
    return Decimal(amount).scaleb(-places(currency))
