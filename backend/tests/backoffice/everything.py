"""Some of everything that staff can see, as many of each as asked for."""

from decimal import Decimal
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone

from customkeeps.catalog.models import BulkTier, Category
from customkeeps.emails.actions import mail_buyer
from customkeeps.emails.models import Kind, OutboxMail
from customkeeps.payments.models import Dispute, Refund, StockHold, StrayIntent, StripeEvent
from tests.factories import (
    make_cart_item,
    make_coupon,
    make_design,
    make_order,
    make_product,
    make_stock,
    make_user,
)

COLORS = {"White": "#ffffff", "Black": "#1a1a1a", "Red": "#c8232c"}
SIZES = ("S", "M", "L")


def make_everything(number: int, *, first: int = 0) -> dict[str, Any]:
    """`number` rows of each model, each with `number` parts, numbered from `first`.

    Returns the last one of each, by `app/model` as in the admin's addresses.
    """
    return [_one_of_each(first + index, number) for index in range(number)][-1]


def _one_of_each(index: int, parts: int) -> dict[str, Any]:
    category = Category.objects.create(name=f"Shelf {index}", slug=f"shelf-{index}")
    names = tuple(COLORS)[:parts]
    product = make_product(
        f"Mug {index}",
        colors={name: COLORS[name] for name in names},
        sizes=SIZES[:parts],
        placements=SIZES[:parts],
        category=category,
        stock=5,
    )
    counts = [make_stock(product, 5, color=name) for name in names]
    user = make_user(f"buyer{index}")
    for name in names:
        shade = len(names) * index + names.index(name)
        design = make_design(user, shade)
        item = make_cart_item(user, product, base_color=name, size="S", design=design)
    coupon = make_coupon(f"CODE{index}")
    order = make_order(user, coupon=coupon)
    payment = order.payment
    for kind in Kind.ORDER_CONFIRMED, Kind.ORDER_READY, Kind.ORDER_IN_TRANSIT:
        mail_buyer(order, kind)
    for number, count in enumerate(counts, 1):
        StockHold.objects.create(payment=payment, product=product, variant=count, quantity=1)
        Refund.objects.create(payment=payment, number=number, amount=Decimal(1), currency="PHP")
        Dispute.objects.create(
            payment=payment, dispute_id=f"du_{count.pk}", amount=Decimal(1), currency="PHP"
        )
        event = StripeEvent.objects.create(
            event_id=f"evt_{payment.pk.hex}_{count.pk}",
            type="payment_intent.succeeded",
            intent_id=payment.intent_id,
            due_at=timezone.now(),
        )
    stray = StrayIntent.objects.create(intent_id=f"pi_{index}", amount=Decimal(1), currency="PHP")
    return {
        "accounts/user": user,
        "auth/group": Group.objects.create(name=f"Group {index}"),
        "cart/cartitem": item,
        "catalog/bulktier": BulkTier.objects.create(min_quantity=50 + index, percent=Decimal(20)),
        "catalog/category": category,
        "catalog/product": product,
        "coupons/coupon": coupon,
        "designs/design": design,
        "emails/outboxmail": OutboxMail.objects.filter(order=order).first(),
        "orders/order": order,
        "payments/payment": payment,
        "payments/strayintent": stray,
        "payments/stripeevent": event,
    }
