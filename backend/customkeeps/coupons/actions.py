"""Counting how often a coupon is used. A use is a payment, unless and until it falls through.

Both belong into the transaction that begins or ends the payment.
"""

from django.db.models import F, Q

from customkeeps.coupons.models import Coupon


class CouponUsedUpError(Exception):
    """As often as it may be, it is used already."""


def take_use(coupon: Coupon) -> None:
    """Count one more payment. Raises CouponUsedUpError: roll the transaction back.

    Whether the user may have it once more (`Coupon.has_uses_left`) is to be asked before, in the
    same transaction and under their lock: nobody else begins a payment of theirs meanwhile.
    """
    left = Coupon.objects.filter(Q(max_uses=None) | Q(uses__lt=F("max_uses")), pk=coupon.pk)
    if not left.update(uses=F("uses") + 1):
        raise CouponUsedUpError


def give_back_use(coupon_id: int) -> None:
    """A payment that held a use will never be paid, or was given back in full."""
    Coupon.objects.filter(pk=coupon_id, uses__gt=0).update(uses=F("uses") - 1)
