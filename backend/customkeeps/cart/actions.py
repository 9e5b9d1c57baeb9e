"""Every write to a cart. Each action locks the buyer's row first, so that two tabs take turns."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from customkeeps.accounts.locks import lock_user
from customkeeps.accounts.models import User
from customkeeps.cart.models import MAX_QUANTITY, CartItem
from customkeeps.cart.prints import keep_print, place_line, same_lines, take_print
from customkeeps.catalog.models import Product
from customkeeps.catalog.queries import by_position, default_size, products_with_options
from customkeeps.designs.actions import accept_design
from customkeeps.designs.models import Design
from customkeeps.money import to_text
from customkeeps.rest.errors import Conflict, InvalidInput, NotFound


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a shopper wants of one product. Empty strings stand for "not given"."""

    product_id: int | None
    product_name: str
    quantity: int
    base_color: str
    size: str
    customization_text: str
    claimed_price: Decimal | None


def lock_cart(user: User) -> None:
    """Let one request at a time work on this buyer's cart and checkout, until the commit.

    Raises Unauthenticated when the account was closed a moment ago.
    """
    lock_user(user)


def add_item(
    *, user: User, wanted: Wanted, image_url: str, design_id: UUID | None, base_url: str
) -> tuple[CartItem, bool]:
    """Put a line in the cart, or grow the line that is exactly the same. Returns (line, is new).

    The line comes with what `cart.queries.line_as_dict` reads. Raises InvalidInput, and Conflict
    `price_changed` when the claimed price is not today's.
    """
    if not (image_url or design_id or wanted.customization_text):
        raise InvalidInput({"design_image_url": ["Add a picture or some text to print."]})
    product = _product_on_sale(wanted)
    _check_claimed_price(wanted.claimed_price, product)
    color, size = _offered_color(product, wanted.base_color), _offered_size(product, wanted.size)
    # Last before the line, so that a refused line leaves no picture behind; and outside the
    # transaction, as decoding takes its time. A new picture's line is new: it cannot overflow.
    design = accept_design(user=user, image_url=image_url, design_id=design_id, base_url=base_url)
    item = CartItem(
        user=user,
        product=product,
        base_color=color,
        size=size,
        customization_text=wanted.customization_text,
        design=design,
        quantity=wanted.quantity,
    )
    place_line(item, product)
    item, is_new = _add_or_merge(item, product)
    return _with_shown_rows(item, product), is_new


@transaction.atomic
def _add_or_merge(item: CartItem, product: Product) -> tuple[CartItem, bool]:
    lock_cart(item.user)
    same = same_lines(item).first()
    if same is None:
        item.quantity = _checked_quantity(item.quantity)
        _take_todays_price(item, product)
        keep_print(item)
        item.save(force_insert=True)
        return item, True
    same.quantity = _checked_quantity(same.quantity + item.quantity)
    _take_todays_price(same, product)
    take_print(same, item)
    same.save(
        update_fields=[
            "quantity",
            "price",
            "currency",
            "product_name",
            "placed",
            "preflight",
            "updated_at",
        ]
    )
    return same, False


def _with_shown_rows(item: CartItem, product: Any) -> CartItem:
    """Hand on what was read already, so that showing the line costs no statement."""
    item.product = product
    for rows in ("color_rows", "size_rows", "placement_rows", "tier_rows"):
        setattr(item, rows, getattr(product, rows))
    return item


@transaction.atomic
def change_item(*, user: User, item_id: int, changes: dict[str, Any]) -> CartItem:
    """Change a line's quantity, colour, size or text; it may merge into an identical one.

    `changes` has some of `quantity, base_color, size, customization_text`. Raises NotFound for a
    line that is not the user's, InvalidInput.
    """
    lock_cart(user)
    lines = CartItem.objects.select_related("design__artwork").filter(user=user, pk=item_id)
    item = lines.first()
    if item is None:
        raise NotFound()
    printed = (item.base_color, item.customization_text)
    product = products_with_options().get(pk=item.product_id)
    if "base_color" in changes:
        item.base_color = _offered_color(product, changes["base_color"])
    if "size" in changes:
        item.size = _offered_size(product, changes["size"])
    item.quantity = changes.get("quantity", item.quantity)
    item.customization_text = changes.get("customization_text", item.customization_text)
    if item.design_id is None and not item.customization_text:
        raise InvalidInput({"customization_text": ["This item has no picture: it needs a text."]})
    # Else it stays as it was frozen, however the product has changed since.
    if item.placed_id is None or printed != (item.base_color, item.customization_text):
        place_line(item, product)
        keep_print(item)
    return _save_or_merge(item, product)


