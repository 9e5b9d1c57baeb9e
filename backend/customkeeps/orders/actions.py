"""Making orders and moving them on."""

import secrets
import string
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from customkeeps.accounts.models import User
from customkeeps.catalog.models import Product
from customkeeps.orders.models import STEPS, Order, OrderEvent, OrderItem, PaymentStatus, Status
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
    """Write the order, its items and its first event. Call it inside a transaction.

    An id that is taken (one chance in 2.8 million millions for each order there is) fails the
    transaction, and the caller's next try draws another.
    """
    order = Order.objects.create(
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
    OrderItem.objects.bulk_create(_items(order, purchase.lines))
    OrderEvent.objects.create(order=order, status=order.status)
    return order


def _items(order: Order, lines: Sequence[dict[str, Any]]) -> list[OrderItem]:
    """The lines as they were quoted. A product that was deleted since then is only named."""
    products = Product.objects.filter(pk__in={line["product"] for line in lines})
    known = set(products.values_list("pk", flat=True))
    return [_item(order, line, known) for line in lines]


def _item(order: Order, line: dict[str, Any], known: set[int]) -> OrderItem:
    return OrderItem(
        order=order,
        product_id=line["product"] if line["product"] in known else None,
        product_name=line["product_name"],
        price=Decimal(line["unit_price"]),
        quantity=line["quantity"],
        bulk_percent=Decimal(line["bulk_percent"]),
        line_total=Decimal(line["line_total"]),
        base_color=line["base_color"],
        size=line["size"],
        customization_text=line["customization_text"],
        design_id=line["design"],
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
    order.status = status
    order.save(update_fields=["status", "updated_at"])
    OrderEvent.objects.create(order=order, status=status, by=by)
    return order
