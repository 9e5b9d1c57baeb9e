"""What the shop sells: products, their colours, sizes, print areas, stock and bulk tiers."""

from decimal import Decimal

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from customkeeps.amounts import AmountField, is_in_places

hex_colour = RegexValidator(r"^#[0-9a-f]{6}$", "Six hexadecimal digits after #, such as #1b2a4e.")


# More than Stripe charges at once (https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts)
MOST_AT_ONCE = Decimal("999999.99")


class Category(models.Model):
    """A shelf of the catalogue."""

    name = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(unique=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "name"]
        verbose_name_plural = "categories"

    def __str__(self) -> str:
        return self.name


class Product(models.Model):
    """A blank that people put their pictures and words on.

    `stock` counts all of it as one pool; null means that it is not counted. `stock_held` is the
    part that unpaid checkouts hold: sellable = stock - stock_held.
    """

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=140, unique=True)
    category = models.ForeignKey(
        Category, null=True, blank=True, on_delete=models.SET_NULL, related_name="products"
    )
    description = models.TextField(blank=True)
    price = AmountField(validators=[MinValueValidator(0)])
    currency = models.CharField(max_length=3, default="PHP")
    image_url = models.CharField(max_length=500, blank=True)
    image_thumb_url = models.CharField(max_length=500, blank=True)
    template_image_url = models.CharField(max_length=500, blank=True)
    on_sale = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)
    stock = models.PositiveIntegerField(null=True, blank=True)
    stock_held = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.CheckConstraint(condition=Q(price__gte=0), name="product_price_not_negative"),
            models.CheckConstraint(
                condition=Q(price__lte=MOST_AT_ONCE), name="product_price_chargeable"
            ),
            models.CheckConstraint(
                condition=is_in_places("price", "currency"), name="product_price_in_places"
            ),
            models.CheckConstraint(
                condition=Q(stock__isnull=True) | Q(stock_held__lte=F("stock")),
                name="product_stock_not_oversold",
            ),
            models.CheckConstraint(
                condition=Q(currency__regex=r"^[A-Z]{3}$"), name="product_currency_code"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ProductColor(models.Model):
    """A base colour a product comes in; `pictures` shows the blank in it, view by view.

    `pictures`: `[{view, url, thumb_url, width_px, height_px, print_quad}]`, where `print_quad` is
    the print area's four corners in the picture, clockwise from the top left, each 0..1; optional
    are `name, placement, print_part` (see `catalog.serializers.PictureSerializer`).
    """

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="colors")
    name = models.CharField(max_length=40)
    hex = models.CharField(max_length=7, validators=[hex_colour])
    pictures = models.JSONField(default=list, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["product", "name"], name="product_color_once"),
            models.CheckConstraint(
                condition=Q(hex__regex=r"^#[0-9a-f]{6}$"), name="product_color_hex"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ProductSize(models.Model):
    """A size a product comes in. A product without sizes has none of these."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="sizes")
    name = models.CharField(max_length=20)
    is_default = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["product", "name"], name="product_size_once"),
            models.UniqueConstraint(
                fields=["product"], condition=Q(is_default=True), name="product_one_default_size"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Placement(models.Model):
    """A place on the product that can be printed, with its print area in millimetres."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="placements")
    code = models.SlugField(max_length=30)
    name = models.CharField(max_length=40)
    width_mm = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    height_mm = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["product", "code"], name="product_placement_once"),
            models.CheckConstraint(
                condition=Q(width_mm__gte=1, height_mm__gte=1), name="placement_has_an_area"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.width_mm} x {self.height_mm} mm"


class VariantStock(models.Model):
    """Stock counted for a colour, a size, or a colour in a size, besides the product's pool.

    A sale draws on every level that is counted, so the scarcest one decides.
    """

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="variant_stock")
    color = models.ForeignKey(ProductColor, null=True, blank=True, on_delete=models.CASCADE)
    size = models.ForeignKey(ProductSize, null=True, blank=True, on_delete=models.CASCADE)
    on_hand = models.PositiveIntegerField()
    held = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name_plural = "stock by colour and size"
        constraints = [
            models.CheckConstraint(
                condition=Q(color__isnull=False) | Q(size__isnull=False),
                name="variant_stock_names_a_variant",
            ),
            models.UniqueConstraint(
                fields=["color"], condition=Q(size__isnull=True), name="variant_stock_color_once"
            ),
            models.UniqueConstraint(
                fields=["size"], condition=Q(color__isnull=True), name="variant_stock_size_once"
            ),
            models.UniqueConstraint(
                fields=["color", "size"],
                condition=Q(color__isnull=False, size__isnull=False),
                name="variant_stock_color_size_once",
            ),
            models.CheckConstraint(
                condition=Q(held__lte=F("on_hand")), name="variant_stock_not_oversold"
            ),
        ]

    def __str__(self) -> str:
        return " ".join(str(part) for part in (self.product, self.color, self.size) if part)


class BulkTier(models.Model):
    """From `min_quantity` pieces of one line on, `percent` off the line."""

    min_quantity = models.PositiveSmallIntegerField(unique=True, validators=[MinValueValidator(2)])
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    history = HistoricalRecords()

    class Meta:
        ordering = ["min_quantity"]
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__gt=0, percent__lte=100), name="bulk_tier_percent"
            ),
            models.CheckConstraint(condition=Q(min_quantity__gte=2), name="bulk_tier_quantity"),
        ]

    def __str__(self) -> str:
        return f"{self.min_quantity} or more: {self.percent.normalize():f} % off"
