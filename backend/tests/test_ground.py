"""The ground keeps its promises: rows of migrations survive, factories make what the shop would."""

from decimal import Decimal

import pytest
from django.db import connection, connections

from customkeeps.accounts.models import User
from customkeeps.catalog.models import BulkTier, Product
from customkeeps.patient_sqlite3.base import BUSY_MILLISECONDS, DatabaseWrapper
from customkeeps.payments.models import State
from tests.factories import make_cart_item, make_coupon, make_order

TIERS = [(5, Decimal(5)), (10, Decimal(10))]


@pytest.mark.parametrize("_turn", [1, 2])
@pytest.mark.django_db(transaction=True)
def test_tests_with_real_transactions_find_the_bulk_tiers(_turn: int) -> None:
    assert list(BulkTier.objects.values_list("min_quantity", "percent")) == TIERS


@pytest.mark.django_db
def test_sqlite_waits_for_locks_as_in_the_shop() -> None:
    if connection.vendor == "postgresql":
        assert connection.get_database_version() >= (18,)
        return
    with connection.cursor() as cursor:
        modes = [
            cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "busy_timeout")
        ]
    assert modes == ["wal", BUSY_MILLISECONDS]
    assert isinstance(connections["default"], DatabaseWrapper)
    assert connection.settings_dict["OPTIONS"]["timeout"] == 20


def test_an_order_of_the_factory_is_a_paid_one(alice: User, tshirt: Product) -> None:
    make_cart_item(alice, tshirt, 10)
    order = make_order(alice, coupon=make_coupon(), status="in_transit")
    assert (order.final_amount, order.payment_status) == (Decimal(4050), "paid")
    assert list(order.events.values_list("status", flat=True)) == [
        "ready_for_delivery",
        "in_transit",
    ]
    assert (order.payment.state, order.payment.intent_id) == (
        State.FULFILLED,
        order.payment_intent_id,
    )
