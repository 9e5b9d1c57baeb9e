"""The staff's home: what has to be done, what came in, what runs out."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import time_machine
from django.test import Client
from django.utils import timezone

from customkeeps.accounts.models import User
from customkeeps.backoffice import queries
from customkeeps.backoffice.queries import Takings
from customkeeps.catalog.models import Product
from customkeeps.orders.actions import credit_order
from customkeeps.orders.models import Order
from customkeeps.payments.models import Payment, State, StripeEvent
from tests.factories import make_cart_item, make_order, make_product, make_stock


def home(browser: Client) -> Any:
    answer = browser.get("/admin/")
    assert answer.status_code == 200
    return answer


def test_an_empty_shop_invites(staff: Client) -> None:
    page = home(staff).content.decode()
    assert "New orders appear here as soon as they are paid." in page
    assert "Enough of everything that is counted." in page
    assert "Look at these" not in page


def test_orders_to_prepare_come_longest_waiting_first(
    staff: Client, alice: User, tshirt: Product
) -> None:
    make_cart_item(alice, tshirt, 3)
    orders = [make_order(alice) for _ in range(2)]
    make_order(alice, status="in_transit")
    Order.objects.filter(pk=orders[1].pk).update(created_at=timezone.now() - timedelta(days=2))
    answer = home(staff)
    assert [tile["number"] for tile in answer.context["open_orders"]] == [2, 0, 1]
    shown = [row["order"] for row in answer.context["to_prepare"]]
    assert shown == [orders[1], orders[0]]
    assert "3 pieces" in answer.content.decode()


def test_takings_are_of_the_shops_day_and_by_currency(alice: User, tshirt: Product) -> None:
    make_cart_item(alice, tshirt)
    # A minute before and after midnight in Manila, on the same day in UTC.
    with time_machine.travel("2026-03-31T15:59:00Z", tick=False):
        make_order(alice)
    with time_machine.travel("2026-03-31T16:01:00Z", tick=False):
        orders = [make_order(alice) for _ in range(3)]
        Product.objects.update(currency="USD")
        make_order(alice)
        credit_order(orders[0], amount=Decimal(500), reason="", reference="1")
        credit_order(orders[1], amount=Decimal("99.90"), reason="", reference="2")
        assert queries.takings_today() == [
            Takings("PHP", Decimal("900.10"), 2),
            Takings("USD", Decimal(500), 1),
        ]


def test_what_runs_out_is_named_scarcest_first(staff: Client, hoodie: Product) -> None:
    make_product("Cap", stock=12, stock_held=2)
    make_product("Mug", stock=11)
    make_product("Tote Bag", stock=0, on_sale=False)
    make_product("Tumbler")
    make_stock(hoodie, 3, color="Black", size="S", held=3)
    low = [(row.name, row.left) for row in queries.low_stock()]
    assert low == [("Hoodie Black S", 0), ("Cap", 10)]
    page = home(staff).content.decode()
    assert "Sold out" in page
    assert "10 left" in page


def test_payments_and_events_in_trouble_are_told(
    staff: Client, alice: User, tshirt: Product
) -> None:
    make_cart_item(alice, tshirt)
    order = make_order(alice)
    Payment.objects.filter(order=order).update(state=State.REFUND_DUE)
    StripeEvent.objects.create(event_id="evt_1", due_at=timezone.now(), last_error="Boom")
    page = home(staff).content.decode()
    assert "1 payment to be given back" in page
    assert "1 of Stripe&#x27;s events could not be handled" in page or (
        "1 of Stripe's events could not be handled" in page
    )
    inbox = staff.get("/admin/payments/stripeevent/?state=failing").content.decode()
    assert "Boom" in inbox
