"""A queued mail as it is sent: subject, plain text and HTML."""

from decimal import Decimal
from typing import Any, NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format

from customkeeps.admin_pages.parts import percent
from customkeeps.emails.look import LOOK
from customkeeps.emails.models import Kind, OutboxMail
from customkeeps.emails.words import one_line, words_of
from customkeeps.money import as_price
from customkeeps.orders.models import Order, OrderItem

# These tell again what was bought and what it cost.
WITH_CONTENTS = (Kind.ORDER_CONFIRMED, Kind.ORDER_CANCELLED)
LINE_ENDS = "\n"


class Written(NamedTuple):
    subject: str
    text: str
    html: str


def write(mail: OutboxMail) -> Written:
    """Reads the order, its items and its buyer; what people typed is escaped in the HTML."""
    words = words_of(mail)
    context = {
        "words": words,
        "paragraphs": [printable(paragraph) for paragraph in words.paragraphs],
        "url": f"{settings.PUBLIC_URL}{words.path}" if words.button else "",
        "shop_name": settings.SHOP_NAME,
        "shop_url": settings.PUBLIC_URL,
        "order": _contents(mail.order) if mail.kind in WITH_CONTENTS and mail.order else None,
        "look": LOOK,
    }
    return Written(
        one_line(words.subject),
        render_to_string("emails/mail.txt", context).strip() + "\n",
        render_to_string("emails/mail.html", context),
    )


def printable(text: str) -> str:
    """Without control characters, which some mail programs and servers choke on."""
    unified = LINE_ENDS.join(text.splitlines())
    return "".join(c for c in unified if c == LINE_ENDS or c.isprintable())


def _contents(order: Order) -> dict[str, Any]:
    return {
        "order_id": order.order_id,
        "date": date_format(timezone.localtime(order.created_at), "DATE_FORMAT"),
        "lines": [_line(item, order.currency) for item in order.items.all()],
        "sums": [(name, _signed(amount, order.currency)) for name, amount in _sums(order)],
        "total": as_price(order.final_amount, order.currency),
    }


def _line(item: OrderItem, currency: str) -> dict[str, Any]:
    looks = [item.base_color, f"size {item.size}" if item.size else ""]
    off = percent(item.bulk_percent)
    return {
        "quantity": item.quantity,
        "name": one_line(item.product_name),
        "details": ", ".join(one_line(each) for each in looks if each),
        "has_design": item.design_id is not None,
        "words": printable(item.customization_text),
        "unit_price": as_price(item.price, currency),
        "bulk": f"{off} bulk discount" if off else "",
        "total": as_price(item.line_total, currency),
    }


def _sums(order: Order) -> list[tuple[str, Decimal]]:
    """From the catalogue's prices to what was paid: every centavo explained."""
    coupon = f"Coupon {order.coupon_code}" if order.coupon_code else "Coupon"
    sums = [
        ("Bulk discount", -order.bulk_discount),
        (coupon, -order.coupon_discount),
    ]
    taken_off = [(name, amount) for name, amount in sums if amount]
    return [("Subtotal", order.total_amount), *taken_off] if taken_off else []


def _signed(amount: Decimal, currency: str) -> str:
    """With a true minus sign."""
    return f"\u2212{as_price(-amount, currency)}" if amount < 0 else as_price(amount, currency)
