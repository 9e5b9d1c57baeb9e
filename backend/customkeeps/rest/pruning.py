"""Old counts and answers are thrown away now and then, by whichever process happens by."""

from datetime import timedelta
from time import monotonic, time

from django.utils import timezone

from customkeeps.rest.models import IdempotentAnswer, RateCount

EVERY_SECONDS = 3600
ANSWERS_KEPT = timedelta(hours=24)


class _Clock:
    """When this process prunes next: an hour after its start, then hourly."""

    due = monotonic() + EVERY_SECONDS


def prune_when_due() -> None:
    """Prune at most once an hour in each process; free at all other times."""
    if monotonic() < _Clock.due:
        return
    _Clock.due = monotonic() + EVERY_SECONDS
    prune()


def prune() -> None:
    """Delete ended windows and answers older than a day."""
    RateCount.objects.filter(expires_at__lt=int(time())).delete()
    IdempotentAnswer.objects.filter(started_at__lt=timezone.now() - ANSWERS_KEPT).delete()
