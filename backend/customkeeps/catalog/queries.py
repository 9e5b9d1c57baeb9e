"""Reading the catalogue: one statement for a list of products with all that belongs to them."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import Q, QuerySet, Subquery

from customkeeps.catalog.actions import Counter
from customkeeps.catalog.models import (
    BulkTier,
    Placement,
    Product,
    ProductColor,
    ProductSize,
    VariantStock,
)
from customkeeps.json_rows import as_text, json_rows, nested, rows_of
from customkeeps.money import to_text
from customkeeps.pricing import BulkTier as PricingTier
from customkeeps.pricing.quote import unit_price_at

ORDERINGS = {
    "name": ("name", "id"),
    "price": ("price", "id"),
    "-price": ("-price", "id"),
    "newest": ("-created_at", "-id"),
}
WHOLE_AREA = [0, 0, 1, 1]
# Databases write a decimal's text with or without its trailing zeros.
HUNDREDTH = Decimal("0.01")
Rows = TypeVar("Rows", bound=QuerySet[Any])


def bulk_tiers_column() -> Subquery:
    """All bulk tiers as a column, for `read_tiers`."""
    return json_rows(
        BulkTier.objects.all(), min_quantity="min_quantity", percent=as_text("percent")
    )


def read_tiers(column: list[dict[str, Any]] | None) -> list[PricingTier]:
    """The tiers of a `bulk_tiers_column`, smallest quantity first."""
    tiers = [
        PricingTier(row["min_quantity"], Decimal(row["percent"]).quantize(HUNDREDTH))
        for row in column or ()
    ]
    return sorted(tiers, key=lambda tier: tier.min_quantity)


def placements_column(product: str) -> Subquery:
    """All placements of a row's product as a column, for `print_area`."""
    return rows_of(
        Placement,
        "product",
        product,
        id="id",
        position="position",
        code="code",
        name="name",
        width_mm="width_mm",
        height_mm="height_mm",
    )


def with_options(rows: Rows, *, product: str) -> Rows:
    """Annotate rows with colours, sizes and placements of their product, and with the tiers."""
    return rows.annotate(
        color_rows=rows_of(
            ProductColor,
            "product",
            product,
            id="id",
            name="name",
            hex="hex",
            position="position",
            pictures=nested("pictures"),
        ),
        size_rows=rows_of(
            ProductSize,
            "product",
            product,
            id="id",
            name="name",
            is_default="is_default",
            position="position",
        ),
        placement_rows=placements_column(product),
        tier_rows=bulk_tiers_column(),
    )


@cache
def products_with_options() -> QuerySet[Product]:
    """Every product, as `with_options` has it."""
    return with_options(Product.objects.all(), product="pk")


def with_stock(rows: Rows, *, product: str) -> Rows:
    """Annotate rows with the stock that is counted by colour and size of their product."""
    return rows.annotate(
        variant_rows=rows_of(
            VariantStock,
            "product",
            product,
            id="id",
            color="color__name",
            size="size__name",
            on_hand="on_hand",
            held="held",
        )
    )


def stock_counters(row: Any, *, color: str, size: str) -> dict[Counter, int]:
    """What limits one variant: free pieces by counter (pool, colour, size, colour in size).

    `row` has a `product` and the `variant_rows` of `with_stock`. Nothing counted: empty.
    """
    product = row.product
    counters = {}
    if product.stock is not None:
        counters[Counter(product.pk)] = product.stock - product.stock_held
    for variant in row.variant_rows or ():
        if variant["color"] in (None, color) and variant["size"] in (None, size):
            counters[Counter(product.pk, variant["id"])] = variant["on_hand"] - variant["held"]
    return counters


def thumbnail_of(color_rows: list[dict[str, Any]] | None, color: str = "") -> str:
    """The thumbnail of the blank in that colour, of `with_options`; no colour: in the first."""
    rows = [row for row in by_position(color_rows) if color in ("", row["name"])]
    pictures = next((row["pictures"] for row in rows if row["pictures"]), ())
    return pictures[0]["thumb_url"] if pictures else ""


def hex_of(color_rows: list[dict[str, Any]] | None, color: str) -> str | None:
    """The colour's code, of `with_options`; None when the product no longer comes in it."""
    return next((row["hex"] for row in color_rows or () if row["name"] == color), None)


def by_position(rows: list[dict[str, Any]] | None) -> list[dict[str, Any]]:
    """JSON rows in the order the shop gave them."""
    return sorted(rows or (), key=lambda row: (row["position"], row["id"]))


def products_on_sale() -> QuerySet[Product]:
    """Products with everything their API representation needs, in one statement."""
    return _products().filter(on_sale=True, currency=settings.CURRENCY)


@cache
def _products() -> QuerySet[Product]:
    """Built once: taking all its columns together costs more than the statement itself."""
    products = Product.objects.select_related("category")
    return with_stock(with_options(products, product="pk"), product="pk")


