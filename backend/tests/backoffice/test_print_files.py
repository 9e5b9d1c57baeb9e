"""Staff take the print files from an order's page."""

import hashlib
import io
import json
import zipfile
from typing import Any

import pytest
from django.http import FileResponse
from django.test import Client

from customkeeps.accounts.models import User
from customkeeps.catalog.models import Product
from customkeeps.drawing.document import sha256_of
from customkeeps.orders.models import Order
from customkeeps.production.actions import make_due_print_files
from customkeeps.production.models import PrintFile, PrintJob, State
from tests.backoffice.conftest import Colleague
from tests.factories import make_cart_item, make_design, make_order


@pytest.fixture
def order(alice: User, tshirt: Product) -> Order:
    """Two lines, not printed yet."""
    tshirt.placements.update(width_mm=40, height_mm=30)
    make_cart_item(alice, tshirt, 2, design=make_design(alice))
    make_cart_item(alice, tshirt, customization_text="Ana")
    return make_order(alice)


def address(order: Order, path: str) -> str:
    return f"/admin/orders/order/{order.pk}/{path}"


def content_of(answer: Any) -> bytes:
    assert answer.status_code == 200
    assert isinstance(answer, FileResponse)
    return b"".join(answer.streaming_content)


def test_the_page_offers_what_is_there(staff: Client, order: Order) -> None:
    before = staff.get(address(order, "change/")).content.decode()
    assert "prints.zip" not in before
    make_due_print_files()
    page = staff.get(address(order, "change/")).content.decode()
    assert address(order, "prints.zip") in page
    for file in PrintFile.objects.all():
        assert address(order, f"prints/{file.pk}/") in page
        assert file.sha256 in page


def test_a_file_comes_under_a_name_that_says_what_it_is(staff: Client, order: Order) -> None:
    make_due_print_files()
    first = order.items.order_by("id").first()
    assert first
    file = PrintFile.objects.get(placed=first.placed, kind="png")
    answer = staff.get(address(order, f"prints/{file.pk}/"))
    assert hashlib.sha256(content_of(answer)).hexdigest() == file.sha256
    assert answer["Content-Disposition"] == (
        f'attachment; filename="{order.order_id}-1-{file.placement}.png"'
    )
    assert answer["Content-Type"] == "image/png"


def test_the_zip_has_all_files_and_says_what_they_are(staff: Client, order: Order) -> None:
    make_due_print_files()
    content = content_of(staff.get(address(order, "prints.zip")))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        manifest = json.loads(archive.read("manifest.json"))
        named = {
            file["name"]: file
            for item in manifest["items"]
            for placement in item["placements"]
            for file in placement["files"]
        }
        assert sorted([*named, "manifest.json"]) == sorted(archive.namelist())
        for name, file in named.items():
            data = archive.read(name)
            assert (hashlib.sha256(data).hexdigest(), len(data)) == (
                file["sha256"],
                file["size_bytes"],
            )
    first, second = manifest["items"]
    item = order.items.order_by("id")[0]
    assert item.placed
    assert (manifest["order"], first["quantity"], second["quantity"]) == (order.order_id, 2, 1)
    assert first["design_sha256"] == item.placed_id
    assert first["placements"][0]["document_sha256"] == sha256_of(item.placed.documents)
    assert (first["placements"][0]["width_mm"], first["placements"][0]["height_mm"]) == (40, 30)


def test_the_same_order_gives_the_same_zip(staff: Client, order: Order) -> None:
    make_due_print_files()
    once, again = (content_of(staff.get(address(order, "prints.zip"))) for _ in range(2))
    assert once == again


def test_only_who_may_see_orders_gets_them(colleague: Colleague, order: Order) -> None:
    make_due_print_files()
    file = PrintFile.objects.all()[0]
    browser = colleague("coupons.view_coupon")
    for path in (f"prints/{file.pk}/", "prints.zip"):
        assert browser.get(address(order, path)).status_code == 403
    shopper = Client()
    assert shopper.get(address(order, "prints.zip")).status_code == 302


def test_another_orders_files_are_not_in_this_one(
    staff: Client, order: Order, bob: User, tshirt: Product
) -> None:
    make_cart_item(bob, tshirt, customization_text="Bob")
    other = make_order(bob)
    make_due_print_files()
    item = other.items.get()
    file = PrintFile.objects.filter(placed=item.placed)[0]
    assert staff.get(address(order, f"prints/{file.pk}/")).status_code == 404
    assert staff.get(address(order, "prints/999999/")).status_code == 404


def test_what_could_not_be_made_is_made_again_on_demand(staff: Client, order: Order) -> None:
    make_due_print_files()
    PrintFile.objects.all().delete()
    PrintJob.objects.all().delete()
    jobs = [
        PrintJob(item=item, state=State.FAILED, last_error="No ink.", due_at=item.order.created_at,
                 ended_at=item.order.created_at)
        for item in order.items.select_related("order")
    ]  # fmt: skip
    PrintJob.objects.bulk_create(jobs)
    assert "No ink." in staff.get(address(order, "change/")).content.decode()
    answer = staff.post(address(order, "prints/again/"))
    assert (answer.status_code, answer["Location"]) == (302, address(order, "change/"))
    make_due_print_files()
    assert PrintFile.objects.count() == 4


def test_who_may_only_look_cannot_have_them_made(colleague: Colleague, order: Order) -> None:
    browser = colleague("orders.view_order")
    assert browser.post(address(order, "prints/again/")).status_code == 403
    assert browser.get(address(order, "prints/again/")).status_code == 405
