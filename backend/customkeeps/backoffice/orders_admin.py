"""Staff see orders and move them on; what was paid, nobody changes.

Up here and not in `orders`, because moving an order is a use-case that others take part in.
"""

from typing import Any, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.safestring import SafeString
from unfold.contrib.filters.admin import ChoicesCheckboxFilter

from customkeeps.accounts.models import User
from customkeeps.admin_pages.bases import LookOnlyAdmin
from customkeeps.admin_pages.filters import DayRangeFilter
from customkeeps.admin_pages.history import HistoryAdmin
from customkeeps.admin_pages.parts import badge, picture, pictures, price, two_lines
from customkeeps.backoffice.print_files import (
    print_archive_view,
    print_file_view,
    print_files_context,
    try_prints_again_view,
)
from customkeeps.backoffice.refund_page import cancel_view, may_refund, refund_view, refundable
from customkeeps.catalog.queries import hex_of, thumbnail_of
from customkeeps.checkout.actions.advance_order import advance_order
from customkeeps.designs.looking_over import look_over_prints
from customkeeps.designs.queries import printed_pictures
from customkeeps.orders.actions import next_status
from customkeeps.orders.models import Order, PaymentStatus, Status
from customkeeps.orders.queries import order_as_dict, with_contents
from customkeeps.orders.views import receipt_response
from customkeeps.rest.errors import NotFound
from customkeeps.steps import IllegalStepError

TONES = {
    Status.PREPARING: "accent",
    Status.READY_FOR_DELIVERY: "caution",
    Status.IN_TRANSIT: "caution",
    Status.DELIVERED: "positive",
    Status.COMPLETED: "positive",
    Status.CANCELLED: "danger",
}
PAYMENT_TONES = {
    PaymentStatus.PAID: "positive",
    PaymentStatus.PARTIALLY_REFUNDED: "caution",
    PaymentStatus.REFUNDED: "danger",
}
# What preflight's levels are called here, and their tones.
LEVELS = {
    "error": ("Cannot be printed", "danger"),
    "confirm": ("Will look wrong", "caution"),
    "warning": ("Worth a look", ""),
}
PICTURES_IN_LIST = 3


def status_badge(status: str) -> SafeString:
    return badge(Status(status).label, TONES[Status(status)])


def payment_badge(status: str) -> SafeString:
    return badge(PaymentStatus(status).label, PAYMENT_TONES.get(PaymentStatus(status), ""))


def item_picture(item: Any) -> SafeString:
    """What is printed; the blank product where that is not known."""
    code = hex_of(item.color_rows, item.base_color)
    for _, thumbnail, _ in printed_pictures(item):
        return picture(thumbnail, on=code)
    return picture(thumbnail_of(item.color_rows, item.base_color))


def _shown(order: Order) -> dict[str, Any]:
    """The order as its buyer sees it, each item with what preflight finds in what it prints."""
    shown = order_as_dict(order, base_url="")
    lines: Any = order.items.all()
    found = look_over_prints(
        {line.pk: (line.placed_id, hex_of(line.color_rows, line.base_color)) for line in lines}
    )
    for row in shown["items"]:
        row["findings"] = [
            {"said": finding, "badge": badge(*LEVELS[finding.level])}
            for finding in found.get(row["id"], [])
        ]
        row["is_looked_over"] = row["id"] in found
    return shown


def _mark_as(status: Status) -> Any:
    """The list's action that moves the selected orders to `status`, where that is the next."""

    def mark(page: "OrderAdmin", request: HttpRequest, orders: QuerySet[Order]) -> None:
        page.move_selected(request, orders, status)

    mark.__name__ = f"mark_{status}"
    return admin.action(description=f"Mark as {status.label.lower()}", permissions=["move"])(mark)


