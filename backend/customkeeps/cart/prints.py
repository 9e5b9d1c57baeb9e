"""What a cart's line prints, and which lines print the same thing."""

from typing import Any

from django.db.models import F, Q, QuerySet

from customkeeps.cart.models import CartItem
from customkeeps.catalog.queries import hex_of
from customkeeps.designs.looking_over import check_printable, look_over
from customkeeps.designs.placing import freeze, place, placed_design
from customkeeps.designs.saved import keep_design


def place_line(item: CartItem, product: Any) -> None:
    """What the line prints, made of its design and text on the product as it is today, and what
    preflight finds in it. Raises InvalidInput `preflight` for a design that cannot be printed.
    """
    documents = place(
        design=item.design,
        text=item.customization_text,
        product=product,
        base_color=item.base_color,
    )
    item.placed = placed_design(documents)
    item.preflight = look_over(
        documents,
        product_colour=hex_of(product.color_rows, item.base_color),
        known=[item.design.artwork] if item.design else (),
    )
    if item.design is not None:
        check_printable(item.design, item.preflight)


def keep_print(item: CartItem) -> None:
    """Save what the line's keys lead to. Only in the transaction that saves the line."""
    if item.design is not None and item.design._state.adding:
        item.design = keep_design(item.design)
    if item.placed is not None:
        freeze(item.placed)


def take_print(kept: CartItem, item: CartItem) -> None:
    """The kept line may be an older program's, which did not say what it prints."""
    kept.preflight = item.preflight
    if kept.placed_id is None and item.placed is not None:
        freeze(item.placed)
        kept.placed = item.placed


def same_lines(item: CartItem) -> QuerySet[CartItem]:
    """Those that are exactly the same thing, the one that prints the same before one of an older
    program's, which does not say what it prints.
    """
    prints_the_same = Q(placed=None, design=item.design_id)
    if item.placed_id is not None:
        prints_the_same |= Q(placed=item.placed_id)
    return (
        CartItem.objects.filter(
            prints_the_same,
            user=item.user_id,
            product=item.product_id,
            base_color=item.base_color,
            size=item.size,
            customization_text=item.customization_text,
        )
        .select_related("design", "placed")
        .defer("design__documents", "placed__documents")
        .order_by(F("placed").desc(nulls_last=True), "pk")
    )
