"""Every write to a cart. Each action locks the buyer's row first, so that two tabs take turns."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from customkeeps.accounts.locks import lock_user
from customkeeps.accounts.models import User
from customkeeps.cart.models import IDENTITY_TEXTS, MAX_QUANTITY, CartItem
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
    item, is_new = _add_or_merge(
        CartItem(
            user=user,
            product=product,
            base_color=color,
            size=size,
            customization_text=wanted.customization_text,
            design=design,
            quantity=wanted.quantity,
        ),
        product,
    )
    return _with_shown_rows(item, product, design), is_new


@transaction.atomic
def _add_or_merge(item: CartItem, product: Product) -> tuple[CartItem, bool]:
    lock_cart(item.user)
    same = _same_lines(item).first()
    if same is None:
        item.quantity = _checked_quantity(item.quantity)
        _take_todays_price(item, product)
        item.save(force_insert=True)
        return item, True
    same.quantity = _checked_quantity(same.quantity + item.quantity)
    _take_todays_price(same, product)
    same.save(update_fields=["quantity", "price", "currency", "product_name", "updated_at"])
    return same, False


def _same_lines(item: CartItem) -> QuerySet[CartItem]:
    return CartItem.objects.filter(
        user=item.user_id,
        product=item.product_id,
        base_color=item.base_color,
        size=item.size,
        customization_text=item.customization_text,
        design=item.design_id,
    )


def _with_shown_rows(item: CartItem, product: Any, design: Design | None) -> CartItem:
    """Hand on what was read already, so that showing the line costs no statement."""
    item.product, item.design = product, design
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
    item = CartItem.objects.filter(user=user, pk=item_id).first()
    if item is None:
        raise NotFound()
    product = products_with_options().get(pk=item.product_id)
    if "base_color" in changes:
        item.base_color = _offered_color(product, changes["base_color"])
    if "size" in changes:
        item.size = _offered_size(product, changes["size"])
    item.quantity = changes.get("quantity", item.quantity)
    item.customization_text = changes.get("customization_text", item.customization_text)
    if item.design_id is None and not item.customization_text:
        raise InvalidInput({"customization_text": ["This item has no picture: it needs a text."]})
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
        same = _same_lines(item).first()
        if same is None:
            item.save(update_fields=["user"])
            continue
        same.quantity = min(same.quantity + item.quantity, MAX_QUANTITY)
        same.save(update_fields=["quantity", "updated_at"])
        item.delete()


def exchange_design(*, user: User, old: Design, new: Design) -> None:
    """Have the user's lines show `new`, which is the same picture. Only with the cart locked."""
    CartItem.objects.filter(user=user, design=old).update(design=new)


def take_out_lines(*, user: User, bought: list[dict[str, Any]]) -> None:
    """Take what was bought out of the cart; what was added or changed since then stays.

    `bought` are lines of a payment's snapshot. Call it with the cart locked (`lock_cart`).
    """
    unchanged = Q()
    for line in bought:
        unchanged |= Q(pk=line["cart_item"], quantity=line["quantity"], **_identity(line))
    removed, _ = CartItem.objects.filter(unchanged, user=user).delete()
    if removed < len(bought):
        _take_from_changed_lines(user, bought)


def _take_from_changed_lines(user: User, bought: list[dict[str, Any]]) -> None:
    """Lines that are still the same thing keep what was added to them since."""
    for line in bought:
        same = CartItem.objects.filter(pk=line["cart_item"], user=user, **_identity(line))
        for item in same:
            item.quantity -= line["quantity"]
            if item.quantity > 0:
                item.save(update_fields=["quantity", "updated_at"])
            else:
                item.delete()


def _identity(line: dict[str, Any]) -> dict[str, Any]:
    return {name: line[name] for name in ("product", "design", *IDENTITY_TEXTS)}


def _save_or_merge(item: CartItem, product: Product) -> CartItem:
    same = _same_lines(item).exclude(pk=item.pk).first()
    kept = item
    if same is not None:
        same.quantity += item.quantity
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
