"""Staff look after the coupons."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from customkeeps.admin_pages.bases import EditableAdmin
from customkeeps.admin_pages.history import HistoryAdmin
from customkeeps.admin_pages.parts import badge, percent, price, two_lines
from customkeeps.coupons.forms import CouponForm
from customkeeps.coupons.models import Coupon
from customkeeps.money import as_price

NOW = ("Valid now", "positive")


def standing(coupon: Coupon, *, at: datetime) -> tuple[str, str]:
    """Whether shoppers can use it at that instant, in words and as a badge's tone."""
    if not coupon.active:
        return ("Inactive", "")
    if at < coupon.valid_from:
        return ("Not yet valid", "accent")
    if at > coupon.valid_to:
        return ("Expired", "caution")
    if not coupon.is_in_shop_currency:
        return (f"Only in {coupon.currency}", "caution")
    return NOW if coupon.has_uses_left() else ("Used up", "caution")


def usable(*, at: datetime) -> Q:
    """The same for the database: those whose `standing` is NOW."""
    in_time = Q(active=True, valid_from__lte=at, valid_to__gte=at)
    no_amounts = Q(discount_amount=None, minimum_subtotal=None)
    uses_left = Q(max_uses=None) | Q(uses__lt=F("max_uses"))
    return in_time & (no_amounts | Q(currency=settings.CURRENCY)) & uses_left


class ValidNowFilter(admin.SimpleListFilter):
    title = "valid now"
    parameter_name = "valid"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Valid now"), ("no", "Not valid now")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Coupon]) -> QuerySet[Coupon]:
        valid = queryset.filter(usable(at=timezone.now()))
        match self.value():
            case "yes":
                return valid
            case "no":
                return queryset.exclude(pk__in=valid.values("pk"))
            case _:
                return queryset


@admin.register(Coupon)
class CouponAdmin(HistoryAdmin, EditableAdmin):
    form = CouponForm
    list_display = ("code", "off", "now", "uses_so_far", "valid_from", "valid_to")
    list_filter = (ValidNowFilter,)
    search_fields = ("code",)
    fieldsets = (
        (None, {"fields": ("code", "active")}),
        ("What it takes off", {"fields": ("discount_percent", "discount_amount")}),
        (
            "Limits",
            {"fields": ("minimum_subtotal", "max_uses", "max_uses_per_user", "uses_so_far")},
        ),
        ("When it is valid (Manila time)", {"fields": ("valid_from", "valid_to")}),
    )

    readonly_fields = ("uses_so_far",)

    def save_model(self, request: HttpRequest, obj: Coupon, form: Any, change: Any) -> None:
        """Only what was edited: payments may have counted uses since the page was read."""
        obj.save(update_fields=form.changed_data if change else None)

    @admin.display(description="Off")
    def off(self, coupon: Coupon) -> SafeString:
        taken = (
            format_html("{}", percent(coupon.discount_percent or "0"))
            if coupon.discount_amount is None
            else price(coupon.discount_amount, coupon.currency)
        )
        if coupon.minimum_subtotal is None:
            return taken
        minimum = as_price(coupon.minimum_subtotal, coupon.currency)
        return two_lines(taken, f"from {minimum}")

    @admin.display(description="Uses so far", ordering="uses")
    def uses_so_far(self, coupon: Coupon) -> str:
        """Payments that are being made just now are in it too."""
        return f"{coupon.uses} of {coupon.max_uses}" if coupon.max_uses else str(coupon.uses)

    @admin.display(description="Now")
    def now(self, coupon: Coupon) -> SafeString:
        return badge(*standing(coupon, at=timezone.now()))
