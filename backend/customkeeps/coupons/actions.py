"""Trying coupon codes, with a limit on how often a shopper may guess."""

from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import F, Q

from customkeeps.coupons.models import Coupon
from customkeeps.coupons.queries import find_valid_coupon
from customkeeps.rest.throttling import Limit, check, count

PREVIEWS = Limit("coupon_preview", times=30, seconds=60)
WRONG_CODES = Limit("coupon_wrong_code", times=10, seconds=600)


class CouponUsedUpError(Exception):
    """As often as it may be, it is used already: by everybody together, or by this user."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a coupon takes off: `discount_amount`. A fixed amount is not any `percent`: 0."""

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
    discount = coupon.rule.discount(cart_total, settings.CURRENCY)
    return Preview(percent=coupon.discount_percent or Decimal(0), discount_amount=discount)


def try_coupon(*, user: AbstractBaseUser, code: str) -> Coupon | None:
    """The valid coupon with that code or None, counting wrong codes. Raises Throttled."""
    check(WRONG_CODES, str(user.pk))
    coupon = find_valid_coupon(code)
    if coupon is None:
        count(WRONG_CODES, str(user.pk))
    return coupon


def take_use(coupon: Coupon, *, used_by_user: int) -> None:
    """Count one more payment. Raises CouponUsedUpError: roll the transaction back.

    `used_by_user`: how many of the user's payments count already; read it with the coupon locked,
    where the coupon has `max_uses_per_user` (otherwise any number will do).
    """
    if coupon.max_uses_per_user is not None and used_by_user >= coupon.max_uses_per_user:
        raise CouponUsedUpError
    left = Coupon.objects.filter(Q(max_uses=None) | Q(uses__lt=F("max_uses")), pk=coupon.pk)
    if not left.update(uses=F("uses") + 1):
        raise CouponUsedUpError


def give_back_use(coupon_id: int) -> None:
    """A payment that held a use will never be paid, or was given back in full."""
    Coupon.objects.filter(pk=coupon_id, uses__gt=0).update(uses=F("uses") - 1)
