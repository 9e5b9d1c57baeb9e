"""Making the print files of paid orders, each once, whatever dies in between.

No order waits for it and none tells of it: what has to be made is found by looking at the orders.
"""

import logging
from datetime import timedelta
from time import monotonic

from django.core.files.storage import default_storage
from django.db.models import F, QuerySet
from django.utils import timezone

from customkeeps.designs.files import keep_file
from customkeeps.designs.models import PlacedDesign
from customkeeps.drawing.document import Document, sha256_of
from customkeeps.drawing.errors import RenderingError
from customkeeps.orders.models import OrderItem, Status
from customkeeps.production.models import STEPS, Kind, PrintFile, PrintJob, State
from customkeeps.production.rendering import RENDERER, Rendered, render

logger = logging.getLogger(__name__)

# How long a worker has for one file before another takes the job over: longer than the time that
# `rendering` gives the process that draws it.
LEASE = timedelta(minutes=1)
# What cannot be drawn now may be drawn when there is memory or a disk again.
RETRY_AFTER = [timedelta(seconds=seconds) for seconds in (10, 60, 300, 900, 3600)]
# Then it is looked whether new orders came.
BUDGET_SECONDS = 20.0
JOBS_AT_ONCE = 50


class LostLeaseError(Exception):
    """Another worker has taken the job over."""


def make_due_print_files(*, limit: int = JOBS_AT_ONCE) -> int:
    """Make what is due of all paid orders, oldest first. Returns how many jobs were tried.

    Several workers share the work. No transaction is open while one draws.
    """
    open_jobs()
    due = PrintJob.objects.filter(state=State.DUE, due_at__lte=timezone.now()).order_by("due_at")
    jobs = list(due.select_related("item__order", "item__placed")[:limit])
    tried, stop_at = 0, monotonic() + BUDGET_SECONDS
    for job in jobs:
        if monotonic() > stop_at:
            break
        tried += claim(job) and _try(job)
    return tried


def open_jobs() -> None:
    """A job for each item of an order in preparation that has something to print and no job."""
    waiting = OrderItem.objects.filter(
        order__status=Status.PREPARING, placed__isnull=False, print_job__isnull=True
    )
    now = timezone.now()
    jobs = [PrintJob(item_id=pk, due_at=now) for pk in waiting.values_list("pk", flat=True)[:500]]
    if jobs:
        PrintJob.objects.bulk_create(jobs, ignore_conflicts=True)


def claim(job: PrintJob) -> bool:
    """Lease the job, so that of several workers one does it."""
    untouched = _leased(job)
    job.due_at = timezone.now() + LEASE
    leased = untouched.update(due_at=job.due_at, attempts=F("attempts") + 1)
    job.attempts += 1
    return leased == 1


def try_again(jobs: QuerySet[PrintJob]) -> int:
    """Make after all what could not be made. Returns how many jobs that are."""
    return jobs.filter(state=State.FAILED).update(
        state=State.DUE,
        attempts=0,
        last_error="",
        ended_at=None,
        reported_at=None,
        due_at=timezone.now(),
    )


def _leased(job: PrintJob) -> QuerySet[PrintJob]:
    """The job's row as long as nobody else has taken it over."""
    return PrintJob.objects.filter(pk=job.pk, state=State.DUE, due_at=job.due_at)


def _try(job: PrintJob) -> bool:
    """Do one job and note what came of it."""
    placed = job.item.placed
    if placed is None or job.item.order.status == Status.CANCELLED:
        _end(job, State.DROPPED)
        return True
    try:
        for document in placed.documents:
            for kind in Kind:
                _keep(job, placed, document, kind)
    except LostLeaseError:
        return True
    except Exception as error:  # whatever it is, the job stays and is tried again
        _note_failure(job, error)
    else:
        _end(job, State.READY)
    return True


def _keep(job: PrintJob, placed: PlacedDesign, document: Document, kind: Kind) -> None:
    """The file of one placement, drawn unless the same document was drawn before."""
    placement = document["placement"]
    if PrintFile.objects.filter(placed=placed, placement=placement, kind=kind).exists():
        return
    _renew(job)
    print_file = PrintFile(
        placed=placed,
        placement=placement,
        kind=kind,
        document_sha256=sha256_of([document]),
        renderer=RENDERER,
    )
    _fill(print_file, document)
    PrintFile.objects.bulk_create([print_file], ignore_conflicts=True)
    # Another's file of the same content may have been swept at this very moment.
    if not default_storage.exists(print_file.file_name):
        keep_file(print_file.file_name, render(document, kind).content)


def _fill(print_file: PrintFile, document: Document) -> None:
    same = PrintFile.objects.filter(
        document_sha256=print_file.document_sha256, kind=print_file.kind, renderer=RENDERER
    ).first()
    if same is not None:
        for name in ("sha256", "size_bytes", "width_px", "height_px"):
            setattr(print_file, name, getattr(same, name))
        return
    drawn: Rendered = render(document, Kind(print_file.kind))
    print_file.sha256, print_file.size_bytes = drawn.sha256, len(drawn.content)
    print_file.width_px, print_file.height_px = drawn.width_px, drawn.height_px
    keep_file(print_file.file_name, drawn.content)


def _renew(job: PrintJob) -> None:
    mine, job.due_at = _leased(job), timezone.now() + LEASE
    if not mine.update(due_at=job.due_at):
        raise LostLeaseError


def _end(job: PrintJob, state: State) -> None:
    STEPS.check(State.DUE, state)
    _leased(job).update(state=state, ended_at=timezone.now(), last_error="")


def _note_failure(job: PrintJob, error: Exception) -> None:
    words = str(error) if isinstance(error, RenderingError) else f"{type(error).__name__}: {error}"
    is_last = job.attempts > len(RETRY_AFTER)
    logger.error("Print files of item %s were not made: %s", job.item_id, words)
    now = timezone.now()
    _leased(job).update(
        last_error=words[:200],
        state=State.FAILED if is_last else State.DUE,
        ended_at=now if is_last else None,
        due_at=now + RETRY_AFTER[min(job.attempts, len(RETRY_AFTER)) - 1],
    )
