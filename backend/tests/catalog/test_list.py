"""`GET /api/products/`: what it shows, finds, sorts and pages."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.conf import LazySettings
from django.utils import timezone

from customkeeps.catalog.models import BulkTier, Category, Product
from tests.clients import ShopClient
from tests.factories import make_product
from tests.statements import statements_of

pytestmark = pytest.mark.django_db

OURS = "http://testserver"


def names(client: ShopClient, query: str = "") -> list[str]:
    answer = client.get(f"/api/products/?{query}")
    assert answer.status_code == 200, answer.content
    return [product["name"] for product in answer.json()]


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


def test_a_product_with_everything(as_nobody: ShopClient) -> None:
    product = make_product(
        "Crew Hoodie",
        price="1200.5",
        category=Category.objects.create(name="Clothes", slug="clothes"),
        description="Warm.",
        colors={"White": "#ffffff", "Black": "#1a1a1a"},
        sizes=("S", "M", "L"),
        default_size="M",
        placements=("Front", "Back"),
        image_url="/media/hoodie.webp",
        image_thumb_url="https://pictures.example/hoodie.webp",
        template_image_url="/media/hoodie-template.webp",
        stock=3,
    )
    answer = as_nobody.get("/api/products/")
    assert answer.status_code == 200
    assert answer.json() == [
        {
            "id": product.pk,
            "slug": "crew-hoodie",
            "name": "Crew Hoodie",
            "price": "1200.50",
            "currency": "PHP",
            "description": "Warm.",
            "image_url": f"{OURS}/media/hoodie.webp",
            "image_thumb_url": "https://pictures.example/hoodie.webp",
            "template_image_url": f"{OURS}/media/hoodie-template.webp",
            "category": {"slug": "clothes", "name": "Clothes"},
            "colors": [
                {
                    "name": "White",
                    "hex": "#ffffff",
                    "pictures": [shown_picture("crew-hoodie-white")],
                },
                {
                    "name": "Black",
                    "hex": "#1a1a1a",
                    "pictures": [shown_picture("crew-hoodie-black")],
                },
            ],
            "sizes": ["S", "M", "L"],
            "default_size": "M",
            "in_stock": True,
            "stock_left": 3,
            "price_breaks": [
                {"min_quantity": 5, "percent": "5.00", "unit_price": "1140.48"},
                {"min_quantity": 10, "percent": "10.00", "unit_price": "1080.45"},
            ],
            "placements": [
                {"code": "front", "name": "Front", "width_mm": 280, "height_mm": 360},
                {"code": "back", "name": "Back", "width_mm": 280, "height_mm": 360},
            ],
            "mockup": shown_picture("crew-hoodie-white"),
        }
    ]


def test_a_product_with_nothing(as_nobody: ShopClient) -> None:
    BulkTier.objects.all().delete()
    make_product("Blank", price="0", colors={}, placements=())
    shown = as_nobody.get("/api/products/").json()[0]
    assert {key: shown[key] for key in ("category", "mockup", "default_size", "stock_left")} == {
        "category": None,
        "mockup": None,
        "default_size": None,
        "stock_left": None,
    }
    assert [shown[key] for key in ("colors", "sizes", "price_breaks", "placements")] == [[]] * 4
    assert (shown["price"], shown["in_stock"]) == ("0.00", True)


def test_an_empty_shop_is_an_empty_list(as_nobody: ShopClient) -> None:
    assert names(as_nobody) == []


@pytest.mark.parametrize(
    ("currency", "price", "at_five"), [("JPY", "1001", "951"), ("KWD", "1.235", "1.173")]
)
def test_amounts_have_their_currencys_places(
    as_nobody: ShopClient, settings: LazySettings, currency: str, price: str, at_five: str
) -> None:
    settings.CURRENCY = currency
    make_product(price=price, currency=currency)
    [shown] = as_nobody.get("/api/products/").json()
    assert (shown["price"], shown["price_breaks"][0]["unit_price"]) == (price, at_five)


def test_what_is_priced_in_another_currency_is_not_offered(
    as_nobody: ShopClient, as_alice: ShopClient
) -> None:
    make_product("Import", price="10.00", currency="USD")
    assert as_nobody.get("/api/products/").json() == []
    wanted = {"product_name": "Import", "base_color": "White", "customization_text": "x"}
    assert as_alice.post("/api/cart/", wanted).status_code == 400


def test_tiers_are_data_that_the_shop_changes(as_nobody: ShopClient) -> None:
    make_product(price="500")
    BulkTier.objects.create(min_quantity=3, percent=Decimal("2.5"))
    breaks = as_nobody.get("/api/products/").json()[0]["price_breaks"]
    assert [(tier["min_quantity"], tier["percent"], tier["unit_price"]) for tier in breaks] == [
        (3, "2.50", "487.50"),
        (5, "5.00", "475.00"),
        (10, "10.00", "450.00"),
    ]


def test_what_is_not_on_sale_is_not_shown(as_nobody: ShopClient) -> None:
    make_product("Mug", on_sale=False)
    make_product("Cap")
    assert names(as_nobody) == ["Cap"]


@pytest.fixture
def assortment(db: None) -> None:
    clothes = Category.objects.create(name="Clothes", slug="clothes")
    drinks = Category.objects.create(name="Drinks & Home", slug="drinks-home")
    old, middle, new = (timezone.now() - timedelta(days=days) for days in (3, 2, 1))
    for name, price, category, position, created_at, options in (
        ("T-Shirt", "500", clothes, 1, middle, {"description": "Soft 100% cotton."}),
        ("Mug", "250", drinks, 2, new, {"colors": {"White": "#ffffff", "Red": "#cc0000"}}),
        ("Cap", "500", None, 3, old, {"description": "Peaked, with an_underscore."}),
    ):
        product = make_product(name, price=price, category=category, position=position, **options)
        Product.objects.filter(pk=product.pk).update(created_at=created_at)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["T-Shirt", "Mug", "Cap"]),
        ("search=mug", ["Mug"]),
        ("search=COTTON", ["T-Shirt"]),
        ("search=clothes", ["T-Shirt"]),
        ("search=soft%20shirt", ["T-Shirt"]),
        ("search=soft%20mug", []),
        ("search=%20%20", ["T-Shirt", "Mug", "Cap"]),
        ("search=%25", ["T-Shirt"]),
        ("search=_", ["Cap"]),
        ("search='%20OR%201=1%20--", []),
        ("search=ü", []),
        ("category=clothes", ["T-Shirt"]),
        ("category=drinks-home", ["Mug"]),
        ("category=unknown", []),
        ("category=", ["T-Shirt", "Mug", "Cap"]),
        ("color=red", ["Mug"]),
        ("color=Navy%20Blue", ["T-Shirt", "Cap"]),
        ("color=Navy", []),
        ("color=white&category=clothes", ["T-Shirt"]),
        ("search=mug&color=black", []),
        ("ordering=name", ["Cap", "Mug", "T-Shirt"]),
        ("ordering=price", ["Mug", "T-Shirt", "Cap"]),
        ("ordering=-price", ["T-Shirt", "Cap", "Mug"]),
        ("ordering=newest", ["Mug", "T-Shirt", "Cap"]),
        ("ordering=", ["T-Shirt", "Mug", "Cap"]),
        ("unknown=1", ["T-Shirt", "Mug", "Cap"]),
    ],
)
@pytest.mark.usefixtures("assortment")
def test_finding_and_sorting(as_nobody: ShopClient, query: str, found: list[str]) -> None:
    assert names(as_nobody, query) == found


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("ordering=random", "ordering"),
        ("ordering=-name", "ordering"),
        ("search=" + "x" * 101, "search"),
        ("category=" + "x" * 51, "category"),
        ("color=" + "x" * 41, "color"),
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=ten", "limit"),
        ("offset=-1", "offset"),
    ],
)
def test_what_cannot_be_asked(as_nobody: ShopClient, query: str, field: str) -> None:
    answer = as_nobody.get(f"/api/products/?{query}")
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_input")
    assert list(answer.json()["fields"]) == [field]


@pytest.mark.parametrize("query", ["search=a%00b", "color=%00", "limit=%00"])
def test_a_nul_is_400(as_nobody: ShopClient, query: str) -> None:
    answer = as_nobody.get(f"/api/products/?{query}")
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")


def pages(client: ShopClient, address: str) -> Iterable[list[str]]:
    """The names on each page, following `Link` to the end."""
    while address:
        answer = client.get(address)
        yield [product["name"] for product in answer.json()]
        address = answer.get("Link", "").removeprefix("<").removesuffix('>; rel="next"')


def test_pages_lead_on_to_the_end(as_nobody: ShopClient) -> None:
    for name in "EDCBA":
        make_product(name)
    query = "ordering=name&color=white&limit=2"
    first = as_nobody.get(f"/api/products/?{query}")
    assert first["Link"] == f'<{OURS}/api/products/?{query}&offset=2>; rel="next"'
    assert list(pages(as_nobody, f"/api/products/?{query}")) == [["A", "B"], ["C", "D"], ["E"]]


def test_a_hundred_are_a_page(as_nobody: ShopClient) -> None:
    Product.objects.bulk_create(
        Product(name=f"{number:03}", slug=f"{number:03}", price=1) for number in range(101)
    )
    assert [len(page) for page in pages(as_nobody, "/api/products/")] == [100, 1]


@pytest.mark.parametrize("products", [1, 3, 30])
def test_statements(as_nobody: ShopClient, products: int) -> None:
    for number in range(products):
        make_product(f"Product {number}", sizes=("S", "M"))
    assert len(statements_of(lambda: as_nobody.get("/api/products/"))) == 1
