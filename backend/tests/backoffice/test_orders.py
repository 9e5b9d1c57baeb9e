"""Orders move on one step at a time, by somebody, and nothing else of them changes."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.contrib.messages import get_messages
from django.forms import model_to_dict
from django.test import Client

from customkeeps.accounts.models import User
from customkeeps.catalog.models import Product
from customkeeps.coupons.models import Coupon
from customkeeps.designs.saved import design_of, keep_design
from customkeeps.orders.actions import credit_order
from customkeeps.orders.models import Order, OrderEvent, Status
from tests.backoffice.conftest import Colleague
from tests.clients import client_for
from tests.factories import (
    make_cart_item,
    make_coupon,
    make_design,
    make_document,
    make_order,
    make_saved_design,
    words_layer,
)
from tests.statements import statements_of

FORWARD = [
    ("preparing", "ready_for_delivery"),
    ("ready_for_delivery", "in_transit"),
    ("in_transit", "delivered"),
    ("delivered", "completed"),
]


@pytest.fixture
def save10(db: None) -> Coupon:
    return make_coupon("SAVE10", "10")


@pytest.fixture
def order(alice: User, tshirt: Product, save10: Coupon) -> Order:
    """10 T-shirts at ₱500 with SAVE10."""
    make_cart_item(alice, tshirt, 10, customization_text="Lola's 80th\n  Tagaytay <3")
    return make_order(alice, coupon=save10)


def page_of(order: Order) -> str:
    return f"/admin/orders/order/{order.pk}"


def move(browser: Client, order: Order, status: str) -> list[str]:
    """Press the button; returns what is said."""
    answer = browser.post(f"{page_of(order)}/move/", {"status": status})
    assert (answer.status_code, answer.url) == (302, f"{page_of(order)}/change/")
    return [str(message) for message in get_messages(answer.wsgi_request)]


def select(browser: Client, orders: list[Order], status: str) -> list[str]:
    """Use the list's action on the orders; returns what is said."""
    chosen = {"action": f"mark_{status}", "_selected_action": [order.pk for order in orders]}
    answer = browser.post("/admin/orders/order/", chosen)
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_a_page_tells_all_that_was_paid(staff: Client, order: Order) -> None:
    page = staff.get(f"{page_of(order)}/change/").content.decode()
    for told in (
        order.order_id,
        "10 \u00d7 T-Shirt",
        "Lola&#x27;s 80th\n  Tagaytay &lt;3</p>",
        "₱5,000.00",
        '\u2212<span class="ck-price">₱500.00',
        '\u2212<span class="ck-price">₱450.00',
        "Coupon SAVE10",
        "₱4,050.00",
        "alice@example.com",
        order.payment_intent_id,
        "Mark as ready for delivery",
    ):
        assert told in page


def test_a_page_tells_what_may_go_wrong_in_printing(
    staff: Client, alice: User, tshirt: Product, storage: Path
) -> None:
    white = words_layer(colour="#ffffff", name="Lola <b>")
    saved = make_saved_design(alice, tshirt, documents=[make_document(white)])
    make_cart_item(alice, tshirt)
    make_cart_item(alice, tshirt, customization_text="Hi \u2603")
    make_cart_item(alice, tshirt, design=keep_design(design_of(saved)))
    page = staff.get(f"{page_of(make_order(alice))}/change/").content.decode()
    fine, unknown, unseen = page.split('class="ck-findings"')
    assert "Nothing stands in the way of a good print." in fine
    assert '<span class="ck-badge ck-badge--danger">Cannot be printed</span>' in unknown
    assert "<strong>Words:</strong> The font Montserrat cannot draw" in unknown
    assert '<span class="ck-badge ck-badge--caution">Will look wrong</span>' in unseen
    assert "<strong>Lola &lt;b&gt;:</strong> These words have the colour of the product" in unseen


def test_looking_for_that_costs_as_many_statements_for_many_pieces(
    staff: Client, alice: User, bob: User, tshirt: Product, storage: Path
) -> None:
    make_cart_item(alice, tshirt, design=make_design(alice))
    for shade in range(3):
        make_cart_item(bob, tshirt, design=make_design(bob, shade))
    pages = [f"{page_of(make_order(user))}/change/" for user in (alice, bob)]
    staff.get(pages[0])
    one, three = (len(statements_of(lambda page=page: staff.get(page))) for page in pages)
    assert one == three


