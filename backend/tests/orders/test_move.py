"""`move_order`: one legal step at a time, each noted with its time and by whom."""

from itertools import pairwise
from itertools import product as pairs_of

import pytest

from customkeeps.accounts.models import User
from customkeeps.catalog.models import Product
from customkeeps.orders.actions import move_order, next_status
from customkeeps.orders.models import Order, Status
from customkeeps.rest.errors import NotFound
from customkeeps.steps import IllegalStepError
from tests.factories import make_cart_item, make_order

pytestmark = pytest.mark.django_db

FORWARD = ["preparing", "ready_for_delivery", "in_transit", "delivered", "completed"]
LEGAL = {*pairwise(FORWARD), ("preparing", "cancelled")}


@pytest.fixture
def full_cart(alice: User, tshirt: Product) -> User:
    make_cart_item(alice, tshirt)
    return alice


def events(order: Order) -> list[tuple[str, int | None]]:
    return list(order.events.values_list("status", "by"))


@pytest.mark.parametrize("step", list(pairs_of(Status.values, repeat=2)), ids="-".join)
def test_only_legal_steps_are_taken(full_cart: User, petra: User, step: tuple[str, str]) -> None:
    current, wanted = step
    order = make_order(full_cart, status=current)
    before = events(order)
    if step in LEGAL:
        assert move_order(order_id=order.pk, status=wanted, by=petra).status == wanted
        assert events(order) == [*before, (wanted, petra.pk)]
    else:
        with pytest.raises(IllegalStepError, match=f"^{current} cannot become {wanted}$"):
            move_order(order_id=order.pk, status=wanted, by=petra)
        order.refresh_from_db()
        assert (order.status, events(order)) == (current, before)


def test_the_way_forward(full_cart: User) -> None:
    order = make_order(full_cart)
    way = []
    while (following := next_status(order)) is not None:
        way.append(following)
        order = move_order(order_id=order.pk, status=following, by=None)
    assert way == FORWARD[1:]


def test_a_cancelled_order_goes_nowhere(full_cart: User) -> None:
    assert next_status(make_order(full_cart, status="cancelled")) is None


@pytest.mark.parametrize("status", ["lost", "", "PREPARING"])
def test_an_unknown_status_is_no_step(full_cart: User, status: str) -> None:
    order = make_order(full_cart)
    with pytest.raises(IllegalStepError):
        move_order(order_id=order.pk, status=status, by=None)


def test_an_unknown_order_is_not_found(db: None) -> None:
    with pytest.raises(NotFound):
        move_order(order_id=1, status="in_transit", by=None)


def test_every_step_is_in_the_history(full_cart: User) -> None:
    order = make_order(full_cart, status="in_transit")
    assert list(order.history.order_by("history_id").values_list("status", flat=True)) == [
        "preparing",
        "ready_for_delivery",
        "in_transit",
    ]


def test_the_history_begins_with_the_first_change(full_cart: User) -> None:
    order = make_order(full_cart)
    assert not order.history.exists()
    move_order(order_id=order.pk, status="ready_for_delivery", by=None)
    first = order.history.earliest()
    assert (first.status, first.history_date, first.final_amount, first.history_user) == (
        "preparing",
        order.created_at,
        order.final_amount,
        None,
    )


def test_who_moved_it_may_leave(full_cart: User, petra: User) -> None:
    order = make_order(full_cart)
    move_order(order_id=order.pk, status="ready_for_delivery", by=petra)
    petra.delete()
    assert events(order) == [("ready_for_delivery", None)]


def test_an_order_outlives_its_buyer(full_cart: User) -> None:
    order = make_order(full_cart)
    full_cart.delete()
    order.refresh_from_db()
    assert (order.user, order.items.count(), order.payment.user) == (None, 1, None)
