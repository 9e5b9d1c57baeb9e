"""The database field for an amount of money."""

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models.functions import Round

from customkeeps import money
from customkeeps.money import THREE_PLACES, ZERO_PLACES

# Thousandths, because some currencies have them; twelve digits before the point are written
# exactly by SQLite too, which keeps decimals as 15-digit numbers.
MAX_DIGITS, DECIMAL_PLACES = 14, 3


class AmountField(models.DecimalField):
    """A `Decimal` in the main unit of the currency code that stands beside it in the row."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("max_digits", MAX_DIGITS)
        options.setdefault("decimal_places", DECIMAL_PLACES)
        super().__init__(*args, **options)

    def value_from_object(self, obj: models.Model) -> Any:
        """Forms show the places of the row's currency: 500.00, not 500.000."""
        value: Any = super().value_from_object(obj)
        currency = getattr(obj, "currency", None)
        if value is None or not currency:
            return value
        return money.round_amount(value, currency)


def adds_up(total: str, *parts: str) -> models.Q:
    """A check constraint's condition: `total` is the sum of `parts` (names; `-name` subtracts).

    SQLite computes decimals in binary, so "equal" is "closer than half a thousandth": the same
    thing for amounts, which have at most three places.
    """
    amount: models.Expression = models.Value(Decimal(0), output_field=AmountField())
    for part in parts:
        name = part.removeprefix("-")
        amount = amount - models.F(name) if name != part else amount + models.F(name)
    return _equals(total, amount)


def _equals(name: str, amount: models.Expression) -> models.Q:
    half = models.Value(
        Decimal("0.0005"), output_field=models.DecimalField(max_digits=5, decimal_places=4)
    )
    return models.Q(**{f"{name}__gt": amount - half, f"{name}__lt": amount + half})


def is_in_places(amount: str, currency: str) -> models.Q:
    """A check constraint's condition: `amount` has no more places than its currency."""
    whole, hundredths = (
        _equals(amount, Round(models.F(amount), precision=precision)) for precision in (0, 2)
    )
    zero, three = (
        models.Q(**{f"{currency}__in": sorted(codes)}) for codes in (ZERO_PLACES, THREE_PLACES)
    )
    return three | (zero & whole) | (~zero & hundredths)
