"""`GET /api/orders/`: the caller's orders, newest first, as documented and with what is added."""

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine

from customkeeps.accounts.models import User
from customkeeps.catalog.models import Product
from customkeeps.designs.links import design_url, preview_url
from customkeeps.orders.actions import credit_order, move_order
from customkeeps.orders.models import Order, Status
from tests.clients import ShopClient, client_for
from tests.factories import (
    make_cart_item,
    make_coupon,
    make_design,
    make_order,
    make_product,
    picture_of,
)
from tests.statements import statements_of

pytestmark = pytest.mark.django_db

OURS = "http://testserver"
PRINT_AREA = {"width_mm": 280, "height_mm": 360}
# Half past eleven at night in UTC is the next day in the shop's time zone.
LATE = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)


def order_ids(client: ShopClient) -> list[str]:
    return [order["order_id"] for order in client.get("/api/orders/").json()]


def test_an_order_with_everything(alice: User, hoodie: Product) -> None:
    with time_machine.travel(LATE, tick=False):
        design = make_design(alice)
        make_cart_item(
            alice,
            hoodie,
            10,
            base_color="Black",
            size="L",
            design=design,
            customization_text="Go!",
        )
        order = make_order(alice, coupon=make_coupon(), status="ready_for_delivery")
        answer = client_for(alice).get("/api/orders/")
        item = order.items.get()
        picture = picture_of("hoodie-black")
        shown_picture = picture | {
            "name": "",
            "placement": None,
            "print_part": [0, 0, 1, 1],
            "url": f"{OURS}{picture['url']}",
            "thumb_url": f"{OURS}{picture['thumb_url']}",
        }
        assert answer.status_code == 200
        assert answer.json() == [
            {
                "id": order.pk,
                "order_id": order.order_id,
                "total_amount": "12000.00",
                "bulk_discount": "1200.00",
                "coupon_discount": "1080.00",
                "discount_amount": "2280.00",
                "final_amount": "9720.00",
                "refunded_amount": "0.00",
                "total": "9720.00",
                "discount": "2280.00",
                "coupon_code": "SAVE10",
                "coupon": "SAVE10",
                "currency": "PHP",
                "status": "ready_for_delivery",
                "status_label": "Ready for delivery",
                "payment_status": "paid",
                "items": [
                    {
                        "id": item.pk,
                        "product_name": "Hoodie",
                        "product_slug": "hoodie",
                        "price": "1080.00",
                        "quantity": 10,
                        "bulk_percent": "10.00",
                        "line_total": "10800.00",
                        "base_color": "Black",
                        "base_color_hex": "#1a1a1a",
                        "size": "L",
                        "customization_text": "Go!",
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
                        "mockup": shown_picture,
                        "mockup_url": f"{OURS}{picture['thumb_url']}",
                        "print_area": PRINT_AREA,
                    }
                ],
                "timeline": [
                    {"status": "preparing", "at": "2026-03-01T23:30:00.000Z"},
                    {"status": "ready_for_delivery", "at": "2026-03-01T23:30:00.000Z"},
                ],
                "refunds": [],
                "shipment": None,
                "can_cancel": False,
                "date": "2026-03-02",
                "created_at": "2026-03-01T23:30:00.000Z",
            }
        ]


def test_an_order_with_hardly_anything(as_alice: ShopClient, alice: User) -> None:
    make_cart_item(alice, make_product(colors={}))
    make_order(alice)
    Product.objects.all().delete()
    shown = as_alice.get("/api/orders/").json()[0]
    assert (shown["coupon_code"], shown["coupon"], shown["discount"]) == (None, None, "0.00")
    item = shown["items"][0]
    assert (item["product_name"], item["price"], item["customization_text"]) == (
        "T-Shirt",
        "500.00",
        "Hello",
    )
    names = (
        "product_slug",
        "base_color_hex",
        "size",
        "design_image_url",
        "mockup",
        "mockup_url",
        "print_area",
    )
    assert {item[name] for name in names} == {None}


