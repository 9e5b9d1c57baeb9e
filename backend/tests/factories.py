"""Small things to test with. Each takes what matters to the test and fills in the rest.

The cast: Alice buys, Bob buys too, Petra prints.
"""

import base64
import hashlib
import io
from dataclasses import asdict
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.text import slugify
from PIL import Image

from customkeeps.accounts.models import Address, User
from customkeeps.cart.models import CartItem
from customkeeps.cart.prints import keep_print, place_line
from customkeeps.cart.queries import cart_lines, price_lines
from customkeeps.catalog.models import (
    Placement,
    Product,
    ProductColor,
    ProductSize,
    VariantStock,
)
from customkeeps.catalog.queries import products_with_options
from customkeeps.checkout.actions.snapshot import purchase_of, snapshot
from customkeeps.coupons.models import Coupon
from customkeeps.designs.files import keep_file
from customkeeps.designs.models import Artwork, Design, SavedDesign
from customkeeps.designs.pictures import normalise
from customkeeps.drawing.document import artworks_of
from customkeeps.orders.actions import create_order, move_order, next_status
from customkeeps.orders.models import Order
from customkeeps.payments.actions import move
from customkeeps.payments.models import Payment, State
from customkeeps.pricing import with_coupon

PASSWORD = "keep-it-custom-42"
COLORS = {"White": "#ffffff", "Black": "#1a1a1a", "Navy Blue": "#1b2a4e"}
SIZES = ("S", "M", "L")


def make_user(username: str = "alice", **fields: Any) -> User:
    return User.objects.create_user(
        username, email=f"{username}@example.com", password=PASSWORD, **fields
    )


def make_address(user: User, **fields: Any) -> Address:
    """The user's default address, unless told otherwise."""
    defaults = {
        "name": "Alice Reyes",
        "line1": "12 Mabini Street",
        "city": "Makati",
        "province": "Metro Manila",
        "postal_code": "1226",
        "country": "PH",
        "phone": "+63 917 123 4567",
        "is_default": True,
    }
    return Address.objects.create(user=user, **defaults | fields)


def make_product(
    name: str = "T-Shirt",
    *,
    price: str = "500.00",
    colors: dict[str, str] = COLORS,
    sizes: tuple[str, ...] = (),
    default_size: str = "",
    placements: tuple[str, ...] = ("Front",),
    **fields: Any,
) -> Product:
    """A product on sale. Each colour has one picture; each placement is 280 x 360 mm."""
    fields.setdefault("slug", slugify(name))
    product = Product.objects.create(name=name, price=Decimal(price), **fields)
    ProductColor.objects.bulk_create(
        ProductColor(
            product=product,
            name=color,
            hex=code,
            pictures=[picture_of(f"{product.slug}-{slugify(color)}")],
            position=position,
        )
        for position, (color, code) in enumerate(colors.items())
    )
    ProductSize.objects.bulk_create(
        ProductSize(product=product, name=size, is_default=size == default_size, position=position)
        for position, size in enumerate(sizes)
    )
    Placement.objects.bulk_create(
        Placement(
            product=product,
            code=slugify(placement),
            name=placement,
            width_mm=280,
            height_mm=360,
            position=position,
        )
        for position, placement in enumerate(placements)
    )
    return product


def picture_of(name: str) -> dict[str, Any]:
    """An entry of `ProductColor.pictures`."""
    return {
        "view": "front",
        "url": f"/media/products/{name}.webp",
        "thumb_url": f"/media/products/{name}-480.webp",
        "width_px": 1200,
        "height_px": 1200,
        "print_quad": [[0.3, 0.25], [0.7, 0.25], [0.7, 0.75], [0.3, 0.75]],
    }


def make_stock(
    product: Product, on_hand: int, *, color: str = "", size: str = "", held: int = 0
) -> VariantStock:
    """Stock counted for a colour, a size, or a colour in a size."""
    return VariantStock.objects.create(
        product=product,
        color=product.colors.get(name=color) if color else None,
        size=product.sizes.get(name=size) if size else None,
        on_hand=on_hand,
        held=held,
    )


def make_coupon(
    code: str = "SAVE10", percent: str = "10", *, amount: str = "", **fields: Any
) -> Coupon:
    """A coupon that is good from yesterday until tomorrow, unless told otherwise.

    With an `amount` it takes that off instead of the per cent.
    """
    now = timezone.now()
    fields.setdefault("valid_from", now - timedelta(days=1))
    fields.setdefault("valid_to", now + timedelta(days=1))
    if amount:
        return Coupon.objects.create(code=code, discount_amount=Decimal(amount), **fields)
    return Coupon.objects.create(code=code, discount_percent=Decimal(percent), **fields)


