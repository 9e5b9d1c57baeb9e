"""Staff see what lies in the carts; only shoppers change it."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from customkeeps.admin_pages.bases import LookOnlyAdmin
from customkeeps.admin_pages.parts import (
    NOTHING,
    link_to,
    picture,
    pictures,
    price,
    printed_text,
    swatch,
    two_lines,
)
from customkeeps.cart.models import CartItem
from customkeeps.catalog.queries import hex_of, thumbnail_of, with_options
from customkeeps.designs.queries import printed_pictures


@admin.register(CartItem)
class CartItemAdmin(LookOnlyAdmin):
    list_display = (
        "product_line",
        "shown",
        "variant",
        "text",
        "quantity",
        "price_shown",
        "shopper",
        "updated_at",
    )
    search_fields = ("product_name", "customization_text", "user__username", "user__email")
    list_filter = ("product",)
    ordering = ("-updated_at",)
    fields = (
        "shown_large",
        "product_line",
        "variant",
        "text",
        "quantity",
        "price_shown",
        "shopper",
        "created_at",
        "updated_at",
    )
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[CartItem]:
        items = super().get_queryset(request).select_related("user", "product", "design", "placed")
        return with_options(items, product="product_id")

    @admin.display(description="Pictures")
    def shown(self, item: CartItem) -> SafeString:
        return self._pictures(item, size="", opens=False)

    @admin.display(description="Pictures")
    def shown_large(self, item: CartItem) -> SafeString:
        return self._pictures(item, size="large", opens=True)

    def _pictures(self, item: Any, *, size: str, opens: bool) -> SafeString:
        """What is printed, then the product in the chosen colour."""
        code = hex_of(item.color_rows, item.base_color)
        shown = [
            picture(thumbnail, alt=name, opens=whole if opens else "", size=size, on=code)
            for name, thumbnail, whole in printed_pictures(item)
        ]
        if blank := thumbnail_of(item.color_rows, item.base_color):
            shown.append(picture(blank, alt=f"In {item.base_color}", size=size))
        return pictures(shown)

    @admin.display(description="Product", ordering="product_name")
    def product_line(self, item: CartItem) -> str:
        return item.product_name

    @admin.display(description="Colour and size")
    def variant(self, item: Any) -> SafeString:
        color = swatch(hex_of(item.color_rows, item.base_color), item.base_color)
        return two_lines(color, item.size)

    @admin.display(description="Text to print")
    def text(self, item: CartItem) -> SafeString | str:
        return printed_text(item.customization_text) if item.customization_text else NOTHING

    @admin.display(description="Price when added", ordering="price")
    def price_shown(self, item: CartItem) -> SafeString:
        return price(item.price, item.currency)

    @admin.display(description="Shopper", ordering="user__username")
    def shopper(self, item: CartItem) -> SafeString:
        return link_to(item.user)
