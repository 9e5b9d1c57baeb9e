"""Orders as the API shows them: the orders of a page in one statement, their items in another."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, Prefetch, QuerySet, prefetch_related_objects
from django.utils import timezone

from customkeeps.accounts.models import User
from customkeeps.catalog.models import ProductColor
from customkeeps.catalog.queries import color_as_dict, placements_column, print_area
from customkeeps.designs.queries import print_as_dict
from customkeeps.json_rows import as_text, json_rows, nested, rows_of
from customkeeps.money import to_text
from customkeeps.orders.links import read_tracking_token
from customkeeps.orders.models import Credit, Order, OrderEvent, OrderItem, Status
from customkeeps.orders.receipts.contents import Receipt, ReceiptLine, ReceiptRefund
from customkeeps.rest.errors import NotFound
from customkeeps.rest.throttling import Limit, count
from customkeeps.rest.times import from_text, to_iso

TRACKED = Limit("tracked", times=120, seconds=60)


def orders_of(user: User) -> QuerySet[Order]:
    """The user's orders, newest first, with items and timeline: two statements for any number."""
    return with_contents(Order.objects.filter(user=user)).order_by("-created_at", "-id")


def find_tracked_order(*, token: str, address: str) -> Order:
    """The order of a link. Raises NotFound (404), and Throttled (429, by the client's address)."""
    count(TRACKED, address)
    order_id = read_tracking_token(token)
    order = with_contents(Order.objects.filter(order_id=order_id)).first() if order_id else None
    if order is None:
        raise NotFound
    return order


def with_contents(orders: QuerySet[Order]) -> QuerySet[Order]:
    """Orders with the rows that `order_as_dict` reads."""
    events = rows_of(OrderEvent, "order", "pk", id="id", status="status", at=as_text("at"))
    given_back = json_rows(
        Credit.objects.filter(order=OuterRef("pk"), withdrawn_at=None),
        id="id",
        amount=as_text("amount"),
        reason="reason",
        at=as_text("created_at"),
    )
    return orders.annotate(event_rows=events, credit_rows=given_back).prefetch_related(_items())


def with_contents_of_new(order: Any) -> Any:
    """An order made a moment ago, as in `with_contents`: only its items need reading."""
    order.event_rows, order.credit_rows = [], []
    prefetch_related_objects([order], _items())
    return order


def _items() -> Prefetch:
    items = OrderItem.objects.select_related("product", "design", "placed")
    items = items.defer("design__documents", "placed__documents").annotate(
        color_rows=rows_of(
            ProductColor,
            "product",
            "product_id",
            id="id",
            position="position",
            name="name",
            hex="hex",
            pictures=nested("pictures"),
        ),
        placement_rows=placements_column("product_id"),
    )
    return Prefetch("items", queryset=items)


def receipt_of(order: Order) -> Receipt:
    """The order as its receipt tells it, read in three statements; times in the shop's zone."""
    return Receipt(
        shop_name=settings.SHOP_NAME,
        order_id=order.order_id,
        ordered_at=timezone.localtime(order.created_at),
        customer=order.user.get_full_name() or order.user.username if order.user else "",
        currency=order.currency,
        lines=[_receipt_line(item) for item in order.items.all()],
        total_amount=order.total_amount,
        bulk_discount=order.bulk_discount,
        coupon_code=order.coupon_code,
        coupon_discount=order.coupon_discount,
        final_amount=order.final_amount,
        refunds=[
            ReceiptRefund(credit.amount, credit.reason, timezone.localtime(credit.created_at))
            for credit in order.credits.filter(withdrawn_at=None)
        ],
    )


def _receipt_line(item: OrderItem) -> ReceiptLine:
    return ReceiptLine(
        product_name=item.product_name,
        base_color=item.base_color,
        size=item.size,
        customization_text=item.customization_text,
        unit_price=item.price,
        quantity=item.quantity,
        bulk_percent=item.bulk_percent,
        line_total=item.line_total,
    )


def order_as_dict(order: Any, *, base_url: str) -> dict[str, Any]:
    """The API's representation of an order of `with_contents` (contract §3, Orders)."""
    amounts = {
        name: to_text(getattr(order, name), order.currency)
        for name in (
            "total_amount",
            "bulk_discount",
            "coupon_discount",
            "discount_amount",
            "final_amount",
            "refunded_amount",
        )
    }
    return {
        "id": order.pk,
        "order_id": order.order_id,
        **amounts,
        "total": amounts["final_amount"],
        "discount": amounts["discount_amount"],
        "coupon_code": order.coupon_code or None,
        "coupon": order.coupon_code or None,
        "currency": order.currency,
        "status": order.status,
        "status_label": order.get_status_display(),
        "payment_status": order.payment_status,
        "items": [_item_as_dict(item, order.currency, base_url) for item in order.items.all()],
        "timeline": _timeline(order),
        "refunds": _refunds(order),
        "shipment": None,
        "can_cancel": order.status == Status.PREPARING,
        "date": timezone.localtime(order.created_at).date().isoformat(),
        "created_at": to_iso(order.created_at),
    }


def _timeline(order: Any) -> list[dict[str, Any]]:
    """The statuses entered, oldest first. Old orders have a row for their beginning as well."""
    rows = sorted(order.event_rows or (), key=lambda row: row["id"])
    entered = [
        {"status": row["status"], "at": to_iso(from_text(row["at"]))}
        for row in rows
        if row["status"] != Status.PREPARING
    ]
    return [{"status": Status.PREPARING, "at": to_iso(order.created_at)}, *entered]


def _refunds(order: Any) -> list[dict[str, Any]]:
    """What was given back and stayed so, oldest first."""
    return [
        {
            "amount": to_text(Decimal(row["amount"]), order.currency),
            "reason": row["reason"],
            "at": to_iso(from_text(row["at"])),
        }
        for row in sorted(order.credit_rows or (), key=lambda row: row["id"])
    ]


def _item_as_dict(item: Any, currency: str, base_url: str) -> dict[str, Any]:
    color = next((row for row in item.color_rows or () if row["name"] == item.base_color), None)
    pictures = color_as_dict(color, base_url=base_url)["pictures"] if color else []
    picture = next(iter(pictures), None)
    return {
        "id": item.pk,
        "product_name": item.product_name,
        "product_slug": item.product.slug if item.product and item.product.on_sale else None,
        "price": to_text(item.price, currency),
        "quantity": item.quantity,
        "bulk_percent": str(item.bulk_percent),
        "line_total": to_text(item.line_total, currency),
        "base_color": item.base_color,
        "base_color_hex": color and color["hex"],
        "size": item.size or None,
        "customization_text": item.customization_text,
        **print_as_dict(item, base_url=base_url),
        "mockup": picture,
        "mockup_url": picture and picture["thumb_url"],
        "print_area": print_area(picture, item.placement_rows),
    }
