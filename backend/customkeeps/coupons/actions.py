"""Counting how often a coupon is used. A use is a payment, unless and until it falls through.

Both belong into the transaction that begins or ends the payment.
"""

from django.db.models import F, Q

from customkeeps.coupons.models import Coupon


class CouponUsedUpError(Exception):
    """As often as it may be, it is used already: by everybody together, or by this user."""


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
