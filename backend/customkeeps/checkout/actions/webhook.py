"""Stripe's events: kept as they come, handled by the worker. They are hints only."""

import logging
import time
from datetime import timedelta

from django.db.models import F
from django.db.models.functions import Least
from django.utils import timezone

from customkeeps.checkout.actions.disputes import sync_disputes
from customkeeps.checkout.actions.finalize_payment import finalize_payment
from customkeeps.checkout.actions.refunds import sync_refunds
from customkeeps.checkout.actions.strays import look_at_stray, look_at_stray_refund
from customkeeps.payments.models import UNFINISHED, Payment, State, StripeEvent
from customkeeps.payments.stripe_gateway import (
    StripeSpentError,
    StripeUnreachableError,
    read_event,
)
from customkeeps.rest.errors import Conflict, Refused, Unavailable

logger = logging.getLogger(__name__)

# How long a worker has for one event before another takes it over.
LEASE = timedelta(seconds=60)
FIRST_RETRY = timedelta(seconds=2)
# As far as tries are counted; they go on beyond.
MOST_ATTEMPTS = 1000
REFUNDS = ("charge.refund", "refund.")
LONGEST_RETRY = timedelta(minutes=10)


def keep_event(*, body: bytes, signature: str) -> None:
    """Put a signed event into the inbox; one that is there already changes nothing.

    Raises InvalidEventError.
    """
    hint = read_event(body, signature, now=time.time())
    event = StripeEvent(
        event_id=hint.id, type=hint.type[:100], intent_id=hint.intent_id, due_at=timezone.now()
    )
    StripeEvent.objects.bulk_create([event], ignore_conflicts=True)


def handle_due_events(*, limit: int = 50) -> int:
    """Handle what is due in the inbox, oldest first. Returns how many events were tried.

    Ends when Stripe does not answer: the others would wait for it as long.
    """
    due = StripeEvent.objects.filter(handled_at=None, due_at__lte=timezone.now())
    tried = 0
    for event in due.order_by("due_at")[:limit]:
        if claim(event):
            tried += 1
            if not _try(event):
                break
    return tried


def claim(event: StripeEvent) -> bool:
    """Lease the event, so that of several workers one handles it."""
    untouched = StripeEvent.objects.filter(pk=event.pk, handled_at=None, due_at=event.due_at)
    leased = untouched.update(
        due_at=timezone.now() + LEASE, attempts=Least(F("attempts") + 1, MOST_ATTEMPTS)
    )
    return leased == 1


def _try(event: StripeEvent) -> bool:
    """Handle the event; whatever fails, it stays and is tried again. False: Stripe is away."""
    row = StripeEvent.objects.filter(pk=event.pk)
    try:
        _handle(event)
    except Exception as error:
        is_away = isinstance(error, (StripeUnreachableError, Unavailable))
        is_away = is_away and not isinstance(error, StripeSpentError)
        if is_away:
            logger.warning("Event %s waits for Stripe: %s", event.pk, error)
        else:
            logger.exception("Event %s could not be handled", event.pk)
        wait = min(FIRST_RETRY * 2 ** min(event.attempts, 10), LONGEST_RETRY)
        row.update(
            due_at=timezone.now() + wait, last_error=f"{type(error).__name__}: {error}"[:200]
        )
        return not is_away
    row.update(handled_at=timezone.now(), last_error="")
    return True


def _handle(event: StripeEvent) -> None:
    """Look after the payment that the event points to, if it is one of ours."""
    if not event.intent_id:
        return
    payments = Payment.objects.select_related("user", "order").filter(intent_id=event.intent_id)
    payment = payments.first()
    if payment is None:
        _handle_stray(event)
        return
    if payment.state in (*UNFINISHED, State.CANCELED):
        _settle(payment, event)
    if event.type.startswith(REFUNDS):
        sync_refunds(payment)
    elif event.type.startswith("charge.dispute."):
        sync_disputes(payment)


def _settle(payment: Payment, event: StripeEvent) -> None:
    try:
        finalize_payment(payment)
    except (Refused, Conflict) as unpaid:
        # Not paid, or not yet: when that changes, Stripe sends another event.
        logger.info("Event %s (%s): %s", event.pk, event.type, unpaid)


def _handle_stray(event: StripeEvent) -> None:
    if event.type.startswith(REFUNDS):
        look_at_stray_refund(event.intent_id)
    elif event.type == "payment_intent.succeeded":
        try:
            look_at_stray(event.intent_id)
        except (Refused, Conflict) as refused:
            logger.info("Event %s (%s): %s", event.pk, event.type, refused)
