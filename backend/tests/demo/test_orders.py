"""The demo shopper's orders look as if they had been made and moved on over the past weeks."""

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.storage import default_storage
from django.utils import timezone

from customkeeps.accounts.models import User
from customkeeps.demo.orders import accept_designs
from customkeeps.demo.purchases import Piece
from customkeeps.designs.models import Design
from customkeeps.emails.models import OutboxMail
from customkeeps.orders.models import STEPS, Order, Status
from customkeeps.payments.models import UNFINISHED, Payment, State
from tests.clients import ShopClient, client_for

pytestmark = [pytest.mark.usefixtures("demo_shop"), pytest.mark.xdist_group("demo")]

NEWEST_FIRST = [
    "preparing",
    "ready_for_delivery",
    "in_transit",
    "delivered",
    "cancelled",
    "completed",
]


@pytest.fixture
def as_shopper() -> ShopClient:
    return client_for(User.objects.get(username="alice"))


@pytest.fixture
def orders(as_shopper: ShopClient) -> list[dict[str, Any]]:
    answer: list[dict[str, Any]] = as_shopper.get("/api/orders/").json()
    return answer


def test_there_is_one_order_in_each_status(orders: list[dict[str, Any]]) -> None:
    assert [order["status"] for order in orders] == NEWEST_FIRST
    assert set(NEWEST_FIRST) == set(Status.values)


def test_each_went_its_way_step_by_step(orders: list[dict[str, Any]]) -> None:
    now = timezone.now().isoformat()
    for order in orders:
        statuses = [event["status"] for event in order["timeline"]]
        assert statuses[0] == "preparing"
        assert statuses[-1] == order["status"]
        assert all(wanted in STEPS[current] for current, wanted in pairwise(statuses))
        times = [order["created_at"], *(event["at"] for event in order["timeline"]), now]
        assert times == sorted(times)


def test_the_large_order_is_the_worked_example(orders: list[dict[str, Any]]) -> None:
    order = orders[-1]
    amounts = [order[name] for name in ("total_amount", "discount_amount", "final_amount")]
    assert (amounts, order["coupon_code"]) == (["5000.00", "950.00", "4050.00"], "SAVE10")
    line = order["items"][0]
    assert (line["quantity"], line["price"], line["line_total"]) == (10, "450.00", "4500.00")


def test_every_line_shows_what_is_printed(orders: list[dict[str, Any]]) -> None:
    lines = [line for order in orders for line in order["items"]]
    assert all(line["mockup_url"] for line in lines)
    words_alone = [line["customization_text"] for line in lines if not line["design_image_url"]]
    assert words_alone == ["Good morning, Lola!"]


def test_the_designs_are_the_shoppers_own_and_fit_for_print() -> None:
    designs = Design.objects.select_related("artwork")
    assert {design.user and design.user.username for design in designs} == {"alice"}
    assert all(default_storage.exists(design.artwork.file_name) for design in designs)
    # The cushion's monogram is drawn 300 mm wide: 300 dots an inch of it.
    assert max(design.artwork.width_px for design in designs) == 3543


def test_a_low_limit_on_uploads_does_not_stop_the_loading(
    bob: User, demo_shop: LazySettings
) -> None:
    demo_shop.RATE_LIMIT_SCALE = 0.01
    pieces = [Piece("mug", "White", 1, design) for design in ("mornings", "pet-portrait")]
    assert set(accept_designs(bob, pieces)) == {"mornings", "pet-portrait"}


def test_all_payments_are_finished_and_agree_with_their_orders() -> None:
    payments = Payment.objects.select_related("order")
    assert not payments.filter(state__in=UNFINISHED).exists()
    states = {payment.order and payment.order.status: payment.state for payment in payments}
    assert states == dict.fromkeys(NEWEST_FIRST, State.FULFILLED) | {"cancelled": State.REFUNDED}
    for payment in payments:
        order = payment.order
        assert order is not None
        assert (order.final_amount, order.payment_intent_id, order.created_at) == (
            payment.final_amount,
            payment.intent_id,
            payment.collected_at,
        )


def test_the_cancelled_order_was_paid_back() -> None:
    order = Order.objects.get(status="cancelled")
    refund = order.payment.refunds.get()
    credit = order.credits.get()
    assert (order.payment_status, order.refunded_amount) == ("refunded", Decimal(450))
    assert (credit.amount, credit.created_at) == (Decimal(450), refund.created_at)
    assert (refund.amount, refund.state) == (Decimal(450), "succeeded")
    assert refund.created_at == order.events.get(status="cancelled").at


def test_the_history_says_who_moved_an_order_and_when() -> None:
    order = Order.objects.get(status="in_transit")
    history = [
        (entry.status, entry.history_user and entry.history_user.username)
        for entry in order.history.order_by("history_date")
    ]
    assert history == [
        ("preparing", None),
        ("ready_for_delivery", "petra"),
        ("in_transit", "petra"),
    ]
    entered = [order.created_at, *order.events.values_list("at", flat=True)]
    assert list(order.history.values_list("history_date", flat=True)) == entered[::-1]


def test_the_cart_has_something_in_it(as_shopper: ShopClient) -> None:
    cart = as_shopper.get("/api/cart/").json()
    assert [(line["product_name"], line["quantity"], line["line_total"]) for line in cart] == [
        ("T-Shirt", 4, "2000.00"),
        ("Phone Case", 1, "450.00"),
    ]
    assert all(line["available"] for line in cart)


def test_nobody_is_mailed_about_orders_that_nobody_made(demo_shop: LazySettings) -> None:
    assert Order.objects.exists()
    assert not OutboxMail.objects.exists()
