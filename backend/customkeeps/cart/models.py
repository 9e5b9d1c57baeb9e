"""The lines a shopper has put in the cart: inputs only, never a total."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from customkeeps.amounts import AmountField
from customkeeps.catalog.models import Product
from customkeeps.designs.models import Design, PlacedDesign

MAX_QUANTITY = 100
MAX_TEXT_LENGTH = 500
# What makes two lines one, besides what is printed: contract §3, Cart.
IDENTITY_TEXTS = ("base_color", "size", "customization_text")
IDENTITY = ("user", "product", *IDENTITY_TEXTS)


class CartItem(models.Model):
    """One line. `price` is the catalogue's price the shopper last saw for it.

    `placed` is what is printed, frozen when the line was made or changed. It is missing where an
    older program made the line, and for products that have no print area. `preflight` is what was
    found in it then (`designs.looking_over`).
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="cart_items"
    )
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="+")
    product_name = models.CharField(max_length=120)
    price = AmountField()
    currency = models.CharField(max_length=3)
    quantity = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(MAX_QUANTITY)]
    )
    base_color = models.CharField(max_length=40)
    size = models.CharField(max_length=20, blank=True)
    customization_text = models.CharField(max_length=MAX_TEXT_LENGTH, blank=True)
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
    preflight = models.JSONField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["placed"], condition=Q(placed__isnull=False), name="cart_items_placed"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gte=1, quantity__lte=MAX_QUANTITY), name="cart_item_quantity"
            ),
            models.CheckConstraint(condition=Q(price__gte=0), name="cart_item_price"),
            models.CheckConstraint(
                condition=Q(design__isnull=False) | ~Q(customization_text=""),
                name="cart_item_is_customised",
            ),
            models.UniqueConstraint(
                fields=[*IDENTITY, "placed"],
                condition=Q(placed__isnull=False),
                name="cart_placed_line_once",
            ),
            models.UniqueConstraint(
                fields=[*IDENTITY, "design"],
                condition=Q(design__isnull=False, placed__isnull=True),
                name="cart_line_once",
            ),
            models.UniqueConstraint(
                fields=IDENTITY,
                condition=Q(design__isnull=True, placed__isnull=True),
                name="cart_text_line_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} x {self.product_name}, {self.base_color}"
