"""Staff look after what the shop sells."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from unfold.admin import TabularInline
from unfold.contrib.filters.admin import BooleanRadioFilter

from customkeeps.admin_pages.bases import EditableAdmin
from customkeeps.admin_pages.history import HistoryAdmin
from customkeeps.admin_pages.parts import NOTHING, badge, picture, pictures, price, two_lines
from customkeeps.catalog.actions import lock_variants
from customkeeps.catalog.forms import (
    BulkTierForm,
    ColorForm,
    ProductForm,
    RowForm,
    SizeForm,
    VariantStockForm,
)
from customkeeps.catalog.formsets import SizeFormSet, VariantStockFormSet
from customkeeps.catalog.models import (
    BulkTier,
    Category,
    Placement,
    Product,
    ProductColor,
    ProductSize,
    VariantStock,
)
from customkeeps.catalog.queries import sellable, thumbnail_of, with_options, with_stock


class PartInline(TabularInline):
    """A table of what belongs to a product, on a tab of its own."""

    extra = 0
    tab = True
    hide_title = True
    ordering_field: str | None = "position"


class ColorInline(PartInline):
    model = ProductColor
    form = ColorForm
    verbose_name, verbose_name_plural = "colour", "colours"
    fields = ("name", "hex", "shown", "position")
    readonly_fields = ("shown",)

    @admin.display(description="Pictures")
    def shown(self, color: ProductColor) -> SafeString:
        views = color.pictures or []
        return pictures(
            picture(
                view["thumb_url"], alt=f"{color.name}, {view.get('view', '')}", opens=view["url"]
            )
            for view in views
        )


class SizeInline(PartInline):
    model = ProductSize
    form = SizeForm
    formset = SizeFormSet
    verbose_name, verbose_name_plural = "size", "sizes"
    fields = ("name", "is_default", "position")


class PlacementInline(PartInline):
    model = Placement
    form = RowForm
    verbose_name, verbose_name_plural = "print area", "print areas"
    fields = ("name", "code", "width_mm", "height_mm", "position")


class VariantStockInline(PartInline):
    model = VariantStock
    form = VariantStockForm
    formset = VariantStockFormSet
    verbose_name, verbose_name_plural = "count", "stock by colour and size"
    ordering_field = None
    fields = ("color", "size", "on_hand", "held")
    readonly_fields = ("held",)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == VariantStockForm.count_field:
            kwargs["show_hidden_initial"] = True
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(Product)
class ProductAdmin(HistoryAdmin, EditableAdmin):
    form = ProductForm
    list_display = ("preview", "product", "price_shown", "pieces", "is_on_sale", "position")
    list_display_links = ("product",)
    list_filter = (("on_sale", BooleanRadioFilter), "category")
    search_fields = ("name", "slug", "description")
    ordering = ("position", "name")
    actions = ("put_on_sale", "take_off_sale")
    prepopulated_fields = {"slug": ("name",)}
    fieldsets = (
        (None, {"fields": ("name", "slug", "category", "description")}),
        ("Selling", {"fields": ("price", "currency", "on_sale", "position")}),
        ("Stock of all colours and sizes together", {"fields": ("stock", "stock_held")}),
        (
            "Pictures",
            {"fields": ("previews", "image_url", "image_thumb_url", "template_image_url")},
        ),
    )
    readonly_fields = ("currency", "stock_held", "previews")
    inlines = (ColorInline, SizeInline, PlacementInline, VariantStockInline)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Product]:
        products = super().get_queryset(request).select_related("category")
        return with_stock(with_options(products, product="pk"), product="pk")

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """What is about to be written is locked first: checkouts count its stock down."""
        product = super().get_object(request, object_id, from_field)
        if product is None or request.method != "POST":
            return product
        locked = Product.objects.select_for_update(no_key=True).get(pk=product.pk)
        lock_variants(locked)
        return locked

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Sequence[str]:
        """A product's address on the web is given once: links to it must not break."""
        return (*self.readonly_fields, "slug") if obj else self.readonly_fields

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {} if obj else dict(self.prepopulated_fields)

    def get_inlines(self, request: HttpRequest, obj: Any) -> Sequence[type[PartInline]]:
        """Stock is counted by colours and sizes, which a new product has not yet."""
        return self.inlines if obj else self.inlines[:-1]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == ProductForm.count_field:
            kwargs["show_hidden_initial"] = True
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Carts, payments and orders refer to products: they are taken off sale instead."""
        return False

    @admin.display(description="Picture")
    def preview(self, product: Any) -> SafeString:
        return picture(product.image_thumb_url or thumbnail_of(product.color_rows))

    @admin.display(description="Product", ordering="name")
    def product(self, product: Product) -> SafeString:
        return two_lines(product.name, product.category or "")

    @admin.display(description="Price", ordering="price")
    def price_shown(self, product: Product) -> SafeString:
        return price(product.price, product.currency)

    @admin.display(description="Can be sold")
    def pieces(self, product: Any) -> str:
        left = sellable(product)
        return "Not counted" if left is None else f"{left}"

    @admin.display(description="On sale", ordering="on_sale")
    def is_on_sale(self, product: Product) -> SafeString:
        return badge("On sale", "positive") if product.on_sale else badge("Off sale")

    @admin.display(description="As shown")
    def previews(self, product: Product) -> SafeString | str:
        shown = [product.image_thumb_url or product.image_url, product.template_image_url]
        return (
            pictures(picture(url, size="large") for url in shown if url) if any(shown) else NOTHING
        )

    @admin.action(description="Put on sale", permissions=["change"])
    def put_on_sale(self, request: HttpRequest, products: QuerySet[Product]) -> None:
        self._set_on_sale(request, products, on_sale=True)

    @admin.action(description="Take off sale", permissions=["change"])
    def take_off_sale(self, request: HttpRequest, products: QuerySet[Product]) -> None:
        self._set_on_sale(request, products, on_sale=False)

    def _set_on_sale(
        self, request: HttpRequest, products: QuerySet[Product], *, on_sale: bool
    ) -> None:
        """One by one, so that each has it in its history."""
        changed = list(products.filter(on_sale=not on_sale))
        for product in changed:
            product.on_sale = on_sale
            product.save(update_fields=["on_sale", "updated_at"])
            self.log_change(request, product, [{"changed": {"fields": ["On sale"]}}])
        done = "Put on" if on_sale else "Taken off"
        messages.success(request, f"{done} sale: {len(changed)}.")


@admin.register(Category)
class CategoryAdmin(EditableAdmin):
    list_display = ("name", "slug", "products_in_it", "position")
    prepopulated_fields = {"slug": ("name",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Category]:
        return super().get_queryset(request).annotate(product_count=Count("products"))

    @admin.display(description="Products", ordering="product_count")
    def products_in_it(self, category: Any) -> int:
        count: int = category.product_count
        return count


@admin.register(BulkTier)
class BulkTierAdmin(HistoryAdmin, EditableAdmin):
    form = BulkTierForm
