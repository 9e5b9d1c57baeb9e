"""State machines hold in the database: every pair of states is tried, past all Python."""

from collections.abc import Callable
from itertools import product as pairs_of
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, models, transaction

from customkeeps.accounts.models import User
from customkeeps.catalog.models import Product
from customkeeps.orders.models import AGREED, AGREED_OF_ITEM, Order, OrderItem, Status
from customkeeps.orders.models import STEPS as ORDER_STEPS
from customkeeps.payments.models import REFUND_STEPS, SNAPSHOT, Payment, Refund, State
from customkeeps.payments.models import STEPS as PAYMENT_STEPS
from customkeeps.steps import IllegalStepError, Steps
from tests.factories import make_cart_item, make_order

pytestmark = pytest.mark.django_db

Write = Callable[[models.Model, str, str], None]


def by_queryset(row: models.Model, column: str, wanted: str) -> None:
    type(row)._default_manager.filter(pk=row.pk).update(**{column: wanted})


def by_sql(row: models.Model, column: str, wanted: str) -> None:
    table, key = row._meta.db_table, row._meta.pk
    sql = f"UPDATE {table} SET {column} = %s WHERE {key.column} = %s"  # noqa: S608 (our own names)
    with connection.cursor() as cursor:
        cursor.execute(sql, [wanted, key.get_db_prep_value(row.pk, connection)])


EACH_WAY = pytest.mark.parametrize("write", [by_queryset, by_sql])


def accepted(row: models.Model, column: str, states: list[Any], write: Write) -> set[Any]:
    """The steps that the database lets happen, out of all pairs of different states."""
    model, legal = type(row), set()
    for current, wanted in pairs_of(states, repeat=2):
        if current == wanted:
            continue
        with transaction.atomic():
            # Rows are made in any state; only steps are watched.
            model._default_manager.bulk_create([_with(row, **{column: current})])
            try:
                with transaction.atomic():
                    write(row, column, wanted)
                legal.add((current, wanted))
            except IntegrityError as refusal:
                if f"illegal step of {model._meta.db_table}.{column}" not in str(refusal):
                    raise
            transaction.set_rollback(True)
    return legal


def _with(row: models.Model, **fields: Any) -> models.Model:
    for name, value in fields.items():
        setattr(row, name, value)
    return row


@pytest.fixture
def order(alice: User, tshirt: Product) -> Order:
    make_cart_item(alice, tshirt)
    return make_order(alice)


@EACH_WAY
def test_orders(order: Order, write: Write) -> None:
    other = _with(order, pk=None, order_id="FREE0001", payment_intent_id=None)
    assert accepted(other, "status", Status.values, write) == set(ORDER_STEPS.pairs())


@EACH_WAY
def test_payments(order: Order, write: Write) -> None:
    # Of no user, so that several may be open; with an order, so that it may be fulfilled.
    payment = Payment.objects.get()
    Payment.objects.all().delete()
    other = _with(payment, pk=uuid4(), user=None)
    assert accepted(other, "state", State.values, write) == set(PAYMENT_STEPS.pairs())


@EACH_WAY
def test_refunds(order: Order, write: Write) -> None:
    refund = Refund(payment=Payment.objects.get(), amount=1, currency="PHP")
    assert accepted(refund, "state", Refund.State.values, write) == set(REFUND_STEPS.pairs())


@EACH_WAY
@pytest.mark.parametrize(
    ("model", "column"),
    [
        *((Payment, column) for column in SNAPSHOT),
        *((Order, column) for column in AGREED),
        *((OrderItem, column) for column in AGREED_OF_ITEM),
    ],
)
def test_what_was_agreed_never_changes(
    order: Order, write: Write, model: type[models.Model], column: str
) -> None:
    changed = {"lines": "[]", "address": "{}", "currency": "USD"}
    row = model._default_manager.get()
    with pytest.raises(IntegrityError, match="keeps what was agreed"), transaction.atomic():
        write(row, column, changed.get(column, "3"))


@EACH_WAY
def test_an_unknown_state_is_no_step(order: Order, write: Write) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        write(order, "status", "lost")
    order.refresh_from_db()
    assert order.status == "preparing"


def test_writing_the_same_state_again_is_no_step(order: Order) -> None:
    assert Order.objects.filter(pk=order.pk).update(status="preparing", user=None) == 1


def test_the_table_says_what_is_wrong() -> None:
    steps = Steps({"new": ("old",)})
    steps.check("new", "old")
    for current, wanted in [("old", "new"), ("new", "new"), ("lost", "new")]:
        with pytest.raises(IllegalStepError, match=f"^{current} cannot become {wanted}$"):
            steps.check(current, wanted)
