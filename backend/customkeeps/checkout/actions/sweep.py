"""Events that Stripe could not bring, fetched: the inbox is whole whatever happened to webhooks.

After an old backup was restored this brings everything that happened since, for up to 30 days.
"""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from customkeeps.payments import stripe_gateway
from customkeeps.payments.models import Installation, StripeEvent
from customkeeps.payments.queries import installation_id
from customkeeps.payments.stripe_gateway import EventHint

# Events may become visible a little later than others made after them.
OVERLAP_SECONDS = 300


def sweep(*, now: bool = False) -> int:
    """Fetch what is missing, one worker at a time. Returns how many events Stripe told of.

    `now`: whoever did so a moment ago. Raises StripeUnreachableError.
    """
    installation_id()
    installation = Installation.objects.get()
    if not (now or _claim()):
        return 0
    since = max(installation.swept_to - OVERLAP_SECONDS, 0)
    newest, told = installation.swept_to, 0
    for hints in stripe_gateway.events_since(since):
        _keep(hints)
        newest = max([newest, *(hint.created for hint in hints)])
        told += len(hints)
    Installation.objects.filter(swept_to__lt=newest).update(swept_to=newest)
    return told


def _claim() -> bool:
    due_at = timezone.now() + timedelta(seconds=settings.RECONCILE_SECONDS)
    due = Installation.objects.filter(sweep_due_at__lte=timezone.now())
    return due.update(sweep_due_at=due_at) == 1


def _keep(hints: list[EventHint]) -> None:
    events = [
        StripeEvent(
            event_id=hint.id,
            type=hint.type[:100],
            intent_id=hint.intent_id,
            due_at=timezone.now(),
        )
        for hint in hints
    ]
    StripeEvent.objects.bulk_create(events, ignore_conflicts=True)
