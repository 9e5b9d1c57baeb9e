"""Staff look after the coupons."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from customkeeps.admin_pages.bases import EditableAdmin
from customkeeps.admin_pages.history import HistoryAdmin
from customkeeps.admin_pages.parts import badge, percent, price
from customkeeps.coupons.forms import CouponForm
from customkeeps.coupons.models import Coupon

NOW = ("Valid now", "positive")


def standing(coupon: Coupon, *, at: datetime) -> tuple[str, str]:
    """Whether shoppers can use it at that instant, in words and as a badge's tone."""
    if coupon.is_valid(at=at):
        return NOW
    if not coupon.active:
        return ("Inactive", "")
    return ("Not yet valid", "accent") if at < coupon.valid_from else ("Expired", "caution")


class ValidNowFilter(admin.SimpleListFilter):
    title = "valid now"
    parameter_name = "valid"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Valid now"), ("no", "Not valid now")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Coupon]) -> QuerySet[Coupon]:
        now = timezone.now()
        valid = {"active": True, "valid_from__lte": now, "valid_to__gte": now}
        match self.value():
            case "yes":
                return queryset.filter(**valid)
            case "no":
                return queryset.exclude(**valid)
            case _:
                return queryset


@admin.register(Coupon)
class CouponAdmin(HistoryAdmin, EditableAdmin):
    form = CouponForm
    list_display = ("code", "off", "now", "valid_from", "valid_to")
    list_filter = (ValidNowFilter,)
    search_fields = ("code",)
    fieldsets = (
        (None, {"fields": ("code", "discount_percent", "active")}),
        ("When it is valid (Manila time)", {"fields": ("valid_from", "valid_to")}),
    )

    @admin.display(description="Off")
    def off(self, coupon: Coupon) -> str:
        if coupon.discount_amount is not None:
            return price(coupon.discount_amount, coupon.currency)
        return percent(coupon.discount_percent or "0")

    @admin.display(description="Now")
    def now(self, coupon: Coupon) -> SafeString:
        return badge(*standing(coupon, at=timezone.now()))
