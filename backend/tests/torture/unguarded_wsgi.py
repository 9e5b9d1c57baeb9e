"""The shop without locks, signatures and keys: the control, in which tests fail as they must."""

import time
from contextlib import nullcontext
from importlib import import_module
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models import QuerySet

from customkeeps.wsgi import application

__all__ = ["application"]

# On a busy machine requests may come one by one: what each of them read has to grow old.
LONG_ENOUGH_TO_RACE = 0.1
AGEING = ('FROM "payments_payment"', 'FROM "catalog_product"')

# Only after the application has set Django up can its modules be read.
cancel_order = import_module("customkeeps.checkout.actions.cancel_order")
finalize_payment = import_module("customkeeps.checkout.actions.finalize_payment")
start_payment = import_module("customkeeps.checkout.actions.start_payment")
stock = import_module("customkeeps.catalog.actions")
payments = import_module("customkeeps.payments.actions")
stripe_gateway = import_module("customkeeps.payments.stripe_gateway")
Coupon = import_module("customkeeps.coupons.models").Coupon
Product = import_module("customkeeps.catalog.models").Product


def _age_what_was_read(
    execute: Any,
    sql: str,
    params: Any,
    many: bool,  # noqa: FBT001 (Django's signature)
    context: Any,
) -> Any:
    result = execute(sql, params, many, context)
    is_read = sql.startswith("SELECT") and any(table in sql for table in AGEING)
    if is_read and not context["connection"].in_atomic_block:
        time.sleep(LONG_ENOUGH_TO_RACE)
    return result


def _watch(connection: BaseDatabaseWrapper, **_: Any) -> None:
    if _age_what_was_read not in connection.execute_wrappers:  # they outlive a reconnection
        connection.execute_wrappers.append(_age_what_was_read)
    if connection.vendor == "sqlite":  # each statement is a commit of its own now
        connection.cursor().execute("PRAGMA synchronous = OFF")


def _hold_what_was_free_a_moment_ago(demand: dict) -> None:
    pools, _ = stock._split(demand)
    stock._change(Product.objects.all(), pools, stock_held=1)


def _take_what_was_left_a_moment_ago(coupon: Any, **_: object) -> None:
    time.sleep(LONG_ENOUGH_TO_RACE)
    Coupon.objects.filter(pk=coupon.pk).update(uses=coupon.uses + 1)


QuerySet.select_for_update = lambda rows, **_: rows
# Without the transactions too: SQLite's would be a lock on everything.
start_payment._decide = start_payment._decide.__wrapped__
finalize_payment._fulfil = finalize_payment._fulfil.__wrapped__
cancel_order._cancel = cancel_order._cancel.__wrapped__
cancel_order.transaction = SimpleNamespace(atomic=nullcontext)
connection_created.connect(_watch)
stock.hold = _hold_what_was_free_a_moment_ago
payments.take_use = _take_what_was_left_a_moment_ago

# Any webhook is Stripe's, whatever its signature and its time say.
stripe_gateway.stripe.WebhookSignature.verify_header = lambda *_, **__: True
stripe_gateway.CLOCK_SKEW_SECONDS = 10**12

# Every call to create is another one, and nobody looks for what an earlier one has made.
_create = stripe_gateway.create_intent
stripe_gateway.create_intent = lambda **call: _create(**call | {"idempotency_key": uuid4().hex})
stripe_gateway.find_intent = lambda **_: None
