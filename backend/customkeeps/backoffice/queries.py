"""What staff want to know first thing in the morning."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.conf import settings
from django.db.models import Count, F, QuerySet
from django.utils import timezone

from customkeeps.admin_pages.filters import start_of
from customkeeps.catalog.models import Product, VariantStock
from customkeeps.emails.models import OutboxMail
from customkeeps.orders.models import Order, PaymentStatus, Status
from customkeeps.orders.queries import with_contents
from customkeeps.payments.models import Payment, State, StripeEvent

OPEN = (Status.PREPARING, Status.READY_FOR_DELIVERY, Status.IN_TRANSIT)
SHOWN_ORDERS = 8
SHOWN_LOW = 12


@dataclass(frozen=True, slots=True)
class Takings:
    """What the orders of a day brought in, in one currency."""

    currency: str
    amount: Decimal
    orders: int


@dataclass(frozen=True, slots=True)
class LowStock:
    """A count that is nearly or quite used up: of a product, or of one colour and size of it."""

    product: Product
    name: str
    left: int


def open_orders() -> dict[Status, int]:
    """How many orders are in each status that somebody still works on."""
    orders = Order.objects.filter(status__in=OPEN).order_by().values_list("status")
    counts = dict(orders.annotate(number=Count("pk")))
    return {status: counts.get(status, 0) for status in OPEN}


def orders_to_prepare() -> QuerySet[Order]:
    """Those that have waited longest, with their items."""
    orders = Order.objects.filter(status=Status.PREPARING).select_related("user")
    return with_contents(orders).order_by("created_at", "pk")[:SHOWN_ORDERS]


def takings_today() -> list[Takings]:
    """What was paid today, a day of the shop's time zone, and not given back."""
    today = timezone.localdate()
    paid = Order.objects.filter(
        created_at__gte=start_of(today),
        created_at__lt=start_of(today + timedelta(days=1)),
        payment_status__in=(PaymentStatus.PAID, PaymentStatus.PARTIALLY_REFUNDED),
    )
    # Added up here: SQLite would add in binary.
    amounts: dict[str, list[Decimal]] = {}
    rows = paid.values_list("currency", "final_amount", "refunded_amount")
    for currency, amount, refunded in rows:
        amounts.setdefault(currency, []).append(amount - refunded)
    return [
        Takings(currency, sum(paid_in, Decimal(0)), len(paid_in))
        for currency, paid_in in sorted(amounts.items())
    ]


def low_stock() -> list[LowStock]:
    """Counts of products on sale with no more than LOW_STOCK to sell, the scarcest first."""
    pools = Product.objects.filter(on_sale=True, stock__lte=F("stock_held") + settings.LOW_STOCK)
    variants = VariantStock.objects.filter(
        product__on_sale=True, on_hand__lte=F("held") + settings.LOW_STOCK
    ).select_related("product", "color", "size")
    found = [
        *(LowStock(pool, pool.name, (pool.stock or 0) - pool.stock_held) for pool in pools),
        *(LowStock(count.product, str(count), count.on_hand - count.held) for count in variants),
    ]
    return sorted(found, key=lambda low: (low.left, low.name))[:SHOWN_LOW]


def payments_to_give_back() -> int:
    return Payment.objects.filter(state=State.REFUND_DUE).count()


def failing_events() -> int:
    """Stripe's events that could not be handled so far."""
    return StripeEvent.objects.filter(handled_at=None).exclude(last_error="").count()


def failing_mails() -> int:
    """E-mails that could not be sent so far, or were given up."""
    return OutboxMail.objects.filter(sent_at=None).exclude(last_error="").count()
