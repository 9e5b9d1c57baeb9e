"""Staff see payments and what Stripe told us; only the shop itself writes them."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from unfold.contrib.filters.admin import ChoicesCheckboxFilter

from customkeeps.admin_pages.bases import LookOnlyAdmin, LookOnlyInline
from customkeeps.admin_pages.filters import DayRangeFilter
from customkeeps.admin_pages.parts import NOTHING, badge, link_to, price, two_lines
from customkeeps.payments.models import (
    PENDING,
    Dispute,
    Payment,
    Refund,
    State,
    StockHold,
    StrayIntent,
    StripeEvent,
)

TONES = {
    **dict.fromkeys(PENDING, "accent"),
    State.SUCCEEDED: "accent",
    State.FULFILLED: "positive",
    State.REFUND_DUE: "danger",
    State.REFUNDING: "caution",
    State.REFUNDED: "caution",
}


class RefundInline(LookOnlyInline):
    model = Refund
    fields = ("given_back", "state", "origin", "by", "reason", "failure", "refund_id", "created_at")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Refund]:
        refunds: QuerySet[Refund] = super().get_queryset(request)
        return refunds.select_related("by")

    @admin.display(description="Amount")
    def given_back(self, refund: Refund) -> SafeString:
        return price(refund.amount, refund.currency)


class DisputeInline(LookOnlyInline):
    model = Dispute
    fields = ("disputed", "status", "reason", "dispute_id", "created_at")
    readonly_fields = fields

    @admin.display(description="Amount")
    def disputed(self, dispute: Dispute) -> SafeString:
        return price(dispute.amount, dispute.currency)


class StockHoldInline(LookOnlyInline):
    model = StockHold
    verbose_name_plural = "stock held until it is paid"
    fields = ("product", "variant", "quantity", "state")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[StockHold]:
        holds: QuerySet[StockHold] = super().get_queryset(request)
        return holds.select_related(
            "product", "variant__product", "variant__color", "variant__size"
        )


@admin.register(Payment)
class PaymentAdmin(LookOnlyAdmin):
    list_display = ("created_at", "where", "customer", "amount", "intent", "made_order")
    list_filter = (("state", ChoicesCheckboxFilter), ("created_at", DayRangeFilter))
    list_filter_submit = True
    list_select_related = ("user", "order")
    search_fields = ("intent_id", "user__username", "user__email", "order__order_id")
    search_help_text = "PaymentIntent, customer's name or e-mail address, order number"
    inlines = (RefundInline, DisputeInline, StockHoldInline)
    fieldsets = (
        (
            None,
            {"fields": ("where", "reason", "customer", "made_order", "created_at", "updated_at")},
        ),
        ("What was quoted", {"fields": ("quoted",)}),
        ("At Stripe", {"fields": ("intent", "attempt", "outcome_unclear", "told")}),
    )
    readonly_fields = (*(name for _, options in fieldsets for name in options["fields"]),)

    def get_inlines(self, request: HttpRequest, obj: Any) -> list[Any]:
        """Tables with something in them."""
        if obj is None:
            return []
        has_rows = {
            RefundInline: obj.refunds.exists(),
            DisputeInline: obj.disputes.exists(),
            StockHoldInline: obj.holds.exists(),
        }
        return [inline for inline in self.inlines if has_rows[inline]]

    @admin.display(description="State", ordering="state")
    def where(self, payment: Payment) -> SafeString:
        return badge(payment.get_state_display(), TONES.get(State(payment.state), ""))

    @admin.display(description="Customer", ordering="user__username")
    def customer(self, payment: Payment) -> SafeString | str:
        if payment.user is None:
            return "Account closed"
        return two_lines(payment.user.get_full_name() or payment.user.username, payment.user.email)

    @admin.display(description="Amount", ordering="final_amount")
    def amount(self, payment: Payment) -> SafeString:
        return price(payment.final_amount, payment.currency)

    @admin.display(description="PaymentIntent", ordering="intent_id")
    def intent(self, payment: Payment) -> str:
        return payment.intent_id or NOTHING

    @admin.display(description="Order", ordering="order__order_id")
    def made_order(self, payment: Payment) -> SafeString | str:
        return link_to(payment.order) if payment.order else NOTHING

    @admin.display(description="Lines and amounts")
    def quoted(self, payment: Payment) -> str:
        return render_to_string("payments/staff_quote.html", {"payment": payment})

    @admin.display(description="What Stripe told us")
    def told(self, payment: Payment) -> str:
        events = StripeEvent.objects.filter(intent_id=payment.intent_id or None)
        return render_to_string("payments/staff_events.html", {"events": events})


class HandledFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("waiting", "Waiting"), ("failing", "Failing"), ("handled", "Handled")]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[StripeEvent]
    ) -> QuerySet[StripeEvent]:
        match self.value():
            case "waiting":
                return queryset.filter(handled_at=None, last_error="")
            case "failing":
                return queryset.filter(handled_at=None).exclude(last_error="")
            case "handled":
                return queryset.exclude(handled_at=None)
            case _:
                return queryset


@admin.register(StripeEvent)
class StripeEventAdmin(LookOnlyAdmin):
    list_display = (
        "type",
        "where",
        "last_error",
        "attempts",
        "intent",
        "received_at",
        "handled_at",
    )
    list_filter = (HandledFilter, "type")
    search_fields = ("event_id", "intent_id", "type")
    ordering = ("-received_at",)
    fields = (
        "event_id",
        "type",
        "where",
        "last_error",
        "attempts",
        "due_at",
        "intent",
        "received_at",
        "handled_at",
    )
    readonly_fields = fields

    @admin.display(description="State")
    def where(self, event: StripeEvent) -> SafeString:
        return badge(*event_standing(event))

    @admin.display(description="PaymentIntent", ordering="intent_id")
    def intent(self, event: StripeEvent) -> str:
        return event.intent_id or NOTHING


@admin.register(StrayIntent)
class StrayIntentAdmin(LookOnlyAdmin):
    list_display = ("intent_id", "paid", "username", "found_at", "refunded_at")
    search_fields = ("intent_id", "username", "refund_id")
    fields = ("intent_id", "paid", "username", "found_at", "refunded_at", "refund_id")
    readonly_fields = fields

    @admin.display(description="Paid", ordering="amount")
    def paid(self, stray: StrayIntent) -> SafeString:
        return price(stray.amount, stray.currency)


def event_standing(event: StripeEvent) -> tuple[str, str]:
    """Where the inbox stands with an event, in words and as a badge's tone."""
    if event.handled_at:
        return ("Handled", "positive")
    return ("Failing", "danger") if event.last_error else ("Waiting", "accent")
