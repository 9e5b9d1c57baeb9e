"""What was quoted, and whether it was paid."""

import uuid
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from customkeeps.amounts import AmountField, adds_up
from customkeeps.coupons.models import Coupon
from customkeeps.orders.models import Order
from customkeeps.steps import Steps


class State(models.TextChoices):
    CREATING = "creating", "Being created at Stripe"
    OPEN = "open", "Waiting for the shopper"
    SUCCEEDED = "succeeded", "Paid, order being made"
    FULFILLED = "fulfilled", "Paid and ordered"
    CANCELLING = "cancelling", "Being cancelled at Stripe"
    CANCELED = "canceled", "Cancelled"
    REFUND_DUE = "refund_due", "To be refunded"
    REFUNDING = "refunding", "Being refunded"
    REFUNDED = "refunded", "Refunded"


# Contract §5. `succeeded` lasts within one transaction only, so where that ends with an order one
# statement goes to `fulfilled`. A payment that found its intent paid while being cancelled is paid
# all the same, and one that was given up for lost and is paid after all must be able to give its
# money back. What was refunded is due again when the bank does not take it.
STEPS = Steps(
    {
        State.CREATING: (
            State.OPEN,
            State.CANCELLING,
            State.CANCELED,
            State.SUCCEEDED,
            State.FULFILLED,
        ),
        State.OPEN: (State.CANCELLING, State.CANCELED, State.SUCCEEDED, State.FULFILLED),
        State.CANCELLING: (State.CANCELED, State.SUCCEEDED, State.FULFILLED),
        State.CANCELED: (State.SUCCEEDED,),
        State.SUCCEEDED: (State.FULFILLED, State.REFUND_DUE),
        State.FULFILLED: (State.REFUND_DUE,),
        State.REFUND_DUE: (State.REFUNDING, State.REFUNDED),
        State.REFUNDING: (State.REFUNDED, State.REFUND_DUE),
        State.REFUNDED: (State.REFUND_DUE,),
    }
)
# What was agreed with the shopper: a trigger refuses to change it.
SNAPSHOT = (
    "lines",
    "fingerprint",
    "currency",
    "raw_subtotal",
    "bulk_discount",
    "coupon_discount",
    "discount_amount",
    "final_amount",
    "coupon_code",
    "coupon_percent",
    "address",
)
# Not decided yet; a user has one of these at most.
PENDING = (State.CREATING, State.OPEN, State.CANCELLING)
UNFINISHED = (*PENDING, State.SUCCEEDED)


class Payment(models.Model):
    """An immutable snapshot of what a shopper was quoted, and where its payment stands.

    `lines`: `[{cart_item, product, product_name, price, quantity, bulk_percent, line_total,
    unit_price, base_color, size, customization_text, design, placed}]`, amounts as decimal strings;
    `placed` is the SHA-256 of what is printed.
    `attempt` numbers the calls that create the PaymentIntent: it is part of the idempotency key.
    `outcome_unclear`: the last attempt got no clear answer yet.
    `expires_at`: until then it is kept open for the shopper, with what it holds.
    `due_at`: when the worker asks Stripe about it next.
    `coupon_held`: its use of the coupon counts.
    `received_amount`: what Stripe received, null until then; `refund_total`: what of that was given
    back or is going to be.
    `collected_at`: when the buyer's program first received the order.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="payments"
    )
    state = models.CharField(max_length=12, choices=State, default=State.CREATING)
    intent_id = models.CharField(max_length=255, null=True, unique=True)  # noqa: DJ001 (null until Stripe has made it; unique)
    attempt = models.PositiveSmallIntegerField(default=1)
    outcome_unclear = models.BooleanField(default=False)
    expires_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(default=timezone.now, db_default=Now())
    collected_at = models.DateTimeField(null=True)
    order = models.OneToOneField(Order, null=True, on_delete=models.PROTECT, related_name="payment")
    lines = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    currency = models.CharField(max_length=3)
    raw_subtotal = AmountField()
    bulk_discount = AmountField()
    coupon_discount = AmountField()
    discount_amount = AmountField()
    final_amount = AmountField()
    coupon_code = models.CharField(max_length=40, blank=True)
    coupon_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    coupon = models.ForeignKey(Coupon, null=True, on_delete=models.SET_NULL, related_name="+")
    coupon_held = models.BooleanField(default=False, db_default=False)
    received_amount = AmountField(null=True)
    refund_total = AmountField(default=Decimal(0), db_default=Decimal(0))
    address = models.JSONField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index(
                fields=["updated_at"],
                condition=Q(state__in=UNFINISHED),
                name="payments_unfinished",
            ),
            models.Index(
                fields=["due_at"], condition=Q(state=State.OPEN), name="payments_open_due"
            ),
            models.Index(
                fields=["coupon", "user"],
                condition=Q(coupon_held=True),
                name="payments_coupon_uses",
            ),
            models.Index(
                fields=["expires_at"],
                condition=Q(state__in=PENDING),
                name="payments_expiring",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="payment_state"),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(state__in=PENDING),
                name="payment_one_open_a_user",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.FULFILLED) | Q(order__isnull=False),
                name="payment_fulfilled_has_order",
            ),
            models.CheckConstraint(condition=Q(final_amount__gte=0), name="payment_amount"),
            models.CheckConstraint(
                condition=Q(raw_subtotal__gte=0, bulk_discount__gte=0, coupon_discount__gte=0),
                name="payment_amounts_not_negative",
            ),
            models.CheckConstraint(
                condition=adds_up("discount_amount", "bulk_discount", "coupon_discount"),
                name="payment_discounts_add_up",
            ),
            models.CheckConstraint(
                condition=adds_up("final_amount", "raw_subtotal", "-discount_amount"),
                name="payment_total_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(refund_total=0)
                | Q(
                    received_amount__isnull=False,
                    refund_total__gt=0,
                    refund_total__lte=F("received_amount"),
                ),
                name="payment_refunds_within_received",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.id} ({self.state})"