def find_products(filters: Mapping[str, str]) -> QuerySet[Product]:
    """Products on sale that match `search`, `category`, `color`, in the order of `ordering`."""
    products = products_on_sale()
    for word in filters.get("search", "").split():
        products = products.filter(
            Q(name__icontains=word)
            | Q(description__icontains=word)
            | Q(category__name__icontains=word)
        )
    if category := filters.get("category"):
        products = products.filter(category__slug=category)
    if color := filters.get("color"):
        products = products.filter(
            pk__in=ProductColor.objects.filter(name__iexact=color).values("product")
        )
    return products.order_by(
        *ORDERINGS.get(filters.get("ordering", ""), ("position", "name", "id"))
    )


def sellable(product: Any) -> int | None:
    """How many pieces could be sold at most, over every level that is counted; None: no limit.

    Levels that divide the stock (all colours, all sizes) are summed: the product is sold out
    only when each of its variants is.
    """
    limits = [] if product.stock is None else [product.stock - product.stock_held]
    options = {"color": len(product.color_rows or ()), "size": len(product.size_rows or ())}
    for axes in (("color",), ("size",), ("color", "size")):
        counted = [row for row in product.variant_rows or () if _axes(row) == axes]
        complete = 1
        for axis in axes:
            complete *= options[axis]
        # A variant that is not counted has no limit, so then neither has the level.
        if counted and len(counted) == complete:
            limits.append(sum(row["on_hand"] - row["held"] for row in counted))
    return min(limits) if limits else None


def _axes(row: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(axis for axis in ("color", "size") if row[axis] is not None)


def absolute(url: str, base_url: str) -> str:
    """A path of ours as an address, anything else as it is."""
    return base_url + url if url.startswith("/") else url


def product_as_dict(product: Any, *, base_url: str) -> dict[str, Any]:
    """The API's representation of a product of `products_on_sale` (contract §3, Catalogue)."""
    left = sellable(product)
    sizes = by_position(product.size_rows)
    colors = [color_as_dict(row, base_url=base_url) for row in by_position(product.color_rows)]
    return {
        "id": product.pk,
        "slug": product.slug,
        "name": product.name,
        "price": to_text(product.price, product.currency),
        "currency": product.currency,
        "description": product.description,
        "image_url": absolute(product.image_url, base_url),
        "image_thumb_url": absolute(product.image_thumb_url, base_url),
        "template_image_url": absolute(product.template_image_url, base_url),
        "category": product.category
        and {"slug": product.category.slug, "name": product.category.name},
        "colors": colors,
        "sizes": [row["name"] for row in sizes],
        "default_size": default_size(sizes),
        "in_stock": left is None or left > 0,
        "stock_left": left if left is not None and 0 < left <= settings.LOW_STOCK else None,
        "price_breaks": [
            {
                "min_quantity": tier.min_quantity,
                "percent": str(tier.percent),
                "unit_price": to_text(
                    unit_price_at(product.price, tier.percent, product.currency), product.currency
                ),
            }
            for tier in read_tiers(product.tier_rows)
        ],
        "placements": [
            {key: row[key] for key in ("code", "name", "width_mm", "height_mm")}
            for row in by_position(product.placement_rows)
        ],
        "mockup": next((picture for color in colors for picture in color["pictures"]), None),
    }


def color_as_dict(row: Mapping[str, Any], *, base_url: str) -> dict[str, Any]:
    """A colour of a product, its pictures with absolute addresses."""
    pictures = [picture_as_dict(picture, base_url=base_url) for picture in row["pictures"]]
    return {"name": row["name"], "hex": row["hex"], "pictures": pictures}


def picture_as_dict(picture: Mapping[str, Any], *, base_url: str) -> dict[str, Any]:
    """A picture of a colour with absolute addresses, and with what it may leave out."""
    return {
        "name": "",
        "placement": None,
        "print_part": WHOLE_AREA,
        **picture,
        "url": absolute(picture["url"], base_url),
        "thumb_url": absolute(picture["thumb_url"], base_url),
    }


def print_area(
    picture: Mapping[str, Any] | None, placement_rows: list[dict[str, Any]] | None
) -> dict[str, int] | None:
    """The size of the placement that a picture of `picture_as_dict` shows; None when not known."""
    if picture is None:
        return None
    placements = by_position(placement_rows)
    if picture["placement"] is not None:
        placements = [row for row in placements if row["code"] == picture["placement"]]
    shown = next(iter(placements), None)
    return shown and {key: shown[key] for key in ("width_mm", "height_mm")}


def default_size(sizes: list[dict[str, Any]]) -> str | None:
    """The name of the size a shopper gets who names none; None for a product without sizes."""
    chosen = next((row for row in sizes if row["is_default"]), sizes[0] if sizes else None)
    return chosen["name"] if chosen else None
