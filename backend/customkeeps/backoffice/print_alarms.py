"""Telling staff of print files that could not be made."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from customkeeps.emails.actions import alarm_staff
from customkeeps.production.models import PrintJob, State


def report_failed_prints() -> int:
    """Mail staff about each job that was given up since. Returns how many those are."""
    failed = PrintJob.objects.filter(state=State.FAILED, reported_at=None)
    return sum(map(_report, failed.select_related("item__order")[:50]))


@transaction.atomic
def _report(job: PrintJob) -> bool:
    """Whether this worker is the one that tells."""
    untold = PrintJob.objects.filter(pk=job.pk, state=State.FAILED, reported_at=None)
    if not untold.update(reported_at=timezone.now()):
        return False
    order = job.item.order
    alarm_staff(
        key=f"print-{job.pk}-{job.ended_at:%Y%m%d%H%M%S}",
        subject=f"Print files of order {order.order_id} could not be made",
        text=(
            f"{job.item.product_name}: {job.last_error}. The order's page has a button to try "
            "again."
        ),
        path=reverse("admin:orders_order_change", args=[order.pk]),
    )
    return True