@transaction.atomic
def remove_item(*, user: User, item_id: int) -> None:
    """Take a line out of the cart. Raises NotFound when it is not there."""
    lock_cart(user)
    removed, _ = CartItem.objects.filter(user=user, pk=item_id).delete()
    if not removed:
        raise NotFound()


@transaction.atomic
def clear_cart(*, user: User) -> None:
    """Take everything out of the cart."""
    lock_cart(user)
    CartItem.objects.filter(user=user).delete()


def move_lines(*, source: User, target: User) -> None:
    """Put one cart's lines into another: the same line grows, to no more than a line may hold.

    Only with both carts locked in this transaction.
    """
    for item in CartItem.objects.filter(user=source):
        item.user = target
        _take_in(item, ["user"])


def place_old_lines(lines: Iterable[Any]) -> bool:
    """Freeze what lines of `cart_lines` print that an older program has made. Returns whether there
    were any. Only with the cart locked.
    """
    old = [line for line in lines if line.placed_id is None and line.placement_rows]
    for item in old:
        place_line(item, item)
        keep_print(item)
        _take_in(item, ["placed", "preflight"])
    return bool(old)


def _take_in(item: CartItem, changed: list[str]) -> None:
    """Save a changed line, or let the same line grow, to no more than a line may hold."""
    same = same_lines(item).exclude(pk=item.pk).first()
    if same is None:
        item.save(update_fields=changed)
        return
    take_print(same, item)
    same.quantity = min(same.quantity + item.quantity, MAX_QUANTITY)
    same.save(update_fields=["quantity", "placed", "preflight", "updated_at"])
    item.delete()


def exchange_design(*, user: User, old: Design, new: Design) -> None:
    """Have the user's lines show `new`, which is the same picture. Only with the cart locked."""
    CartItem.objects.filter(user=user, design=old).update(design=new)


def _save_or_merge(item: CartItem, product: Product) -> CartItem:
    same = same_lines(item).exclude(pk=item.pk).first()
    kept = item
    if same is not None:
        same.quantity += item.quantity
        take_print(same, item)
        item.delete()
        kept = same
    kept.quantity = _checked_quantity(kept.quantity)
    _take_todays_price(kept, product)
    kept.save()
    return kept


def _product_on_sale(wanted: Wanted) -> Product:
    products = products_with_options().filter(on_sale=True, currency=settings.CURRENCY)
    if wanted.product_id is not None:
        product = products.filter(pk=wanted.product_id).first()
        if product is not None and wanted.product_name not in ("", product.name):
            raise InvalidInput({"product_name": ["This is not the name of that product."]})
    else:
        product = products.filter(name=wanted.product_name).first()
    if product is None:
        raise InvalidInput({"product_name": ["We do not sell this product."]})
    return product


def _check_claimed_price(claimed: Decimal | None, product: Product) -> None:
    if claimed is not None and claimed != product.price:
        price = to_text(product.price, product.currency)
        raise Conflict(
            "price_changed",
            f"The price of {product.name} is now {price} {product.currency}.",
            price=price,
        )


def _offered_color(product: Any, color: str) -> str:
    colors = by_position(product.color_rows)
    if not colors and not color:
        return ""
    if color not in {row["name"] for row in colors}:
        raise InvalidInput({"base_color": [f"{product.name} is not made in this colour."]})
    return color


def _offered_size(product: Any, size: str) -> str:
    sizes = by_position(product.size_rows)
    if not size:
        return default_size(sizes) or ""
    if size not in {row["name"] for row in sizes}:
        raise InvalidInput({"size": [f"{product.name} is not made in this size."]})
    return size


def _checked_quantity(quantity: int) -> int:
    if not 1 <= quantity <= MAX_QUANTITY:
        raise InvalidInput(
            {"quantity": [f"One line holds between 1 and {MAX_QUANTITY} pieces of a product."]}
        )
    return quantity


def _take_todays_price(item: CartItem, product: Product) -> None:
    item.product_name, item.price, item.currency = product.name, product.price, product.currency
