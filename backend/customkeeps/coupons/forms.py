"""What staff may enter about coupons, with what does not fit said in words."""

import re
from decimal import Decimal
from typing import Any

from django import forms

from customkeeps.coupons.models import Coupon

CODE = re.compile(r"[A-Za-z0-9_-]+")


class CouponForm(forms.ModelForm):
    class Meta:
        model = Coupon
        fields = ("code", "discount_percent", "active", "valid_from", "valid_to")
        labels = {"discount_percent": "Percent off"}
        help_texts = {
            "code": "Capital and small letters are the same to shoppers.",
            "active": "Inactive, nobody can use it, whatever the dates.",
        }

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"]).strip()
        if not CODE.fullmatch(code):
            raise forms.ValidationError("Letters from A to Z, digits, - and _ only.")
        namesake = Coupon.objects.filter(code__iexact=code).exclude(pk=self.instance.pk).first()
        if namesake is not None:
            raise forms.ValidationError(f"There is a coupon {namesake.code} already.")
        return code

    def clean_discount_percent(self) -> Decimal:
        percent: Decimal = self.cleaned_data["discount_percent"]
        if not 0 < percent <= 100:
            raise forms.ValidationError("More than 0 and at most 100.")
        return percent

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        start, end = data.get("valid_from"), data.get("valid_to")
        if start and end and end < start:
            self.add_error("valid_to", "This is before the day it becomes valid.")
        return data
