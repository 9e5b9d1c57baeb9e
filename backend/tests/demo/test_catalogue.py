"""What the demo shop sells, and that all of it can be seen."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from PIL import Image

from customkeeps.catalog.models import Product
from customkeeps.coupons.queries import find_valid_coupon
from customkeeps.pricing import AmountOff, CouponRule, PercentOff
from tests.clients import ShopClient

pytestmark = [pytest.mark.usefixtures("demo_shop"), pytest.mark.xdist_group("demo")]

EIGHT = ["White", "Black", "Navy Blue", "Gray", "Red", "Pink", "Yellow", "Green"]
CLOTHING = ["XS", "S", "M", "L", "XL", "2XL", "3XL"]
PHONES = ["iPhone 15", "iPhone 16", "Galaxy S24", "Galaxy S25"]
PLACEMENTS = {
    "T-Shirt": [("front", "Front", 300, 400), ("back", "Back", 300, 400)],
    "Hoodie": [("front", "Front", 280, 260)],
    "Mug": [("wrap", "All around", 210, 90)],
    "Tote Bag": [("front", "Front", 280, 280)],
    "Cap": [("front", "Front", 110, 55)],
    "Tumbler": [("wrap", "All around", 230, 110)],
    "Phone Case": [("back", "Back", 76, 150)],
    "Cushion": [("front", "Front", 320, 320)],
}


@pytest.fixture
def products(as_nobody: ShopClient) -> list[dict[str, Any]]:
    """As the storefront gets them."""
    answer: list[dict[str, Any]] = as_nobody.get("/api/products/").json()
    return answer


def test_eight_products_are_on_sale(products: list[dict[str, Any]]) -> None:
    assert [(item["name"], item["price"], item["category"]["name"]) for item in products] == [
        ("T-Shirt", "500.00", "Clothing"),
        ("Hoodie", "1250.00", "Clothing"),
        ("Mug", "320.00", "Drinkware"),
        ("Tote Bag", "380.00", "Bags"),
        ("Cap", "420.00", "Accessories"),
        ("Tumbler", "650.00", "Drinkware"),
        ("Phone Case", "450.00", "Accessories"),
        ("Cushion", "690.00", "Home"),
    ]
    assert {item["currency"] for item in products} == {"PHP"}
    assert all(len(item["description"]) > 60 for item in products)


def test_each_comes_in_the_documented_colours(products: list[dict[str, Any]]) -> None:
    offered = {item["name"]: [color["name"] for color in item["colors"]] for item in products}
    assert offered.pop("Tote Bag") == ["Natural", *EIGHT]
    assert list(offered.values()) == [EIGHT] * 7


def test_clothing_and_phone_cases_have_sizes(products: list[dict[str, Any]]) -> None:
    sized = {item["name"]: (item["sizes"], item["default_size"]) for item in products}
    assert sized == dict.fromkeys(sized, ([], None)) | {
        "T-Shirt": (CLOTHING, "M"),
        "Hoodie": (CLOTHING, "M"),
        "Phone Case": (PHONES, "iPhone 15"),
    }


def test_each_printed_place_is_measured_in_millimetres(products: list[dict[str, Any]]) -> None:
    measured = {
        item["name"]: [
            (place["code"], place["name"], place["width_mm"], place["height_mm"])
            for place in item["placements"]
        ]
        for item in products
    }
    assert measured == PLACEMENTS


def test_only_the_cushion_is_nearly_sold_out(products: list[dict[str, Any]]) -> None:
    left = {item["name"]: item["stock_left"] for item in products}
    assert left == dict.fromkeys(left) | {"Cushion": 7}
    assert all(item["in_stock"] for item in products)


def test_every_colour_is_pictured_from_every_side(products: list[dict[str, Any]]) -> None:
    for item in products:
        sides = [[picture["view"] for picture in color["pictures"]] for color in item["colors"]]
        assert sides == [sides[0]] * len(item["colors"]), item["name"]
        shown = {picture["placement"] for picture in item["colors"][0]["pictures"]}
        assert shown == {place["code"] for place in item["placements"]}


def test_every_picture_is_there_and_as_large_as_it_says(
    products: list[dict[str, Any]], demo_shop: LazySettings
) -> None:
    pictures = [
        picture for item in products for color in item["colors"] for picture in color["pictures"]
    ]
    assert len({picture["url"] for picture in pictures}) == len(pictures) == 89
    for picture in pictures:
        assert _size(picture["url"], demo_shop) == (picture["width_px"], picture["height_px"])
        assert _size(picture["thumb_url"], demo_shop) == (500, 500)


def test_the_advertised_pictures_are_there(
    products: list[dict[str, Any]], demo_shop: LazySettings
) -> None:
    for item in products:
        sizes = [
            _size(item[name], demo_shop)
            for name in ("image_url", "image_thumb_url", "template_image_url")
        ]
        assert sizes == [(1000, 1000), (500, 500), (1000, 1000)]


def test_a_picture_is_served(products: list[dict[str, Any]], as_nobody: ShopClient) -> None:
    answer = as_nobody.get(products[0]["image_thumb_url"])
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert b"".join(answer.streaming_content)[8:12] == b"WEBP"


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("save10", PercentOff(Decimal(10))),
        ("keep100", AmountOff(Decimal(100))),
        ("SUMMER15", None),
        ("WELCOME20", None),
    ],
)
def test_one_coupon_of_each_kind_is_good(code: str, rule: CouponRule | None) -> None:
    coupon = find_valid_coupon(code)
    assert (coupon.rule if coupon else None) == rule


def test_one_variant_is_scarce() -> None:
    counted = Product.objects.get(slug="hoodie").variant_stock.get()
    assert (str(counted), counted.on_hand) == ("Hoodie Red 3XL", 2)


def _size(url: str, settings: LazySettings) -> tuple[int, int]:
    path = Path(settings.MEDIA_ROOT) / url.split(settings.MEDIA_URL, 1)[1]
    with Image.open(path) as picture:
        return picture.size