class OrderAdmin(HistoryAdmin, LookOnlyAdmin):
    keeps_history = True
    change_form_template = "backoffice/staff_order.html"
    list_display = (
        "order_id",
        "made_of",
        "customer",
        "where",
        "pieces",
        "paid",
        "payment_state",
        "created_at",
    )
    list_filter = (
        ("status", ChoicesCheckboxFilter),
        ("payment_status", ChoicesCheckboxFilter),
        ("created_at", DayRangeFilter),
    )
    list_filter_submit = True
    search_fields = (
        "order_id",
        "user__username",
        "user__first_name",
        "user__last_name",
        "user__email",
        "payment_intent_id",
    )
    search_help_text = "Order number, customer's name or e-mail address, PaymentIntent"
    actions = tuple(
        _mark_as(status) for status in Status if status not in (Status.PREPARING, Status.CANCELLED)
    )
    fields = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Order]:
        return with_contents(super().get_queryset(request).select_related("user"))

    def has_move_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("orders.change_order")

    def get_urls(self) -> list[URLPattern]:
        move, receipt, refund, cancel, print_file, print_archive, try_prints_again = map(
            self.admin_site.admin_view,
            (
                self.move_view,
                self.receipt_view,
                refund_view,
                cancel_view,
                print_file_view,
                print_archive_view,
                try_prints_again_view,
            ),
        )
        return [
            path("<int:pk>/prints/<int:file_pk>/", print_file, name="orders_order_print_file"),
            path("<int:pk>/prints.zip", print_archive, name="orders_order_print_archive"),
            path("<int:pk>/prints/again/", try_prints_again, name="orders_order_prints_again"),
            path("<int:pk>/cancel/", cancel, name="orders_order_cancel"),
            path("<int:pk>/refund/", refund, name="orders_order_refund"),
            path("<int:pk>/move/", move, name="orders_order_move"),
            path("<int:pk>/receipt.pdf", receipt, name="orders_order_receipt"),
            *super().get_urls(),
        ]

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **options: Any
    ) -> HttpResponse:
        order: Order = context["original"]
        shown = _shown(order)
        context.update(
            title=f"Order {order.order_id}",
            order=order,
            shown=shown,
            after_bulk=order.total_amount - order.bulk_discount,
            status_badge=status_badge(order.status),
            payment_badge=payment_badge(order.payment_status),
            events=order.events.exclude(status=Status.PREPARING).select_related("by"),
            next_status=next_status(order),
            may_move=self.has_move_permission(request),
            may_refund=may_refund(request) and refundable(order) is not None,
            may_cancel=may_refund(request) and order.status == Status.PREPARING,
            **print_files_context(order, shown),
        )
        return super().render_change_form(request, context, *args, **options)

    @admin.display(description="Designs")
    def made_of(self, order: Order) -> SafeString:
        return pictures(item_picture(item) for item in list(order.items.all())[:PICTURES_IN_LIST])

    @admin.display(description="Customer", ordering="user__username")
    def customer(self, order: Order) -> SafeString | str:
        if order.user is None:
            return "Account closed"
        return two_lines(order.user.get_full_name() or order.user.username, order.user.email)

    @admin.display(description="Status", ordering="status")
    def where(self, order: Order) -> SafeString:
        return status_badge(order.status)

    @admin.display(description="Pieces")
    def pieces(self, order: Order) -> int:
        return sum(item.quantity for item in order.items.all())

    @admin.display(description="Paid", ordering="final_amount")
    def paid(self, order: Order) -> SafeString:
        return price(order.final_amount, order.currency)

    @admin.display(description="Payment", ordering="payment_status")
    def payment_state(self, order: Order) -> SafeString:
        return payment_badge(order.payment_status)

    def move_selected(self, request: HttpRequest, orders: QuerySet[Order], status: Status) -> None:
        """Move those for which it is the next step, and say which were not moved and why."""
        moved, refused = [], []
        for pk, order_id in orders.values_list("pk", "order_id"):
            try:
                advance_order(order_id=pk, status=status, by=cast("User", request.user))
            except IllegalStepError as error:
                refused.append(f"{order_id} ({Status(error.current).label.lower()})")
            else:
                moved.append(order_id)
        if moved:
            messages.success(request, f"Now {status.label.lower()}: {', '.join(moved)}.")
        if refused:
            messages.warning(
                request, f"Not moved, as this is not their next step: {', '.join(refused)}."
            )

    def move_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The button on an order's page. It names the status, so that two clicks move one step."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not self.has_move_permission(request):
            raise PermissionDenied
        status = request.POST.get("status", "")
        try:
            order = advance_order(order_id=pk, status=status, by=cast("User", request.user))
        except NotFound as error:
            raise Http404 from error
        except IllegalStepError as refused:
            messages.warning(
                request, f"Nothing was changed: it is {Status(refused.current).label.lower()}."
            )
        else:
            messages.success(
                request, f"Order {order.order_id} is now {order.get_status_display().lower()}."
            )
        return redirect("admin:orders_order_change", pk)

    def receipt_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The receipt that the buyer gets."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return receipt_response(get_object_or_404(Order.objects.select_related("user"), pk=pk))
