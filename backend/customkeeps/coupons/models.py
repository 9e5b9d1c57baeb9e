"""Coupon codes that take a percentage or a fixed amount off."""

from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from simple_history.models import HistoricalRecords

from customkeeps.amounts import AmountField, is_in_places
from customkeeps.pricing import AmountOff, CouponRule, PercentOff

# Letters that every database and every keyboard agrees on: SQLite folds the case of no others.
CODE_FORM = r"^[A-Za-z0-9._-]+$"
code_form = RegexValidator(CODE_FORM, "Use letters A to Z, digits, dots, hyphens, underscores.")


class Kind(models.TextChoices):
    PERCENT = "percent", "Per cent"
    AMOUNT = "amount", "Fixed amount"


def shop_currency() -> str:
    """What amounts are in unless somebody says otherwise."""
    return str(settings.CURRENCY)


class Coupon(models.Model):
    """A code that is good between two instants while it is active.

    It takes either `discount_percent` or the fixed `discount_amount` off. `max_uses` and
    `max_uses_per_user` limit how many payments it counts for, `minimum_subtotal` says what must be
    left after bulk discounts; null: no limit. `uses` counts the payments that hold or have used it.
    """

    code = models.CharField(max_length=40, validators=[code_form])
    discount_percent = models.DecimalField(
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    discount_amount = AmountField(null=True, blank=True)
    currency = models.CharField(max_length=3, default=shop_currency, editable=False)
    minimum_subtotal = AmountField(null=True, blank=True)
    max_uses = models.PositiveIntegerField(null=True, blank=True)
    max_uses_per_user = models.PositiveIntegerField(null=True, blank=True)
    uses = models.PositiveIntegerField(default=0, editable=False)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField()
    active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords(excluded_fields=["uses"])

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(Upper("code"), name="coupon_code_once_in_any_case"),
            models.CheckConstraint(
                condition=Q(discount_percent__gt=0, discount_percent__lte=100),
                name="coupon_percent",
            ),
            models.CheckConstraint(
                condition=Q(discount_percent__isnull=True, discount_amount__isnull=False)
                | Q(discount_percent__isnull=False, discount_amount__isnull=True),
                name="coupon_percent_or_amount",
            ),
            models.CheckConstraint(condition=Q(discount_amount__gt=0), name="coupon_amount"),
            models.CheckConstraint(condition=Q(minimum_subtotal__gt=0), name="coupon_minimum"),
            models.CheckConstraint(
                condition=is_in_places("discount_amount", "currency"),
                name="coupon_amount_in_places",
            ),
            models.CheckConstraint(
                condition=is_in_places("minimum_subtotal", "currency"),
                name="coupon_minimum_in_places",
            ),
            models.CheckConstraint(
                condition=Q(currency__regex=r"^[A-Z]{3}$"), name="coupon_currency_code"
            ),
            models.CheckConstraint(
                condition=Q(max_uses__isnull=True) | Q(max_uses__gte=1), name="coupon_max_uses"
            ),
            models.CheckConstraint(
                condition=Q(max_uses_per_user__isnull=True) | Q(max_uses_per_user__gte=1),
                name="coupon_max_uses_per_user",
            ),
            models.CheckConstraint(
                condition=Q(max_uses__isnull=True) | Q(uses__lte=F("max_uses")),
                name="coupon_not_overused",
            ),
            models.CheckConstraint(condition=Q(code__regex=CODE_FORM), name="coupon_code_form"),
            models.CheckConstraint(
                condition=Q(valid_from__lte=F("valid_to")), name="coupon_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def rule(self) -> CouponRule:
        """What it takes off, as pricing knows it."""
        if self.discount_amount is not None:
            return AmountOff(self.discount_amount)
        return PercentOff(self.discount_percent or Decimal(0))

    @property
    def is_in_shop_currency(self) -> bool:
        """False when it speaks of amounts in a currency that the shop has given up."""
        has_amounts = self.discount_amount is not None or self.minimum_subtotal is not None
        return not has_amounts or self.currency == settings.CURRENCY

    def is_valid(self, *, at: datetime) -> bool:
        """Whether it is good at that instant, before anything is counted."""
        return self.active and self.valid_from <= at <= self.valid_to and self.is_in_shop_currency

    def has_uses_left(self, *, by_user: int = 0, open_uses: int = 0) -> bool:
        """Whether one more payment may use it.

        `by_user`: how many of the user's payments count already, without the one that they are
        in the middle of; `open_uses` is 1 when that one holds a use, which is theirs to use.
        """
        total_left = self.max_uses is None or self.uses - open_uses < self.max_uses
        users_left = self.max_uses_per_user is None or by_user < self.max_uses_per_user
        return total_left and users_left
