"""What staff may enter about coupons, with what does not fit said in words."""

import re
from decimal import Decimal
from typing import Any

from django import forms

from customkeeps.admin_pages.amounts import checked_amount
from customkeeps.coupons.models import Coupon

MOST_USES = 1_000_000_000  # what every database can count
CODE = re.compile(r"[A-Za-z0-9_-]+")


class CouponForm(forms.ModelForm):
    class Meta:
        model = Coupon
        fields = (
            "code",
            "active",
            "discount_percent",
            "discount_amount",
            "minimum_subtotal",
            "max_uses",
            "max_uses_per_user",
            "valid_from",
            "valid_to",
        )
        labels = {
            "discount_percent": "Percent off",
            "discount_amount": "Amount off",
            "max_uses": "Uses in total",
            "max_uses_per_user": "Uses per shopper",
        }
        help_texts = {
            "code": "Capital and small letters are the same to shoppers.",
            "active": "Inactive, nobody can use it, whatever the dates.",
            "discount_amount": "Instead of a percentage. Never more than there is to pay.",
            "minimum_subtotal": "What the cart must come to after bulk discounts. Empty: anything.",
            "max_uses": "Empty: no limit.",
            "max_uses_per_user": "Empty: no limit.",
        }

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"]).strip()
        if not CODE.fullmatch(code):
            raise forms.ValidationError("Letters from A to Z, digits, - and _ only.")
        namesake = Coupon.objects.filter(code__iexact=code).exclude(pk=self.instance.pk).first()
        if namesake is not None:
            raise forms.ValidationError(f"There is a coupon {namesake.code} already.")
        return code

    def clean_discount_percent(self) -> Decimal | None:
        percent: Decimal | None = self.cleaned_data["discount_percent"]
        if percent is not None and not 0 < percent <= 100:
            raise forms.ValidationError("More than 0 and at most 100.")
        return percent

    def clean_discount_amount(self) -> Decimal | None:
        return self._amount("discount_amount")

    def clean_minimum_subtotal(self) -> Decimal | None:
        return self._amount("minimum_subtotal")

    def clean_max_uses(self) -> int | None:
        limit, used = self._limit("max_uses"), self.instance.uses
        if limit is not None and limit < used:
            raise forms.ValidationError(f"It has been used {used} times already.")
        return limit

    def clean_max_uses_per_user(self) -> int | None:
        return self._limit("max_uses_per_user")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        self._check_one_discount(data)
        start, end = data.get("valid_from"), data.get("valid_to")
        if start and end and end < start:
            self.add_error("valid_to", "This is before the day it becomes valid.")
        return data

    def _amount(self, name: str) -> Decimal | None:
        amount: Decimal | None = self.cleaned_data[name]
        if amount is None:
            return None
        if amount <= 0:
            raise forms.ValidationError("More than 0.")
        return checked_amount(amount, self.instance.currency)

    def _limit(self, name: str) -> int | None:
        limit: int | None = self.cleaned_data[name]
        if limit == 0:
            raise forms.ValidationError("At least 1. Make it inactive if nobody is to use it.")
        if limit is not None and limit > MOST_USES:
            raise forms.ValidationError("That is more than ever: leave it empty for no limit.")
        return limit

    def _check_one_discount(self, data: dict[str, Any]) -> None:
        kinds = ("discount_percent", "discount_amount")
        if any(kind not in data for kind in kinds):  # refused already
            return
        given = [kind for kind in kinds if data[kind] is not None]
        if not given:
            self.add_error("discount_percent", "Say what it takes off: a percentage or an amount.")
        elif len(given) > 1:
            self.add_error("discount_amount", "Either a percentage or an amount, not both.")
