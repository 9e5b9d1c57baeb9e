"""Finding payments."""

import time
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.db.models import Count, Q

from customkeeps.accounts.models import User
from customkeeps.coupons.models import Coupon
from customkeeps.payments.models import PENDING, Installation, Payment, State


@dataclass(frozen=True, slots=True)
class CouponUses:
    """How many of a user's payments count as a use: the open one, 0 or 1, and all others."""

    done: int
    open: int


@lru_cache(maxsize=1)
def installation_id() -> str:
    """This shop's id in the metadata of its PaymentIntents; made on first use, then for ever."""
    # What Stripe told others in the same account before there was this shop is of no interest.
    now = int(time.time())
    return str(Installation.objects.get_or_create(pk=1, defaults={"swept_to": now})[0].uuid)


def payment_of(user: User, intent_id: str) -> Payment | None:
    """The user's own payment by its PaymentIntent; None for anybody else's."""
    payments = Payment.objects.select_related("order").filter(user=user, intent_id=intent_id)
    payment = payments.first()
    if payment is not None:
        payment.user = user
    return payment


def coupon_uses(user: User, coupon: Coupon) -> CouponUses:
    """The uses of the coupon that are this user's. With the coupon locked they stay as they are."""
    is_open = Q(state__in=PENDING)
    held = Payment.objects.filter(user=user, coupon=coupon, coupon_held=True)
    return CouponUses(
        **held.aggregate(done=Count("pk", filter=~is_open), open=Count("pk", filter=is_open))
    )


def payment_with_coupon(user: User, code: str) -> Payment | None:
    """The user's payment that waits to be paid, if it holds the coupon of that code."""
    waiting = Payment.objects.filter(user=user, state__in=(State.CREATING, State.OPEN))
    payment = waiting.filter(coupon_held=True).select_related("coupon").first()
    same_code = payment is not None and payment.coupon_code.upper() == code.strip().upper()
    return payment if same_code else None


def payment_by_id(text: str) -> Payment | None:
    """The payment that a PaymentIntent's metadata names; None for whatever else it says."""
    try:
        payment_id = UUID(text)
    except ValueError:
        return None
    return Payment.objects.select_related("user", "order").filter(pk=payment_id).first()
