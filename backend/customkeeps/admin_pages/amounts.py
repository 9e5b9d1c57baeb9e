"""Amounts of money that staff type."""

from decimal import Decimal

from django.forms import ValidationError

from customkeeps import money

# Stripe charges at most eight digits of the smallest unit
# (https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts).
MOST_MINOR_UNITS = 99_999_999


def checked_amount(amount: Decimal, currency: str) -> Decimal:
    """The amount if it is one in that currency and can be charged. Raises ValidationError."""
    if amount != money.round_amount(amount, currency):
        places = money.places(currency)
        raise ValidationError(f"At most {places} decimal places in {currency}.")
    if amount > (highest := Decimal(MOST_MINOR_UNITS).scaleb(-money.places(currency))):
        raise ValidationError(f"At most {money.as_price(highest, currency)}.")
    return amount