def png(shade: int = 0) -> bytes:
    """A PNG file of 40 x 30 pixels; another shade is another picture."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), (200, shade % 256, shade // 256)).save(out, "PNG")
    return out.getvalue()


def data_url(data: bytes, kind: str = "png") -> str:
    """The picture as the storefront sends it."""
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"


def make_design(user: User, shade: int = 0) -> Design:
    """The design that sending `png(shade)` would make, files and all, without a worker process."""
    sent = png(shade)
    picture = normalise(sent, "png")
    sha256 = hashlib.sha256(picture.content).hexdigest()
    artwork = Artwork.objects.create(
        user=user,
        sha256=sha256,
        source_sha256=hashlib.sha256(sent).hexdigest(),
        format=picture.format,
        width_px=picture.width_px,
        height_px=picture.height_px,
        size_bytes=len(picture.content),
        **asdict(picture.facts),
    )
    keep_file(artwork.thumbnail_name, picture.thumbnail)
    keep_file(artwork.file_name, picture.content)
    return Design.objects.create(user=user, artwork=artwork, fingerprint=sha256)


def words_layer(**changes: Any) -> dict[str, Any]:
    """A layer of a document: a word, unless told otherwise."""
    return {
        "kind": "text", "id": "t1", "name": "Words", "group": None, "x_mm": 10, "y_mm": 20.5,
        "width_mm": 100, "height_mm": 30, "rotation_deg": 0, "opacity": 1, "locked": False,
        "content": "Ana", "font": "lobster-400", "size_mm": 20, "colour": "#112233",
        "align": "center", "letter_spacing": 0, "line_height": 1.2, "outline": None,
        "curve_deg": 0, **changes,
    }  # fmt: skip


def picture_layer(artwork: str, **changes: Any) -> dict[str, Any]:
    """A layer of a document: the whole of a stored picture, named by its SHA-256."""
    return {
        "kind": "image", "id": "i1", "name": "Photo", "group": None, "x_mm": 0, "y_mm": 0,
        "width_mm": 100, "height_mm": 75, "rotation_deg": 0, "opacity": 1, "locked": False,
        "artwork": artwork, "crop": {"x": 0, "y": 0, "width": 1, "height": 1}, "mask": "none",
        "flip_x": False, "flip_y": False, "colour_key": None, **changes,
    }  # fmt: skip


def make_document(*layers: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """What a placement of `make_product` is printed with; a word, unless told otherwise."""
    return {
        "format": "ck.design/1", "placement": "front", "width_mm": 280, "height_mm": 360,
        "layers": list(layers) or [words_layer()], **changes,
    }  # fmt: skip


def make_saved_design(user: User, product: Product, **fields: Any) -> SavedDesign:
    """A design that the user works on; a word on the front, unless told otherwise."""
    color = product.colors.first()
    defaults = {
        "name": "For Ana",
        "color": color.name if color else "",
        "documents": [make_document()],
    }
    saved = SavedDesign.objects.create(user=user, product=product, **defaults | fields)
    names = artworks_of(saved.documents)
    saved.artworks.set(Artwork.objects.filter(user=user, sha256__in=names))
    return saved


def make_cart_item(user: User, product: Product, quantity: int = 1, **fields: Any) -> CartItem:
    """A line at today's price; in the product's first colour with a text, unless told otherwise.

    What it prints is frozen, as when it is added.
    """
    color = product.colors.first()
    defaults = {
        "base_color": color.name if color else "",
        "customization_text": "" if fields.get("design") else "Hello",
        "product_name": product.name,
        "price": product.price,
        "currency": product.currency,
    }
    item = CartItem(user=user, product=product, quantity=quantity, **defaults | fields)
    if "placed" not in fields:
        place_line(item, products_with_options().get(pk=product.pk))
    keep_print(item)
    item.save(force_insert=True)
    return item


def make_payment(user: User, *, coupon: Coupon | None = None, **fields: Any) -> Payment:
    """The snapshot of the user's cart as it is, saved in the state `creating`."""
    priced = with_coupon(price_lines(cart_lines(user)), coupon.rule if coupon else None)
    payment = snapshot(user, priced, coupon)
    for name, value in fields.items():
        setattr(payment, name, value)
    payment.save()
    return payment


def make_order(user: User, *, coupon: Coupon | None = None, status: str = "preparing") -> Order:
    """What the user has in the cart, paid and ordered, and moved on to `status`.

    The cart is left alone: call it again for the same order once more.
    """
    payment = make_payment(user, coupon=coupon)
    payment.intent_id = f"pi_{payment.pk.hex}" if payment.final_amount else None
    order = create_order(purchase_of(payment))
    received = payment.final_amount if payment.intent_id else None
    move(
        payment,
        State.FULFILLED,
        intent_id=payment.intent_id,
        order=order,
        received_amount=received,
    )
    if status == "cancelled":
        return move_order(order_id=order.pk, status=status, by=None)
    while order.status != status:
        following = next_status(order)
        if following is None:
            raise ValueError(f"no order is ever {status}")
        order = move_order(order_id=order.pk, status=following, by=None)
    return order
