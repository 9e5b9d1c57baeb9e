"""Making orders and moving them on."""

import secrets
import string
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import QuerySet, Subquery
from django.utils import timezone

from customkeeps.accounts.models import User
from customkeeps.catalog.models import Product
from customkeeps.money import to_minor_units
from customkeeps.orders.models import (
    STEPS,
    Credit,
    Order,
    OrderEvent,
    OrderItem,
    PaymentStatus,
    Status,
)
from customkeeps.rest.errors import NotFound

ID_CHARACTERS = string.ascii_uppercase + string.digits
ID_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Purchase:
    """What was paid: the snapshot an order is made from. Lines as `payments.Payment.lines`."""

    user_id: int | None
    lines: Sequence[dict[str, Any]]
    currency: str
    total_amount: Decimal
    bulk_discount: Decimal
    coupon_discount: Decimal
    discount_amount: Decimal
    final_amount: Decimal
    coupon_code: str
    payment_intent_id: str | None


def create_order(purchase: Purchase) -> Order:
    """Write the order and its items. Call it inside a transaction.

    That it was made, its row tells: events and history begin with the first change, which spares
    the buyer two statements. An id that is taken (one chance in 2.8 million millions for each order
    there is) fails the transaction, and the caller's next try draws another.
    """
    order = Order(
        order_id="".join(secrets.choice(ID_CHARACTERS) for _ in range(ID_LENGTH)),
        user_id=purchase.user_id,
        total_amount=purchase.total_amount,
        bulk_discount=purchase.bulk_discount,
        coupon_discount=purchase.coupon_discount,
        discount_amount=purchase.discount_amount,
        final_amount=purchase.final_amount,
        currency=purchase.currency,
        coupon_code=purchase.coupon_code,
        payment_intent_id=purchase.payment_intent_id,
        payment_status=PaymentStatus.PAID if purchase.final_amount else PaymentStatus.FREE,
    )
    Order.objects.bulk_create([order])  # which, unlike saving, writes no history
    OrderItem.objects.bulk_create([_item(order, line) for line in purchase.lines])
    return order


def _item(order: Order, line: dict[str, Any]) -> OrderItem:
    """The line as it was quoted. A product that was deleted since then is only named: the insert
    itself looks whether it is there."""
    there = Product.objects.filter(pk=line["product"]).order_by().values("pk")
    return OrderItem(
        order=order,
        product_id=Subquery(there),
        product_name=line["product_name"],
        price=Decimal(line["unit_price"]),
        quantity=line["quantity"],
        bulk_percent=Decimal(line["bulk_percent"]),
        line_total=Decimal(line["line_total"]),
        base_color=line["base_color"],
        size=line["size"],
        customization_text=line["customization_text"],
        design_id=line["design"],
        placed_id=line.get("placed"),  # older payments have none
    )


def next_status(order: Order) -> Status | None:
    """The one step forward from here; None at the end of the way."""
    forward = [status for status in STEPS.get(order.status, ()) if status != Status.CANCELLED]
    return Status(forward[0]) if forward else None


@transaction.atomic
def move_order(*, order_id: int, status: str, by: User | None) -> Order:
    """Enter `status` and note when and by whom. Raises NotFound, IllegalStepError."""
    order = Order.objects.select_for_update(no_key=True).filter(pk=order_id).first()
    if order is None:
        raise NotFound()
    STEPS.check(order.status, status)
    _change(order, status=status)
    OrderEvent.objects.create(order=order, status=status, by=by)
    return order


def credit_order(order: Order, *, amount: Decimal, reason: str, reference: str) -> Order:
    """Note what Stripe has given back; the same `reference` again changes nothing.

    `reason` is shown to the buyer. Call it inside a transaction: it locks the order, and returns it
    as it is then. More than was paid is refused by the database (IntegrityError).
    """
    locked = Order.objects.select_for_update(no_key=True).get(pk=order.pk)
    to_minor_units(amount, locked.currency)
    if Credit.objects.filter(reference=reference).exists():
        return locked
    Credit.objects.create(order=locked, amount=amount, reason=reason, reference=reference)
    return _set_refunded(locked, locked.refunded_amount + amount)


def withdraw_credit(*, reference: str) -> Order | None:
    """Take back the note of a refund that failed at the bank after all; twice is as once.

    Call it inside a transaction: it locks the order and returns it, or None where no credit bears
    the `reference`.
    """
    orders = Order.objects.select_for_update(no_key=True, of=("self",))
    order = orders.filter(credits__reference=reference).first()
    if order is None:
        return None
    credit = order.credits.filter(reference=reference, withdrawn_at=None).first()
    if credit is None:
        return order
    credit.withdrawn_at = timezone.now()
    credit.save(update_fields=["withdrawn_at"])
    return _set_refunded(order, order.refunded_amount - credit.amount)


def _set_refunded(order: Order, amount: Decimal) -> Order:
    """`amount` is what is given back in all. Free orders never have credits."""
    if amount == 0:
        payment_status = PaymentStatus.PAID
    elif amount < order.final_amount:
        payment_status = PaymentStatus.PARTIALLY_REFUNDED
    else:
        payment_status = PaymentStatus.REFUNDED
    _change(order, refunded_amount=amount, payment_status=payment_status)
    return order


def _change(order: Order, **fields: Any) -> None:
    """Save a change of a locked order, and in its history where it began, if that is not there."""
    if not order.history.exists():
        _begin_history(order)
    for name, value in fields.items():
        setattr(order, name, value)
    order.save(update_fields=[*fields, "updated_at"])


def _begin_history(order: Order) -> None:
    """What `create_order` left out: the order as it was made, by the shop itself."""
    entry = Order.history.model
    columns = {field.attname: getattr(order, field.attname) for field in entry.tracked_fields}
    entry.objects.create(history_type="+", history_date=order.created_at, **columns)


def give_orders(orders: QuerySet[Order], *, to: User) -> None:
    """Make somebody else the buyer of the orders. Call it with both users locked."""
    ids = list(orders.values_list("pk", flat=True))
    buyers = Order.objects.filter(pk__in=ids)
    OrderEvent.objects.filter(order__in=ids, by__in=buyers.values("user")).update(by=to)
    for order in buyers:  # one by one, so that the history has it
        order.user = to
        order.save(update_fields=["user", "updated_at"])
