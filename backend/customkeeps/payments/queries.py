"""Finding payments."""

import time
from functools import lru_cache
from uuid import UUID

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from customkeeps.accounts.models import User
from customkeeps.payments.models import PENDING, Installation, Payment, State


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


def uses_by(user: User) -> dict[str, Coalesce]:
    """Columns for coupons: how many payments of the user's count as a use.

    `open_uses`: the one that waits to be paid, 0 or 1; `done_uses`: all others. Under the buyer's
    lock they stay as they are.
    """
    is_open = Q(state__in=PENDING)
    return {"done_uses": _uses(user, ~is_open), "open_uses": _uses(user, is_open)}


def _uses(user: User, which: Q) -> Coalesce:
    held = Payment.objects.filter(which, user=user, coupon=OuterRef("pk"), coupon_held=True)
    counted = held.order_by().values("coupon").annotate(uses=Count("pk"))
    return Coalesce(Subquery(counted.values("uses")), 0)


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
