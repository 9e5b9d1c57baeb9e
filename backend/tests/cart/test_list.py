"""`GET /api/cart/`: what the cart shows."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from customkeeps.accounts.models import User
from customkeeps.cart.models import CartItem
from customkeeps.catalog.models import Product, ProductColor, ProductSize
from customkeeps.designs.links import design_url, preview_url
from tests.cart.shopping import brief, cart
from tests.clients import ShopClient, client_for
from tests.factories import make_cart_item, make_design, make_product
from tests.statements import statements_of

pytestmark = pytest.mark.django_db

OURS = "http://testserver"
PRINT_AREA = {"width_mm": 280, "height_mm": 360}
NOON = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)


def shown_picture(name: str) -> dict[str, object]:
    return {
        "view": "front",
        "name": "",
        "url": f"{OURS}/media/products/{name}.webp",
        "thumb_url": f"{OURS}/media/products/{name}-480.webp",
        "width_px": 1200,
        "height_px": 1200,
        "placement": None,
        "print_quad": [[0.3, 0.25], [0.7, 0.25], [0.7, 0.75], [0.3, 0.75]],
        "print_part": [0, 0, 1, 1],
    }


def test_a_line_with_everything(alice: User, hoodie: Product) -> None:
    design = make_design(alice)
    with time_machine.travel(NOON, tick=False):
        item = make_cart_item(
            alice,
            hoodie,
            5,
            base_color="Navy Blue",
            size="L",
            design=design,
            customization_text="Go!",
        )
    with time_machine.travel(NOON + timedelta(seconds=90), tick=False):
        item.save()
        assert cart(client_for(alice)) == [
            {
                "id": item.pk,
                "product": hoodie.pk,
                "product_slug": "hoodie",
                "product_name": "Hoodie",
                "price": "1200.00",
                "price_changed_from": None,
                "currency": "PHP",
                "quantity": 5,
                "base_color": "Navy Blue",
                "base_color_hex": "#1b2a4e",
                "size": "L",
                "default_size": "M",
                "customization_text": "Go!",
                "design": str(design.pk),
                "design_image_url": design_url(design, base_url=OURS),
                "design_thumb_url": design_url(design, base_url=OURS, size="thumbnail"),
                "design_sha256": item.placed.pk,
                "previews": [
                    {
                        "placement": "front",
                        "name": "Front",
                        "url": preview_url(item.placed, "front", base_url=OURS),
                    }
                ],
                "preflight": item.preflight,
                "mockup": shown_picture("hoodie-navy-blue"),
                "mockup_url": f"{OURS}/media/products/hoodie-navy-blue-480.webp",
                "print_area": PRINT_AREA,
                "line_total": "5700.00",
                "bulk_percent": "5.00",
                "colors": [
                    {"name": "White", "hex": "#ffffff"},
                    {"name": "Black", "hex": "#1a1a1a"},
                    {"name": "Navy Blue", "hex": "#1b2a4e"},
                ],
                "sizes": ["S", "M", "L"],
                "available": True,
                "created_at": "2026-03-01T04:00:00.000Z",
                "updated_at": "2026-03-01T04:01:30.000Z",
            }
        ]


def test_a_line_with_hardly_anything(as_alice: ShopClient, alice: User) -> None:
    make_cart_item(alice, make_product(colors={}), 1)
    line = cart(as_alice)[0]
    names = (
        "base_color",
        "base_color_hex",
        "size",
        "default_size",
        "design",
        "design_image_url",
        "design_thumb_url",
        "mockup",
        "mockup_url",
        "print_area",
        "colors",
        "sizes",
    )
    assert [line[name] for name in names] == ["", *[None] * 9, [], []]


def test_the_oldest_line_is_first(as_alice: ShopClient, alice: User, tshirt: Product) -> None:
    for text in "CAB":
        make_cart_item(alice, tshirt, customization_text=text)
    CartItem.objects.filter(customization_text="C").update(quantity=9)
    assert brief(as_alice, "customization_text") == [("C",), ("A",), ("B",)]


def test_the_price_is_todays_and_says_what_it_was(
    as_alice: ShopClient, alice: User, tshirt: Product
) -> None:
    make_cart_item(alice, tshirt, 10)
    Product.objects.update(price="450.50", name="Tee")
    names = ("product_name", "price", "price_changed_from", "line_total")
    assert brief(as_alice, *names) == [("Tee", "450.50", "500.00", "4054.50")]
    Product.objects.update(price=500)
    assert brief(as_alice, "price", "price_changed_from") == [("500.00", None)]


@pytest.mark.parametrize("gone", ["product", "color", "size"])
def test_what_is_no_longer_sold_is_not_available(
    as_alice: ShopClient, alice: User, hoodie: Product, gone: str
) -> None:
    make_cart_item(alice, hoodie, size="M")
    assert brief(as_alice, "available") == [(True,)]
    if gone == "product":
        Product.objects.update(on_sale=False)
    elif gone == "color":
        ProductColor.objects.filter(name="White").delete()
    else:
        ProductSize.objects.filter(name="M").delete()
    assert brief(as_alice, "available", "quantity") == [(False, 1)]


def test_a_cart_is_its_owners(
    as_alice: ShopClient, as_bob: ShopClient, as_nobody: ShopClient, alice: User, tshirt: Product
) -> None:
    make_cart_item(alice, tshirt)
    assert (len(cart(as_alice)), cart(as_bob)) == (1, [])
    assert as_nobody.get("/api/cart/").status_code == 401


def test_pages_lead_on_to_the_end(as_alice: ShopClient, alice: User, tshirt: Product) -> None:
    for text in "ABCDE":
        make_cart_item(alice, tshirt, customization_text=text)
    address, pages = "/api/cart/?limit=2", []
    while address:
        answer = as_alice.get(address)
        pages.append("".join(line["customization_text"] for line in answer.json()))
        link = re.fullmatch(r'<(.+)>; rel="next"', answer.get("Link", ""))
        address = link[1] if link else ""
    assert pages == ["AB", "CD", "E"]


@pytest.mark.parametrize("limit", ["0", "101", "x", ""])
def test_pages_are_of_1_to_100(as_alice: ShopClient, limit: str) -> None:
    answer = as_alice.get(f"/api/cart/?limit={limit}")
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["limit"])


@pytest.mark.parametrize("lines", [1, 3, 30])
def test_statements(as_alice: ShopClient, alice: User, lines: int) -> None:
    for number in range(lines):
        product = make_product(f"Product {number}", sizes=("S", "M"))
        make_cart_item(alice, product, size="M", design=make_design(alice, number))
    assert len(statements_of(lambda: cart(as_alice))) == 2