def test_the_list_tells_enough_to_choose_by(staff: Client, order: Order) -> None:
    page = staff.get("/admin/orders/order/").content.decode()
    for told in (order.order_id, "alice@example.com", "Preparing", "₱4,050.00", ">10<"):
        assert told in page


def test_a_page_tells_what_was_given_back(staff: Client, order: Order) -> None:
    credit_order(order, amount=Decimal("99.90"), reason="One <b>was</b> smudged", reference="1")
    page = staff.get(f"{page_of(order)}/change/").content.decode()
    assert "Refunded: One &lt;b&gt;was&lt;/b&gt; smudged" in page
    assert '\u2212<span class="ck-price">₱99.90' in page
    assert "Partly refunded" in page


def test_the_receipt_is_the_buyers(staff: Client, order: Order) -> None:
    assert f'href="{page_of(order)}/receipt.pdf"' in (
        staff.get(f"{page_of(order)}/change/").content.decode()
    )
    answer = staff.get(f"{page_of(order)}/receipt.pdf")
    assert (
        answer.content
        == client_for(order.user).get(f"/api/orders/{order.order_id}/receipt.pdf").content
    )
    assert answer["Cache-Control"].startswith("private, no-store")
    assert staff.get("/admin/orders/order/999999/receipt.pdf").status_code == 404


@pytest.mark.parametrize(("right", "status"), [("view_order", 200), ("view_orderitem", 403)])
def test_receipts_are_for_those_who_may_see_orders(
    colleague: Colleague, order: Order, right: str, status: int
) -> None:
    browser = colleague(f"orders.{right}")
    assert browser.get(f"{page_of(order)}/receipt.pdf").status_code == status


@pytest.mark.parametrize(("status", "following"), FORWARD)
def test_the_button_names_the_next_status_and_enters_it(
    staff: Client, petra: User, alice: User, tshirt: Product, status: str, following: str
) -> None:
    make_cart_item(alice, tshirt)
    order = make_order(alice, status=status)
    label = Status(following).label.lower()
    assert f"Mark as {label}" in staff.get(f"{page_of(order)}/change/").content.decode()
    assert move(staff, order, following) == [f"Order {order.order_id} is now {label}."]
    order.refresh_from_db()
    assert order.status == following
    event = OrderEvent.objects.get(order=order, status=following)
    newest = order.history.first()
    assert event.by == petra
    assert (newest.status, newest.history_user) == (following, petra)


@pytest.mark.parametrize("status", ["completed", "cancelled"])
def test_an_ended_order_has_no_button(
    staff: Client, alice: User, tshirt: Product, status: str
) -> None:
    make_cart_item(alice, tshirt)
    order = make_order(alice, status=status)
    assert "Mark as" not in staff.get(f"{page_of(order)}/change/").content.decode()


@pytest.mark.parametrize(
    "status", ["preparing", "in_transit", "completed", "cancelled", "free", "", "\0"]
)
def test_every_other_step_is_refused(staff: Client, order: Order, status: str) -> None:
    assert move(staff, order, status) == ["Nothing was changed: it is preparing."]
    order.refresh_from_db()
    assert order.status == "preparing"
    assert not OrderEvent.objects.filter(order=order).exists()


def test_pressing_twice_moves_one_step(staff: Client, order: Order) -> None:
    move(staff, order, "ready_for_delivery")
    said = move(staff, order, "ready_for_delivery")
    assert said[-1] == "Nothing was changed: it is ready for delivery."
    order.refresh_from_db()
    assert order.status == "ready_for_delivery"


def test_looking_changes_nothing(staff: Client, order: Order) -> None:
    asked = f"{page_of(order)}/move/?status=ready_for_delivery"
    assert [staff.get(asked).status_code, staff.head(asked).status_code] == [405, 405]
    staff.get(f"/admin/orders/order/?action=mark_ready_for_delivery&_selected_action={order.pk}")
    order.refresh_from_db()
    assert order.status == "preparing"


def test_another_site_cannot_press_the_button(petra: User, order: Order) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(petra)
    pressed = browser.post(f"{page_of(order)}/move/", {"status": "ready_for_delivery"})
    assert pressed.status_code == 403
    order.refresh_from_db()
    assert order.status == "preparing"


