"""Payments that nobody finished in time: cancelled at Stripe first, their stock free after that."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from customkeeps.accounts.models import User
from customkeeps.checkout.actions.finalize_payment import finalize_payment
from customkeeps.checkout.actions.intents import cancel_at_stripe
from customkeeps.checkout.actions.turns import take_turns
from customkeeps.payments.actions import move_from
from customkeeps.payments.models import PENDING, Payment, State

# How long a worker has for one payment before another takes it over, and so when it is tried again.
LEASE = timedelta(seconds=30)


def expire_due_payments(*, limit: int = 50) -> int:
    """End the payments whose time is over. Returns how many were tried.

    One that was paid after all becomes its order; one in processing keeps what it holds.
    """
    now = timezone.now()
    due = Payment.objects.filter(state__in=PENDING, expires_at__lte=now).select_related("user")
    return take_turns(due.order_by("expires_at")[:limit], claim=_claim, act=_expire)


def _claim(payment: Payment) -> bool:
    """Of several workers one ends the payment; should it die, another follows after the lease."""
    unclaimed = Payment.objects.filter(pk=payment.pk, expires_at=payment.expires_at)
    payment.expires_at = timezone.now() + LEASE
    return unclaimed.update(expires_at=payment.expires_at) == 1


def end_open_payment(user: User) -> None:
    """End what the user is in the middle of paying, if anything; paid, it becomes its order.

    Not to be called inside a transaction. Raises Conflict (409) while the bank still works on it,
    Unavailable (503).
    """
    payment = Payment.objects.filter(user=user, state__in=PENDING).select_related("user").first()
    if payment is not None:
        _end(payment)


def _expire(payment: Payment) -> None:
    """Unless the shopper has taken it up again since it was claimed."""
    _end(payment, expires_at=payment.expires_at)


def _end(payment: Payment, **only_if: Any) -> None:
    current = State(payment.state)
    if current != State.CANCELLING and not move_from(
        payment, current, State.CANCELLING, only_if=only_if
    ):
        return
    if cancel_at_stripe(payment) is not None:
        finalize_payment(payment)
