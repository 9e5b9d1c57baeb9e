"""What neither browser nor webhook brought to an end, brought to an end."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from customkeeps.checkout.actions.expiry import expire_due_payments
from customkeeps.checkout.actions.finalize_payment import finalize_payment
from customkeeps.checkout.actions.intents import SETTLE_AFTER
from customkeeps.checkout.actions.overdue import look_after_what_waits
from customkeeps.checkout.actions.refunds import send_due_refunds
from customkeeps.checkout.actions.sweep import claim_sweep, sweep
from customkeeps.checkout.actions.turns import take_turns
from customkeeps.checkout.actions.webhook import handle_due_events
from customkeeps.payments.models import Payment, State
from customkeeps.payments.stripe_gateway import StripeRefusedError, StripeUnreachableError
from customkeeps.rest.errors import Conflict, Refused

logger = logging.getLogger(__name__)

# How long a worker has for one payment before another takes it over.
LEASE = timedelta(seconds=20)
AT_ONCE = 50


def reconcile() -> None:
    """One pass by hand, whenever the last one was: missed events, paid payments, expired ones,
    and refunds that are due.
    """
    fetch_and_look_after(now=True)
    while handle_due_events(limit=AT_ONCE) == AT_ONCE:
        pass  # what was tried once is due later only
    settle_due_payments(now=True, limit=None)
    while expire_due_payments(limit=AT_ONCE) == AT_ONCE:
        pass
    send_due_refunds(now=True, limit=None)


def fetch_and_look_after(*, now: bool = False) -> int:
    """Every RECONCILE_SECONDS, by one worker: missed events, and what has waited for too long."""
    if not (now or claim_sweep()):
        return 0
    told = 0
    try:
        told = sweep(to_the_end=now)
    except StripeUnreachableError as error:
        logger.warning("Stripe's events could not be fetched: %s", error)
    except StripeRefusedError:
        logger.exception("Stripe refuses to tell its events")
    look_after_what_waits()
    return told


def settle_due_payments(*, now: bool = False, limit: int | None = AT_ONCE) -> int:
    """Ask Stripe about the payments that have been open for a while. Returns how many were tried.

    Each is asked about every RECONCILE_SECONDS; `now`: also those whose turn is not come yet. Ends
    when Stripe is away.
    """
    due = Q(due_at__lte=timezone.now())
    if now:
        due |= Q(created_at__lt=timezone.now() - SETTLE_AFTER)
    open_ones = Payment.objects.filter(due, state=State.OPEN).select_related("user", "order")
    return take_turns(open_ones.order_by("due_at")[:limit], claim=_claim, act=_look_at)


def _claim(payment: Payment) -> bool:
    unclaimed = Payment.objects.filter(pk=payment.pk, state=State.OPEN, due_at=payment.due_at)
    return unclaimed.update(due_at=timezone.now() + LEASE) == 1


def _look_at(payment: Payment) -> None:
    try:
        finalize_payment(payment)
    except (Refused, Conflict) as unpaid:
        logger.debug("Payment %s stays open: %s", payment.pk, unpaid)
    again = timezone.now() + timedelta(seconds=settings.RECONCILE_SECONDS)
    Payment.objects.filter(pk=payment.pk, state=State.OPEN).update(due_at=again)
