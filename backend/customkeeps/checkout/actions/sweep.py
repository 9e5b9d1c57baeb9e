"""Events that Stripe could not bring, fetched: the inbox is whole whatever happened to webhooks.

After an old backup was restored this brings everything that happened since, for up to 30 days.
"""

import time
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from customkeeps.payments import stripe_gateway
from customkeeps.payments.models import Installation, StripeEvent
from customkeeps.payments.queries import installation_id
from customkeeps.payments.stripe_gateway import EventHint

# Events may become visible a little later than others made after them.
OVERLAP_SECONDS = 300
# A backlog is fetched in pieces of so much time, oldest first, each kept before the next.
WINDOW_SECONDS = 6 * 3600
KEPT_BY_STRIPE_SECONDS = 31 * 24 * 3600
# Then the worker's other duties have their turn.
BUDGET_SECONDS = 20.0


def claim_sweep() -> bool:
    """Whether it is due and this worker's turn, every RECONCILE_SECONDS."""
    installation_id()
    due_at = timezone.now() + timedelta(seconds=settings.RECONCILE_SECONDS)
    due = Installation.objects.filter(sweep_due_at__lte=timezone.now())
    return due.update(sweep_due_at=due_at) == 1


def sweep(*, to_the_end: bool = False) -> int:
    """Fetch what is missing. Returns how many events Stripe told of.

    Without `to_the_end` a backlog goes on in the next round. Raises StripeUnreachableError,
    StripeRefusedError.
    """
    installation_id()
    began, until, told = time.monotonic(), int(time.time()) + OVERLAP_SECONDS, 0
    start = _start(until)
    while start < until:
        end = min(start + WINDOW_SECONDS, until)
        told += _keep(stripe_gateway.events_between(start, end))
        Installation.objects.filter(swept_to__lt=end).update(swept_to=min(end, int(time.time())))
        start = end
        if not to_the_end and time.monotonic() - began > BUDGET_SECONDS:
            Installation.objects.update(sweep_due_at=timezone.now())
            break
    return told


def _start(until: int) -> int:
    swept_to = Installation.objects.values_list("swept_to", flat=True).get()
    return max(swept_to - OVERLAP_SECONDS, until - KEPT_BY_STRIPE_SECONDS)


def _keep(hints: Iterable[EventHint]) -> int:
    events = [
        StripeEvent(
            event_id=hint.id,
            type=hint.type[:100],
            intent_id=hint.intent_id,
            due_at=timezone.now(),
        )
        for hint in hints
    ]
    StripeEvent.objects.bulk_create(events, ignore_conflicts=True, batch_size=500)
    return len(events)
