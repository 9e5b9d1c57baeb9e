"""Staff see what was mailed to whom and what could not be, and may have that tried again."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from unfold.contrib.filters.admin import ChoicesCheckboxFilter

from customkeeps.admin_pages.bases import LookOnlyAdmin
from customkeeps.admin_pages.filters import DayRangeFilter
from customkeeps.admin_pages.parts import NOTHING, badge, link_to
from customkeeps.emails.actions import try_again
from customkeeps.emails.models import SECRET, UNSENT, OutboxMail

STANDINGS = {
    "waiting": ("Waiting", "accent", UNSENT & Q(last_error="")),
    "failing": ("Failing", "caution", UNSENT & ~Q(last_error="")),
    "unsent": ("Failing or failed", "danger", Q(sent_at=None) & ~Q(last_error="")),
    "failed": ("Failed", "danger", Q(failed_at__isnull=False)),
    "sent": ("Sent", "positive", Q(sent_at__isnull=False)),
}


class StandingFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(name, label) for name, (label, _, _) in STANDINGS.items()]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[OutboxMail]
    ) -> QuerySet[OutboxMail]:
        standing = STANDINGS.get(self.value() or "")
        return queryset.filter(standing[2]) if standing else queryset


@admin.register(OutboxMail)
class OutboxMailAdmin(LookOnlyAdmin):
    list_display = (
        "created_at",
        "kind",
        "to",
        "of_order",
        "where",
        "attempts",
        "last_error",
    )
    list_filter = (
        StandingFilter,
        ("kind", ChoicesCheckboxFilter),
        ("created_at", DayRangeFilter),
    )
    list_filter_submit = True
    list_select_related = ("order",)
    search_fields = ("to", "order__order_id", "message_id")
    search_help_text = "Recipient, order number, Message-ID"
    actions = ("try_selected_again",)
    fieldsets = (
        (None, {"fields": ("kind", "to", "of_order", "where", "last_error", "attempts")}),
        ("Times", {"fields": ("created_at", "next_try", "sent_at", "failed_at")}),
        ("What it says", {"fields": ("subject", "contents", "message_id")}),
    )
    readonly_fields = (*(name for _, options in fieldsets for name in options["fields"]),)

    def has_resend_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("emails.change_outboxmail")

    @admin.action(description="Try again", permissions=["resend"])
    def try_selected_again(self, request: HttpRequest, mails: QuerySet[OutboxMail]) -> None:
        if number := try_again(mails):
            messages.success(request, f"To be sent again: {number}.")
        else:
            messages.warning(request, "None of these has failed; the others are tried anyway.")

    @admin.display(description="State")
    def where(self, mail: OutboxMail) -> SafeString:
        label, tone, _ = STANDINGS[mail.standing]
        return badge(label, tone)

    @admin.display(description="Next try")
    def next_try(self, mail: OutboxMail) -> str:
        is_over = mail.sent_at or mail.failed_at
        return NOTHING if is_over else date_format(localtime(mail.due_at), "DATETIME_FORMAT")

    @admin.display(description="Order", ordering="order__order_id")
    def of_order(self, mail: OutboxMail) -> SafeString | str:
        return link_to(mail.order) if mail.order else NOTHING

    @admin.display(description="Contents")
    def contents(self, mail: OutboxMail) -> SafeString | str:
        """Of secret ones nothing: their links would let staff into somebody's account."""
        if mail.kind in SECRET:
            return "Only for the recipient."
        if not mail.is_written:
            return "Not written yet."
        return render_to_string("emails/staff_contents.html", {"mail": mail})
