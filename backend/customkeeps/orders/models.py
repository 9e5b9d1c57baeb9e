"""Orders: frozen copies of what was paid, and the steps they go through."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from customkeeps.amounts import AmountField, adds_up
from customkeeps.catalog.models import Product
from customkeeps.designs.models import Design, PlacedDesign
from customkeeps.steps import Steps


class Status(models.TextChoices):
    PREPARING = "preparing", "Preparing"
    READY_FOR_DELIVERY = "ready_for_delivery", "Ready for delivery"
    IN_TRANSIT = "in_transit", "In transit"
    DELIVERED = "delivered", "Delivered"
    COMPLETED = "completed", "Completed"
    CANCELLED = "cancelled", "Cancelled"


class PaymentStatus(models.TextChoices):
    PAID = "paid", "Paid"
    FREE = "free", "Nothing to pay"
    PARTIALLY_REFUNDED = "partially_refunded", "Partly refunded"
    REFUNDED = "refunded", "Refunded"


STEPS = Steps(
    {
        Status.PREPARING: (Status.READY_FOR_DELIVERY, Status.CANCELLED),
        Status.READY_FOR_DELIVERY: (Status.IN_TRANSIT,),
        Status.IN_TRANSIT: (Status.DELIVERED,),
        Status.DELIVERED: (Status.COMPLETED,),
    }
)


# What was given back and what is said of the payment never contradict each other.
REFUNDS_AGREE = (
    Q(refunded_amount=0, payment_status__in=(PaymentStatus.PAID, PaymentStatus.FREE))
    | Q(
        refunded_amount__gt=0,
        refunded_amount__lt=F("final_amount"),
        payment_status=PaymentStatus.PARTIALLY_REFUNDED,
    )
    | Q(
        refunded_amount__gt=0,
        refunded_amount=F("final_amount"),
        payment_status=PaymentStatus.REFUNDED,
    )
)


# What was bought and paid: a trigger refuses to change it. Words and pictures are not among it, as
# who leaves may have them erased; and what was to be printed can only be forgotten.
AGREED = (
    "order_id",
    "total_amount",
    "bulk_discount",
    "coupon_discount",
    "discount_amount",
    "final_amount",
    "currency",
    "coupon_code",
    "payment_intent_id",
)
AGREED_OF_ITEM = (
    "order_id",
    "product_name",
    "price",
    "quantity",
    "bulk_percent",
    "line_total",
    "base_color",
    "size",
    "placed_id",
)


class Order(models.Model):
    """What one payment bought. What was paid never changes after creation; `status` goes by
    `STEPS`, and `refunded_amount` is the sum of its credits that were not withdrawn."""

    order_id = models.CharField(max_length=8, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="orders",
        editable=False,
    )
    total_amount = AmountField(editable=False)
    bulk_discount = AmountField(editable=False)
    coupon_discount = AmountField(editable=False)
    discount_amount = AmountField(editable=False)
    final_amount = AmountField(editable=False)
    # The default is the database's too, so that an older program may still write orders.
    refunded_amount = AmountField(default=Decimal(0), db_default=Decimal(0), editable=False)
    currency = models.CharField(max_length=3, editable=False)
    coupon_code = models.CharField(max_length=40, blank=True, editable=False)
    payment_intent_id = models.CharField(max_length=255, null=True, unique=True, editable=False)  # noqa: DJ001 (null: several free orders have none)
    payment_status = models.CharField(max_length=20, choices=PaymentStatus, editable=False)
    status = models.CharField(max_length=20, choices=Status, default=Status.PREPARING)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["user", "-created_at", "-id"], name="orders_of_a_user")]
        constraints = [
            models.CheckConstraint(
                condition=Q(order_id__regex=r"^[A-Z0-9]{8}$"), name="order_id_form"
            ),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="order_status"),
            models.CheckConstraint(
                condition=Q(payment_status__in=PaymentStatus.values), name="order_payment_status"
            ),
            models.CheckConstraint(
                condition=Q(
                    total_amount__gte=0,
                    bulk_discount__gte=0,
                    coupon_discount__gte=0,
                    final_amount__gte=0,
                ),
                name="order_amounts_not_negative",
            ),
            models.CheckConstraint(
                condition=adds_up("discount_amount", "bulk_discount", "coupon_discount"),
                name="order_discounts_add_up",
            ),
            models.CheckConstraint(
                condition=adds_up("final_amount", "total_amount", "-discount_amount"),
                name="order_total_adds_up",
            ),
            models.CheckConstraint(condition=REFUNDS_AGREE, name="order_refunds_agree"),
        ]

    def __str__(self) -> str:
        return self.order_id


class OrderItem(models.Model):
    """One paid line, as it was when paid. `price` is the unit price after bulk, for display;
    `line_total` is the authority. `placed` is what is printed; old items, and products without a
    print area, have none."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="items")
    product = models.ForeignKey(Product, null=True, on_delete=models.SET_NULL, related_name="+")
    product_name = models.CharField(max_length=120)
    price = AmountField()
    quantity = models.PositiveSmallIntegerField()
    bulk_percent = models.DecimalField(max_digits=5, decimal_places=2)
    line_total = AmountField()
    base_color = models.CharField(max_length=40)
    size = models.CharField(max_length=20, blank=True)
    customization_text = models.CharField(max_length=500, blank=True)
    design = models.ForeignKey(
        Design, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    placed = models.ForeignKey(
        PlacedDesign,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        db_index=False,
        related_name="+",
    )

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["placed"], condition=Q(placed__isnull=False), name="order_items_placed"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gte=1, line_total__gte=0, price__gte=0),
                name="order_item_amounts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} x {self.product_name}, {self.base_color}"


class OrderEvent(models.Model):
    """When an order entered a status, and who moved it (null: the shop itself).

    That it began, its `created_at` tells; only old orders have a row for that too.
    """

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="events")
    status = models.CharField(max_length=20, choices=Status)
    by: Any = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["order", "status"], name="order_status_entered_once")
        ]

    def __str__(self) -> str:
        return f"{self.order}: {self.status}"


class Credit(models.Model):
    """Money of an order that was given back to the card, once Stripe had accepted the refund.

    Shown to the buyer, `reason` too. A refund that failed at the bank later is withdrawn.
    """

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="credits")
    amount = AmountField()
    reason = models.CharField(max_length=200, blank=True)
    reference = models.CharField(max_length=80, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="credit_amount")]

    def __str__(self) -> str:
        return f"{self.amount} of {self.order}"