def test_only_those_who_may_change_orders_move_them(colleague: Colleague, order: Order) -> None:
    browser = colleague("orders.view_order")
    assert "Mark as" not in browser.get(f"{page_of(order)}/change/").content.decode()
    moved = browser.post(f"{page_of(order)}/move/", {"status": "ready_for_delivery"})
    assert moved.status_code == 403
    select(browser, [order], "ready_for_delivery")
    order.refresh_from_db()
    assert order.status == "preparing"


def test_an_unknown_order_is_not_found(staff: Client) -> None:
    answer = staff.post("/admin/orders/order/4711/move/", {"status": "in_transit"})
    assert answer.status_code == 404


def test_the_list_moves_those_it_can_and_names_the_others(
    staff: Client, petra: User, alice: User, tshirt: Product
) -> None:
    make_cart_item(alice, tshirt)
    ready = [make_order(alice), make_order(alice)]
    not_ready = make_order(alice, status="in_transit")
    said = select(staff, [*ready, not_ready], "ready_for_delivery")
    names = ", ".join(order.order_id for order in reversed(ready))
    assert said == [
        f"Now ready for delivery: {names}.",
        f"Not moved, as this is not their next step: {not_ready.order_id} (in transit).",
    ]
    events = OrderEvent.objects.filter(status="ready_for_delivery", by=petra)
    assert {event.order for event in events} == set(ready)


def test_no_crafted_form_changes_an_order(staff: Client, order: Order) -> None:
    before = model_to_dict(order), list(order.items.values())
    form = {
        "status": "completed",
        "final_amount": "1.00",
        "payment_status": "refunded",
        "items-TOTAL_FORMS": "1",
        "items-INITIAL_FORMS": "1",
        "items-0-id": order.items.get().pk,
        "items-0-quantity": "1",
    }
    assert staff.post(f"{page_of(order)}/change/", form).status_code == 403
    assert not order.history.exists()
    move(staff, order, "ready_for_delivery")
    order.refresh_from_db()
    before = model_to_dict(order), list(order.items.values())
    old = order.history.first().history_id
    staff.post(f"{page_of(order)}/history/{old}/", form)
    order.refresh_from_db()
    assert (model_to_dict(order), list(order.items.values())) == before


def test_the_history_tells_who_moved_it_and_when(staff: Client, petra: User, order: Order) -> None:
    move(staff, order, "ready_for_delivery")
    page = staff.get(f"{page_of(order)}/history/").content.decode()
    assert "petra" in page
    assert "The shop itself" in page
    assert "Preparing" in page
    assert "Ready for delivery" in page


@pytest.mark.parametrize(
    "wanted", ["order_id", "payment_intent_id", "alice@example.com", "alice", "Reyes"]
)
def test_orders_are_found(
    staff: Client, alice: User, bob: User, tshirt: Product, wanted: str
) -> None:
    alice.last_name = "Reyes"
    alice.save()
    make_cart_item(alice, tshirt)
    make_cart_item(bob, tshirt)
    order, other = make_order(alice), make_order(bob)
    page = staff.get("/admin/orders/order/", {"q": getattr(order, wanted, wanted)})
    assert order.order_id in page.content.decode()
    assert other.order_id not in page.content.decode()


def test_orders_are_filtered_by_status_payment_and_day(
    staff: Client, alice: User, tshirt: Product
) -> None:
    make_cart_item(alice, tshirt)
    early, late = make_order(alice), make_order(alice, status="in_transit")
    manila = ZoneInfo("Asia/Manila")
    # Half an hour before midnight in Manila is still the day before in UTC's afternoon.
    placed = datetime(2026, 3, 31, 23, 30, tzinfo=manila)
    Order.objects.filter(pk=early.pk).update(created_at=placed)
    credit_order(early, amount=early.final_amount, reason="", reference="1")
    filters = {
        "status__exact=in_transit": [late],
        "payment_status__exact=refunded": [early],
        "created_at_from=2026-03-31&created_at_to=2026-03-31": [early],
        "created_at_to=2026-03-30": [],
        "created_at_from=2026-04-01": [late],
        "created_at_from=nonsense&created_at_to=9999-12-31": [late, early],
    }
    for query, expected in filters.items():
        found = staff.get(f"/admin/orders/order/?{query}").context["cl"].result_list
        assert list(found) == expected, query
