"""Staff take an order's print files: one by one, or all in a zip."""

import tempfile
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect

from customkeeps.orders.models import Order
from customkeeps.production.actions import try_again
from customkeeps.production.archive import write_archive
from customkeeps.production.models import PrintFile, PrintJob
from customkeeps.production.queries import prints_of

MEDIA_TYPES = {"png": "image/png", "pdf": "application/pdf"}
# Beyond it the zip is put together on disk.
IN_MEMORY_BYTES = 8 * 1024 * 1024


def print_files_context(order: Order, shown: dict[str, Any]) -> dict[str, Any]:
    """What the order's page shows of them; `shown` is the order as the API tells it."""
    prints = prints_of(order)
    of_item = {one.item.pk: one for one in prints}
    return {
        "to_make": [(item, of_item[item["id"]]) for item in shown["items"]],
        "has_print_files": any(one.files for one in prints),
    }


def print_file_view(request: HttpRequest, pk: int, file_pk: int) -> FileResponse:
    """One file, under a name that says what it is."""
    order = _order(request, pk)
    for one in prints_of(order):
        for file in one.files:
            if file.pk == file_pk:
                return _download(_opened(file), one.name_of(file), MEDIA_TYPES[file.kind])
    raise Http404


def print_archive_view(request: HttpRequest, pk: int) -> FileResponse:
    """All files of the order with their manifest."""
    order = _order(request, pk)
    out = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115 (the response closes it)
    try:
        write_archive(order, out)
    except FileNotFoundError as error:
        raise Http404 from error
    out.seek(0)
    return _download(out, f"{order.order_id}-print-files.zip", "application/zip")


def try_prints_again_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the worker make what it could not make."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not request.user.has_perm("orders.change_order"):
        raise PermissionDenied
    order = _order(request, pk)
    if try_again(PrintJob.objects.filter(item__order=order)):
        messages.success(request, "The print files are being made again.")
    return redirect("admin:orders_order_change", order.pk)


def _order(request: HttpRequest, pk: int) -> Order:
    """Who may see none is not told which there are."""
    if not admin.site.get_model_admin(Order).has_view_permission(request):
        raise PermissionDenied
    return get_object_or_404(Order, pk=pk)


def _opened(file: PrintFile) -> Any:
    try:
        return default_storage.open(file.file_name)
    except FileNotFoundError as error:
        raise Http404 from error


def _download(file: Any, name: str, media_type: str) -> FileResponse:
    return FileResponse(
        file,
        as_attachment=True,
        filename=name,
        content_type=media_type,
        headers={"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"},
    )
