"""What unpaid checkouts keep from others."""

from django.db import models
from django.db.models import Q

from customkeeps.catalog.models import Product, VariantStock
from customkeeps.payments.models.payment import Payment
from customkeeps.steps import Steps

HOLD_STEPS = Steps({"held": ("released", "sold"), "sold": ("returned",)})


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
