"""Putting the demo shop's products on sale. What a shop has changed since then stays changed."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.text import slugify

from customkeeps.catalog.models import (
    Category,
    Placement,
    Product,
    ProductColor,
    ProductSize,
    VariantStock,
)
from customkeeps.demo.assortment import ASSORTMENT, PLACEMENTS, SHELVES, Goods
from customkeeps.demo.pictures.catalogue import pictured_products
from customkeeps.demo.pictures.make import Picture, PictureView, ProductPictures

FOLDER = "products"


def put_on_sale(pictured: Iterable[ProductPictures]) -> None:
    """Create the products that are missing, and give all of them their present pictures."""
    pictures = {entry.slug: entry for entry in pictured}
    hexes = {product.slug: product.colors for product in pictured_products()}
    for position, goods in enumerate(ASSORTMENT):
        product = Product.objects.filter(slug=goods.slug).first()
        if product is None and not Product.objects.filter(name=goods.name).exists():
            product = _create(goods, position, hexes[goods.slug], pictures[goods.slug])
        if product is not None:
            _show(product, pictures[goods.slug])


def _create(
    goods: Goods, position: int, hexes: dict[str, str], pictures: ProductPictures
) -> Product:
    product = Product.objects.create(
        slug=goods.slug,
        name=goods.name,
        category=_shelf(goods.shelf),
        description=goods.description,
        price=goods.price,
        currency=settings.CURRENCY,
        stock=goods.stock,
        position=position,
        **_advertised(pictures),
    )
    _create_placements(product, pictures)
    colors = [
        ProductColor(product=product, name=name, hex=hex_, position=place)
        for place, (name, hex_) in enumerate(hexes.items())
    ]
    sizes = [
        ProductSize(
            product=product, name=name, is_default=name == goods.default_size, position=place
        )
        for place, name in enumerate(goods.sizes)
    ]
    ProductColor.objects.bulk_create(colors)
    ProductSize.objects.bulk_create(sizes)
    for (color, size), on_hand in goods.variant_stock.items():
        VariantStock.objects.create(
            product=product,
            color=product.colors.get(name=color),
            size=product.sizes.get(name=size),
            on_hand=on_hand,
        )
    return product


def _create_placements(product: Product, pictures: ProductPictures) -> None:
    """One for each place, however many views show it; products.json has whole millimetres."""
    places = {view.placement: view for view in pictures.views}
    Placement.objects.bulk_create(
        Placement(
            product=product,
            code=code,
            name=PLACEMENTS[code],
            width_mm=int(view.print_width_mm),
            height_mm=int(view.print_height_mm),
            position=position,
        )
        for position, (code, view) in enumerate(places.items())
    )


def _shelf(name: str) -> Category:
    position = SHELVES.index(name)
    return Category.objects.get_or_create(
        slug=slugify(name), defaults={"name": name, "position": position}
    )[0]


def _show(product: Product, pictures: ProductPictures) -> None:
    """Point to the pictures as they are made now; pictures of the shop's own stay."""
    wanted = {
        name: url
        for name, url in _advertised(pictures).items()
        if _is_ours(getattr(product, name)) and getattr(product, name) != url
    }
    if wanted:
        for name, url in wanted.items():
            setattr(product, name, url)
        product.save(update_fields=[*wanted, "updated_at"])
    for color in product.colors.all():
        shown = _pictures_of(color.name, pictures)
        if (
            shown
            and color.pictures != shown
            and all(_is_ours(old["url"]) for old in color.pictures)
        ):
            color.pictures = shown
            color.save(update_fields=["pictures"])


def _advertised(pictures: ProductPictures) -> dict[str, str]:
    return {
        "image_url": _url(pictures.hero.file_name),
        "image_thumb_url": _url(pictures.hero.thumb_file_name),
        "template_image_url": _url(pictures.template.file_name),
    }


def _pictures_of(color: str, pictures: ProductPictures) -> list[dict[str, object]]:
    """What `ProductColor.pictures` holds: the blank in that colour, side by side."""
    sides = {view.view: view for view in pictures.views}
    blanks = [blank for blank in pictures.blanks if blank.color == color]
    return [_as_dict(blank, sides[blank.view]) for blank in blanks]


def _as_dict(blank: Picture, side: PictureView) -> dict[str, object]:
    return {
        "view": blank.view,
        "name": side.name,
        "placement": side.placement,
        "url": _url(blank.file_name),
        "thumb_url": _url(blank.thumb_file_name),
        "width_px": blank.width_px,
        "height_px": blank.height_px,
        "print_quad": [list(corner) for corner in side.print_quad],
        "print_part": list(side.print_part),
    }


def _url(file_name: str) -> str:
    return f"{settings.MEDIA_URL}{FOLDER}/{file_name}"


def _is_ours(url: str) -> bool:
    return not url or url.startswith(_url(""))
