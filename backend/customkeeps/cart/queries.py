"""The cart as plain lines, priced, and as the API shows it."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from customkeeps.accounts.models import User
from customkeeps.cart.models import CartItem
from customkeeps.catalog.actions import Counter
from customkeeps.catalog.queries import (
    by_position,
    color_as_dict,
    default_size,
    print_area,
    read_tiers,
    stock_counters,
    with_options,
    with_stock,
)
from customkeeps.coupons.models import Coupon
from customkeeps.coupons.queries import coupon_as_dict
from customkeeps.designs.queries import print_as_dict
from customkeeps.money import to_text
from customkeeps.pricing import Line, PricedLine, Quote, quote
from customkeeps.rest.times import to_iso


def cart_lines(user: User) -> QuerySet[CartItem]:
    """The user's lines with all that pricing and showing them needs, in one statement."""
    return _lines().filter(user=user).order_by("id")


@cache
def _lines() -> QuerySet[CartItem]:
    """Built once: taking all its columns together costs more than the statement itself."""
    lines = CartItem.objects.select_related("product", "design", "placed")
    lines = lines.defer("design__documents", "placed__documents")
    return with_stock(with_options(lines, product="product_id"), product="product_id")


def price_lines(lines: Iterable[Any]) -> Quote:
    """The quote of `cart_lines` at today's catalogue prices, no coupon yet.

    Each line's key is the CartItem.
    """
    lines = list(lines)
    return quote(
        [Line(key=item, price=item.product.price, quantity=item.quantity) for item in lines],
        tiers=read_tiers(lines[0].tier_rows) if lines else [],
        currency=lines[0].product.currency if lines else settings.CURRENCY,
    )


def is_available(item: Any) -> bool:
    """Whether the product is still sold in the line's colour and size."""
    colors = {row["name"] for row in item.color_rows or ()}
    sizes = {row["name"] for row in item.size_rows or ()}
    return bool(
        item.product.on_sale
        and item.product.currency == settings.CURRENCY
        and (item.base_color in colors or (not colors and not item.base_color))
        and (item.size in sizes or (not sizes and not item.size))
    )


def short_lines(lines: Iterable[Any]) -> list[dict[str, int]]:
    """Lines that cannot be had as wanted: `[{id, available}]`, in the cart's order.

    Lines that draw on the same stock take from it one after the other.
    """
    left: dict[Counter, int] = {}
    short = []
    for item in lines:
        counters = stock_counters(item, color=item.base_color, size=item.size)
        for key, free in counters.items():
            left.setdefault(key, free)
        available = min((left[key] for key in counters), default=item.quantity)
        if not is_available(item):
            available = 0
        if item.quantity > available:
            short.append({"id": item.pk, "available": max(available, 0)})
            continue
        for key in counters:
            left[key] -= item.quantity
    return short


def demand_of(lines: Iterable[Any]) -> dict[Counter, int]:
    """How many pieces of each thing that is counted the lines ask for."""
    demand: dict[Counter, int] = {}
    for item in lines:
        for counter in stock_counters(item, color=item.base_color, size=item.size):
            demand[counter] = demand.get(counter, 0) + item.quantity
    return demand


def lines_as_list(lines: Iterable[Any], *, base_url: str) -> list[dict[str, Any]]:
    """Lines of `cart_lines` as the API shows them; each is priced by itself."""
    priced = price_lines(lines).lines
    return [line_as_dict(line, base_url=base_url) for line in priced]


def cart_item(user: User, item_id: int) -> CartItem:
    """One line of the user's, with what showing it needs."""
    return cart_lines(user).get(pk=item_id)


def cart_item_as_dict(item: CartItem, *, base_url: str) -> dict[str, Any]:
    """One line, of `cart_lines` or just added, as the API shows it."""
    return lines_as_list([item], base_url=base_url)[0]


def line_as_dict(priced: PricedLine, *, base_url: str) -> dict[str, Any]:
    """The API's representation of a cart line (contract §3, Cart)."""
    item: Any = priced.line.key
    product = item.product
    colors = [color_as_dict(row, base_url=base_url) for row in by_position(item.color_rows)]
    color = next((color for color in colors if color["name"] == item.base_color), None)
    mockup = next(iter(color["pictures"]), None) if color else None
    sizes = by_position(item.size_rows)
    return {
        "id": item.pk,
        "product": product.pk,
        "product_slug": product.slug,
        "product_name": product.name,
        "price": to_text(product.price, product.currency),
        "price_changed_from": None
        if item.price == product.price
        else to_text(item.price, item.currency),
        "currency": product.currency,
        "quantity": item.quantity,
        "base_color": item.base_color,
        "base_color_hex": color and color["hex"],
        "size": item.size or None,
        "default_size": default_size(sizes),
        "customization_text": item.customization_text,
        "design": item.design_id and str(item.design_id),
        **print_as_dict(item, base_url=base_url),
        "preflight": item.preflight or [],
        "mockup": mockup,
        "mockup_url": mockup and mockup["thumb_url"],
        "print_area": print_area(mockup, item.placement_rows),
        "line_total": to_text(priced.line_total, product.currency),
        "bulk_percent": str(priced.bulk_percent),
        "colors": [{"name": color["name"], "hex": color["hex"]} for color in colors],
        "sizes": [row["name"] for row in sizes],
        "available": is_available(item),
        "created_at": to_iso(item.created_at),
        "updated_at": to_iso(item.updated_at),
    }


def quote_as_dict(
    priced: Quote,
    *,
    coupon: Coupon | None,
    coupon_error: str | None = None,
    coupon_minimum: str | None = None,
) -> dict[str, Any]:
    """The API's representation of a quote: every stage of contract §4 as text.

    `coupon_error` says why a code is not in it, `coupon_minimum` what the subtotal must reach.
    """
    text = {
        stage: to_text(getattr(priced, stage), priced.currency)
        for stage in (
            "raw_subtotal",
            "bulk_discount",
            "subtotal_after_bulk",
            "coupon_discount",
            "discount_amount",
            "final_amount",
        )
    }
    lines = [_quote_line(line, priced.currency) for line in priced.lines]
    return {
        "lines": lines,
        **text,
        "coupon": coupon_as_dict(coupon),
        "coupon_error": coupon_error,
        "coupon_minimum": coupon_minimum,
        "currency": priced.currency,
    }


def _quote_line(priced: PricedLine, currency: str) -> dict[str, Any]:
    item: Any = priced.line.key
    return {
        "id": item.pk,
        "product_name": item.product.name,
        "price": to_text(priced.line.price, currency),
        "quantity": priced.line.quantity,
        "bulk_percent": str(priced.bulk_percent),
        "line_total": to_text(priced.line_total, currency),
        "next_break": priced.next_break
        and {
            "quantity": priced.next_break.quantity,
            "saves": to_text(priced.next_break.saves, currency),
        },
    }
