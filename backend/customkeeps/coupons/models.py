"""Coupon codes that take a percentage off."""

from datetime import datetime

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from simple_history.models import HistoricalRecords

# Letters that every database and every keyboard agrees on: SQLite folds the case of no others.
CODE_FORM = r"^[A-Za-z0-9._-]+$"
code_form = RegexValidator(CODE_FORM, "Use letters A to Z, digits, dots, hyphens, underscores.")


class Coupon(models.Model):
    """A code that is good between two instants while it is active."""

    code = models.CharField(max_length=40, validators=[code_form])
    discount_percent = models.DecimalField(
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField()
    active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(Upper("code"), name="coupon_code_once_in_any_case"),
            models.CheckConstraint(
                condition=Q(discount_percent__gt=0, discount_percent__lte=100),
                name="coupon_percent",
            ),
            models.CheckConstraint(condition=Q(code__regex=CODE_FORM), name="coupon_code_form"),
            models.CheckConstraint(
                condition=Q(valid_from__lte=F("valid_to")), name="coupon_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def is_valid(self, *, at: datetime) -> bool:
        return self.active and self.valid_from <= at <= self.valid_to
