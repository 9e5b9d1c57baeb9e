"""Payments: what was quoted, whether it was paid, and what Stripe told us."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from customkeeps.amounts import AmountField, adds_up
from customkeeps.catalog.models import Product, VariantStock
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


# Contract §5. A payment that found its intent paid while being cancelled is paid all the same, and
# one that was given up for lost and is paid after all must be able to give its money back.
STEPS = Steps(
    {
        State.CREATING: (State.OPEN, State.CANCELLING, State.SUCCEEDED, State.CANCELED),
        State.OPEN: (State.SUCCEEDED, State.CANCELLING, State.CANCELED),
        State.CANCELLING: (State.CANCELED, State.SUCCEEDED),
        State.CANCELED: (State.SUCCEEDED,),
        State.SUCCEEDED: (State.FULFILLED, State.REFUND_DUE),
        State.FULFILLED: (State.REFUND_DUE,),
        State.REFUND_DUE: (State.REFUNDING,),
        State.REFUNDING: (State.REFUNDED, State.REFUND_DUE),
    }
)
# Not decided yet; a user has one of these at most.
PENDING = (State.CREATING, State.OPEN, State.CANCELLING)
UNFINISHED = (*PENDING, State.SUCCEEDED)
HOLD_STEPS = Steps({"held": ("released", "sold"), "sold": ("returned",)})


class Payment(models.Model):
    """An immutable snapshot of what a shopper was quoted, and where its payment stands.

    `lines`: `[{cart_item, product, product_name, price, quantity, bulk_percent, line_total,
    unit_price, base_color, size, customization_text, design}]`, amounts as decimal strings.
    `attempt` numbers the calls that create the PaymentIntent: it is part of the idempotency key.
    `outcome_unclear`: the last attempt got no clear answer, so Stripe must be searched before the
    next. `expires_at`: until then it is kept open for the shopper, with what it holds.
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
        ]

    def __str__(self) -> str:
        return f"{self.id} ({self.state})"


class Installation(models.Model):
    """The one row that tells this shop's PaymentIntents from others in the same Stripe account."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    uuid = models.UUIDField(default=uuid.uuid4)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_installation")]

    def __str__(self) -> str:
        return str(self.uuid)


class StockHold(models.Model):
    """Pieces of one counter that a payment keeps from others, until they are sold or free again.

    Without a `variant` they are of the product's pool. The rows stay: they say what to take back.
    """

    class State(models.TextChoices):
        HELD = "held", "Held for an unpaid checkout"
        RELEASED = "released", "Free again, never sold"
        SOLD = "sold", "Sold"
        RETURNED = "returned", "Sold and taken back"

    payment = models.ForeignKey(Payment, on_delete=models.CASCADE, related_name="holds")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")
    variant = models.ForeignKey(VariantStock, null=True, on_delete=models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=State, default=State.HELD)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gte=1), name="stock_hold_quantity"),
            models.CheckConstraint(
                condition=Q(state__in=["held", "released", "sold", "returned"]),
                name="stock_hold_state",
            ),
            models.UniqueConstraint(
                fields=["payment", "product"],
                condition=Q(variant__isnull=True),
                name="stock_hold_pool_once",
            ),
            models.UniqueConstraint(
                fields=["payment", "variant"],
                condition=Q(variant__isnull=False),
                name="stock_hold_variant_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} x {self.product} for {self.payment_id}"


class Refund(models.Model):
    """Money to be given back, and whether Stripe has done it."""

    class State(models.TextChoices):
        DUE = "due", "Due"
        SENT = "sent", "Sent to Stripe"
        SUCCEEDED = "succeeded", "Refunded"
        FAILED = "failed", "Failed"

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="refunds")
    refund_id = models.CharField(max_length=255, null=True, unique=True)  # noqa: DJ001 (null until Stripe has made it; unique)
    amount = AmountField()
    currency = models.CharField(max_length=3)
    state = models.CharField(max_length=10, choices=State, default=State.DUE)
    reason = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="refund_amount")]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency} of {self.payment_id}"


class StripeEvent(models.Model):
    """The webhook inbox: a hint from Stripe that something happened to an object of ours."""

    event_id = models.CharField(max_length=255, primary_key=True)
    type = models.CharField(max_length=100)
    intent_id = models.CharField(max_length=255, blank=True)
    received_at = models.DateTimeField(auto_now_add=True)
    handled_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["received_at"]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(handled_at__isnull=True), name="stripe_events_due"
            )
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.event_id}"