def test_what_was_paid_stays_whatever_the_catalogue_does(
    as_alice: ShopClient, alice: User, tshirt: Product
) -> None:
    make_cart_item(alice, tshirt, 3)
    make_order(alice)
    before = as_alice.get("/api/orders/").json()
    Product.objects.update(name="Tee", price=9)
    tshirt.colors.filter(name="White").update(name="Ivory")
    after = as_alice.get("/api/orders/").json()
    frozen = ("product_name", "price", "line_total", "base_color", "quantity")
    assert [after[0]["items"][0][name] for name in frozen] == [
        before[0]["items"][0][name] for name in frozen
    ]
    assert after[0]["final_amount"] == before[0]["final_amount"] == "1500.00"


def test_a_total_of_nothing_was_free(as_alice: ShopClient, alice: User, tshirt: Product) -> None:
    make_cart_item(alice, tshirt)
    make_order(alice, coupon=make_coupon("FREE", "100"))
    shown = as_alice.get("/api/orders/").json()[0]
    assert (shown["total"], shown["payment_status"]) == ("0.00", "free")


@pytest.mark.parametrize("status", Status.values)
def test_every_status_is_shown_with_the_way_there(
    as_alice: ShopClient, alice: User, tshirt: Product, status: str
) -> None:
    make_cart_item(alice, tshirt)
    make_order(alice, status=status)
    shown = as_alice.get("/api/orders/").json()[0]
    forward = ["preparing", "ready_for_delivery", "in_transit", "delivered", "completed"]
    way = ["preparing", status] if status == "cancelled" else forward[: forward.index(status) + 1]
    assert (shown["status"], [event["status"] for event in shown["timeline"]]) == (status, way)
    assert shown["status_label"] == Status(status).label
    assert shown["can_cancel"] == (status == "preparing")


def test_the_way_begins_once_for_orders_that_noted_it_twice(
    as_alice: ShopClient, alice: User, tshirt: Product
) -> None:
    make_cart_item(alice, tshirt)
    order = make_order(alice)
    order.events.create(status="preparing")
    move_order(order_id=order.pk, status="ready_for_delivery", by=None)
    shown = as_alice.get("/api/orders/").json()[0]
    assert [event["status"] for event in shown["timeline"]] == ["preparing", "ready_for_delivery"]
    assert shown["timeline"][0]["at"] == shown["created_at"]


def test_the_newest_is_first(as_alice: ShopClient, alice: User, tshirt: Product) -> None:
    make_cart_item(alice, tshirt)
    first, second, third = (make_order(alice) for _ in range(3))
    moment = first.created_at
    Order.objects.filter(pk=first.pk).update(created_at=moment + timedelta(hours=1))
    # Of two from the same instant, the later made one.
    Order.objects.exclude(pk=first.pk).update(created_at=moment)
    assert order_ids(as_alice) == [first.order_id, third.order_id, second.order_id]


def test_orders_are_their_owners(
    as_alice: ShopClient, as_bob: ShopClient, as_nobody: ShopClient, alice: User, tshirt: Product
) -> None:
    make_cart_item(alice, tshirt)
    order = make_order(alice)
    assert [order_ids(client) for client in (as_alice, as_bob)] == [[order.order_id], []]
    assert as_nobody.get("/api/orders/").status_code == 401


def test_pages_lead_on_to_the_end(as_alice: ShopClient, alice: User, tshirt: Product) -> None:
    make_cart_item(alice, tshirt)
    newest_first = [make_order(alice).order_id for _ in range(5)][::-1]
    address, pages = "/api/orders/?limit=2", []
    while address:
        answer = as_alice.get(address)
        pages.append([order["order_id"] for order in answer.json()])
        link = re.fullmatch(r'<(.+)>; rel="next"', answer.get("Link", ""))
        address = link[1] if link else ""
    assert pages == [newest_first[:2], newest_first[2:4], newest_first[4:]]


@pytest.mark.parametrize(("orders", "lines"), [(1, 1), (1, 30), (3, 3), (20, 3)])
def test_statements(as_alice: ShopClient, alice: User, orders: int, lines: int) -> None:
    for number in range(lines):
        product = make_product(f"Product {number}", sizes=("S", "M"))
        make_cart_item(alice, product, size="M", design=make_design(alice, number))
    for number in range(orders):
        order = make_order(alice)
        credit_order(order, amount=Decimal(1), reason="Late", reference=str(number))
    assert len(statements_of(lambda: as_alice.get("/api/orders/"))) == 3
