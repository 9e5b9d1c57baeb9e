"""Counters are locked in one order, whatever order the rows lie in, so that nobody deadlocks."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from django.db.models import Model

from customkeeps.catalog import actions as stock
from customkeeps.catalog.actions import Counter, Demand
from customkeeps.catalog.models import Product, VariantStock
from tests.factories import make_product, make_stock

pytestmark = pytest.mark.django_db(transaction=True)

CHANGES = pytest.mark.parametrize("change", ["hold", "sell", "release", "take_back"])


@pytest.fixture
def counted() -> list[Model]:
    """Two pools and two variants, in the order of locking; on disk the first of each lies last."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time, and no rows to lock")
    first, second = (make_product(name, stock=9, stock_held=4) for name in ("First", "Second"))
    white, black = (make_stock(second, 9, color=name, held=4) for name in ("White", "Black"))
    Product.objects.filter(pk=first.pk).update(description="written again")
    VariantStock.objects.filter(pk=white.pk).update(held=4)
    return [first, second, white, black]


def demand_for(rows: list[Any]) -> Demand:
    _, second, *_ = rows
    pools = [Counter(row.pk) for row in rows if isinstance(row, Product)]
    variants = [Counter(second.pk, row.pk) for row in rows if isinstance(row, VariantStock)]
    return dict.fromkeys([*reversed(variants), *reversed(pools)], 1)


def locked_by_others(row: Model) -> bool:
    rows: Any = type(row)._default_manager
    try:
        with transaction.atomic():
            rows.select_for_update(no_key=True, nowait=True).get(pk=row.pk)
    except OperationalError:
        return True
    return False


def locked_while(row: Model, change: Callable[[Demand], None], demand: Demand) -> list[bool]:
    """What the change has locked by the time at which it waits for that row."""

    def in_another_transaction() -> None:
        try:
            with transaction.atomic():
                change(demand)
        finally:
            connection.close()

    rows = counted_rows()
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            type(row)._default_manager.select_for_update(no_key=True).get(pk=row.pk)
            changing = pool.submit(in_another_transaction)
            end = time.monotonic() + 30
            while not somebody_waits():
                assert time.monotonic() < end
                time.sleep(0.01)
            locked = [other != row and locked_by_others(other) for other in rows]
        changing.result(timeout=30)
    return locked


def counted_rows() -> list[Model]:
    return [*Product.objects.order_by("pk"), *VariantStock.objects.order_by("pk")]


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_locks WHERE NOT granted LIMIT 1")
        return cursor.fetchone() is not None


@CHANGES
def test_who_waits_has_locked_only_what_comes_before(counted: list[Model], change: str) -> None:
    found = [locked_while(row, getattr(stock, change), demand_for(counted)) for row in counted]
    assert found == [
        [False, False, False, False],
        [True, False, False, False],
        [True, True, False, False],
        [True, True, True, False],
    ]


def test_without_the_order_that_fails(
    counted: list[Model], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: rows are locked as they lie on disk."""
    monkeypatch.setattr(stock, "_locked", lambda rows: rows)
    first, *_ = counted
    assert locked_while(first, stock.hold, demand_for(counted)) == [False, True, False, False]
