"""Trying coupon codes, with a limit on how often a shopper may guess."""

from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser

from customkeeps.coupons.models import Coupon
from customkeeps.coupons.queries import find_valid_coupon
from customkeeps.pricing.quote import percent_of
from customkeeps.rest.throttling import Limit, check, count

PREVIEWS = Limit("coupon_preview", times=30, seconds=60)
WRONG_CODES = Limit("coupon_wrong_code", times=10, seconds=600)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a coupon takes off: `percent` of the subtotal, which is `discount_amount`."""

    percent: Decimal
    discount_amount: Decimal


def preview_coupon(*, user: AbstractBaseUser, code: str, cart_total: Decimal) -> Preview | None:
    """What the code would take off `cart_total`; None for every code that is not good now.

    Raises Throttled (429) for more than 30 tries a minute or 10 wrong codes in 10 minutes.
    """
    count(PREVIEWS, str(user.pk))
    coupon = try_coupon(user=user, code=code)
    if coupon is None:
        return None
    discount = percent_of(cart_total, coupon.discount_percent, settings.CURRENCY)
    return Preview(percent=coupon.discount_percent, discount_amount=discount)


def try_coupon(*, user: AbstractBaseUser, code: str) -> Coupon | None:
    """The valid coupon with that code or None, counting wrong codes. Raises Throttled."""
    check(WRONG_CODES, str(user.pk))
    coupon = find_valid_coupon(code)
    if coupon is None:
        count(WRONG_CODES, str(user.pk))
    return coupon
