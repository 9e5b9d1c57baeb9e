"""Money on its way back, because the shop wants it or because a bank does."""

import secrets
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from customkeeps.amounts import AmountField
from customkeeps.payments.models.payment import Payment
from customkeeps.steps import Steps


def new_key() -> str:
    """Unlike a number it never comes again, not even in a restored database."""
    return secrets.token_hex(6)


class Refund(models.Model):
    """Money to be given back, and whether Stripe has done it.

    `number` counts the refunds of a payment from 1; `key` is its part of Stripe's idempotency key.
    `reason` is shown to the buyer, `failure` says to staff why it came to nothing.
    `by`: the staff member who asked for it. `due_at`: when the worker tries it next.
    """

    class State(models.TextChoices):
        DUE = "due", "Due"
        SENT = "sent", "Sent to Stripe"
        SUCCEEDED = "succeeded", "Refunded"
        FAILED = "failed", "Failed"

    class Origin(models.TextChoices):
        CONTRADICTION = "contradiction", "Not paid as quoted, or too late"
        CANCELLED = "order_cancelled", "Order cancelled"
        STAFF = "staff", "Asked for by staff"
        DASHBOARD = "dashboard", "Made at Stripe"

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="refunds")
    number = models.PositiveSmallIntegerField(default=1, db_default=1)
    key = models.CharField(max_length=12, default=new_key, db_default="")
    origin = models.CharField(
        max_length=15,
        choices=Origin,
        default=Origin.CONTRADICTION,
        db_default=Origin.CONTRADICTION,
    )
    refund_id = models.CharField(max_length=255, null=True, unique=True)  # noqa: DJ001 (null until Stripe has made it; unique)
    amount = AmountField()
    currency = models.CharField(max_length=3)
    state = models.CharField(max_length=10, choices=State, default=State.DUE)
    reason = models.CharField(max_length=200, blank=True)
    failure = models.CharField(max_length=200, blank=True, db_default="")
    by: Any = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    due_at = models.DateTimeField(default=timezone.now, db_default=Now())
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["payment", "number"]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(state__in=["due", "sent"]), name="refunds_due"
            )
        ]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="refund_amount"),
            models.CheckConstraint(
                condition=Q(state__in=["due", "sent", "succeeded", "failed"]), name="refund_state"
            ),
            models.UniqueConstraint(fields=["payment", "number"], name="refund_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency} of {self.payment_id}"

    @property
    def reference(self) -> str:
        """What names it to everybody else: the order's credit, Stripe's idempotency key."""
        return f"{self.payment_id}-{self.key or self.number}"


# A refund that Stripe has made may still come back from the bank.
REFUND_STEPS = Steps(
    {
        Refund.State.DUE: (Refund.State.SENT, Refund.State.SUCCEEDED, Refund.State.FAILED),
        Refund.State.SENT: (Refund.State.SUCCEEDED, Refund.State.FAILED),
        Refund.State.SUCCEEDED: (Refund.State.FAILED,),
    }
)
REFUND_OPEN = (Refund.State.DUE, Refund.State.SENT)


class Dispute(models.Model):
    """A cardholder's bank that wants the money back; it is answered in Stripe's dashboard."""

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="disputes")
    dispute_id = models.CharField(max_length=255, unique=True)
    amount = AmountField()
    currency = models.CharField(max_length=3)
    reason = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=40)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="dispute_amount")]

    def __str__(self) -> str:
        return f"{self.dispute_id} ({self.status})"
