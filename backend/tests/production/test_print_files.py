"""The worker makes the print files of paid orders."""

import hashlib
import os
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from customkeeps.accounts.models import User
from customkeeps.backoffice.print_alarms import report_failed_prints
from customkeeps.catalog.models import Product
from customkeeps.designs.files import keep_file
from customkeeps.drawing.document import sha256_of
from customkeeps.drawing.errors import RenderingError
from customkeeps.emails.models import OutboxMail
from customkeeps.orders.actions import move_order
from customkeeps.orders.models import Order
from customkeeps.production import actions
from customkeeps.production.actions import make_due_print_files, open_jobs, try_again
from customkeeps.production.models import Kind, PrintFile, PrintJob, State
from customkeeps.production.rendering import render
from customkeeps.production.sweeping import sweep_print_files
from tests.factories import make_cart_item, make_design, make_order

pytestmark = pytest.mark.usefixtures("storage")


@pytest.fixture
def mug(tshirt: Product) -> Product:
    """With a print area so small that drawing it takes no time."""
    tshirt.placements.update(width_mm=40, height_mm=30)
    return tshirt


def ordered(alice: User, product: Product, **fields: Any) -> Order:
    make_cart_item(alice, product, **fields)
    return make_order(alice)


def refuse(*_: Any) -> None:
    raise RenderingError("The ink is out.")


def test_each_placement_gets_a_png_and_a_pdf(alice: User, mug: Product) -> None:
    order = ordered(alice, mug, design=make_design(alice))
    assert make_due_print_files() == 1
    item = order.items.get()
    assert item.print_job.state == State.READY
    png, pdf = PrintFile.objects.filter(placed=item.placed).order_by("-kind")
    assert (png.kind, png.width_px, png.height_px) == (Kind.PNG, 472, 354)
    assert (pdf.kind, pdf.width_px, pdf.height_px) == (Kind.PDF, None, None)
    for file in (png, pdf):
        with default_storage.open(file.file_name) as stored:
            content = stored.read()
        assert (file.sha256, file.size_bytes) == (
            hashlib.sha256(content).hexdigest(),
            len(content),
        )
        assert file.document_sha256 == sha256_of(item.placed.documents)
    assert make_due_print_files() == 0


def test_drawn_again_they_are_the_same(alice: User, mug: Product) -> None:
    order = ordered(alice, mug, design=make_design(alice))
    make_due_print_files()
    document = order.items.get().placed.documents[0]
    for file in PrintFile.objects.all():
        assert render(document, Kind(file.kind)).sha256 == file.sha256


def test_what_is_printed_twice_is_drawn_once(
    alice: User, bob: User, mug: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    ordered(alice, mug, customization_text="Ana")
    make_due_print_files()
    monkeypatch.setattr(actions, "render", refuse)
    ordered(bob, mug, customization_text="Ana")
    make_due_print_files()
    assert PrintJob.objects.filter(state=State.READY).count() == 2
    assert PrintFile.objects.count() == 2


def test_a_cancelled_order_is_not_printed(alice: User, mug: Product) -> None:
    order = ordered(alice, mug)
    open_jobs()
    move_order(order_id=order.pk, status="cancelled", by=None)
    make_due_print_files()
    assert order.items.get().print_job.state == State.DROPPED
    assert not PrintFile.objects.exists()


def test_what_fails_is_tried_again_later(
    alice: User, mug: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    ordered(alice, mug)
    with monkeypatch.context() as patched:
        patched.setattr(actions, "render", refuse)
        make_due_print_files()
    job = PrintJob.objects.get()
    assert (job.state, job.last_error) == (State.DUE, "The ink is out.")
    assert make_due_print_files() == 0
    PrintJob.objects.update(due_at=timezone.now())
    make_due_print_files()
    job.refresh_from_db()
    assert (job.state, job.last_error) == (State.READY, "")


def test_what_keeps_failing_is_told_to_staff_once_and_can_be_tried_again(
    alice: User, mug: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = ordered(alice, mug)
    with monkeypatch.context() as patched:
        patched.setattr(actions, "render", refuse)
        for _ in range(len(actions.RETRY_AFTER) + 1):
            make_due_print_files()
            PrintJob.objects.update(due_at=timezone.now())
    assert PrintJob.objects.get().state == State.FAILED
    assert make_due_print_files() == 0
    assert (report_failed_prints(), report_failed_prints()) == (1, 0)
    mail = OutboxMail.objects.get(kind="staff_alarm")
    assert order.order_id in mail.context["subject"]
    assert "The ink is out." in mail.context["text"]

    assert try_again(PrintJob.objects.all()) == 1
    make_due_print_files()
    assert PrintJob.objects.get().state == State.READY


def test_a_job_that_another_has_taken_over_is_left_to_it(
    alice: User, mug: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    ordered(alice, mug)
    open_jobs()
    later = timezone.now() + timedelta(minutes=5)

    def taken_over(document: Any, kind: Kind) -> Any:
        PrintJob.objects.update(due_at=later)
        return render(document, kind)

    monkeypatch.setattr(actions, "render", taken_over)
    make_due_print_files()
    job = PrintJob.objects.get()
    assert (job.state, job.due_at) == (State.DUE, later)


def test_a_job_whose_worker_died_is_done_by_the_next(alice: User, mug: Product) -> None:
    ordered(alice, mug)
    open_jobs()
    assert actions.claim(PrintJob.objects.get())
    assert make_due_print_files() == 0
    PrintJob.objects.update(due_at=timezone.now())
    assert make_due_print_files() == 1
    assert PrintJob.objects.get().state == State.READY


def test_looking_for_work_costs_the_same_with_many_orders(
    alice: User, mug: Product, django_assert_num_queries: Any
) -> None:
    for number in range(3):
        ordered(alice, mug, customization_text=f"Line {number}")
        alice.cart_items.all().delete()
    make_due_print_files()
    with django_assert_num_queries(2):
        make_due_print_files()


def test_files_whose_print_is_forgotten_are_swept(alice: User, mug: Product) -> None:
    kept = ordered(alice, mug, customization_text="Ana")
    alice.cart_items.all().delete()
    ordered(alice, mug, customization_text="Ben")
    make_due_print_files()
    names = {file.file_name for file in PrintFile.objects.all()}
    stays = {file.file_name for file in PrintFile.objects.filter(placed=kept.items.get().placed)}
    PrintFile.objects.exclude(placed=kept.items.get().placed).delete()
    assert sweep_print_files() == 0  # too young: their rows may be on their way
    long_ago = (timezone.now() - timedelta(days=2)).timestamp()
    for name in names:
        os.utime(default_storage.path(name), (long_ago, long_ago))
    assert sweep_print_files() == 2
    assert {name for name in names if default_storage.exists(name)} == stays


def test_a_file_swept_while_its_row_is_made_is_drawn_anew(
    alice: User, mug: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    ordered(alice, mug)
    monkeypatch.setattr(actions, "keep_file", Forgetful())
    make_due_print_files()
    for file in PrintFile.objects.all():
        assert default_storage.exists(file.file_name)


class Forgetful:
    """Loses each file once, as a sweeper that came in between."""

    def __init__(self) -> None:
        self.seen: set[str] = set()

    def __call__(self, name: str, content: bytes) -> None:
        if name in self.seen:
            keep_file(name, content)
        self.seen.add(name)
