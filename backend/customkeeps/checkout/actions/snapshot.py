"""What a payment remembers of the cart: enough to make the order without asking anyone again."""

import json
from hashlib import sha256
from typing import Any

from customkeeps.accounts.models import User
from customkeeps.coupons.models import Coupon
from customkeeps.money import to_text
from customkeeps.orders.actions import Purchase
from customkeeps.payments.models import Payment
from customkeeps.pricing import PricedLine, Quote


def snapshot(user: User, priced: Quote, coupon: Coupon | None) -> Payment:
    """An unsaved Payment of what was quoted; its lines' keys are CartItems."""
    payment = Payment(
        user=user,
        lines=[_line(line, priced.currency) for line in priced.lines],
        currency=priced.currency,
        raw_subtotal=priced.raw_subtotal,
        bulk_discount=priced.bulk_discount,
        coupon_discount=priced.coupon_discount,
        discount_amount=priced.discount_amount,
        final_amount=priced.final_amount,
        coupon_code=coupon.code if coupon else "",
        coupon_percent=coupon.discount_percent if coupon else None,
        coupon=coupon,
    )
    payment.fingerprint = _fingerprint(payment)
    return payment


def purchase_of(payment: Payment) -> Purchase:
    """What the order is made of: the snapshot and nothing else."""
    return Purchase(
        user_id=payment.user_id,
        lines=payment.lines,
        currency=payment.currency,
        total_amount=payment.raw_subtotal,
        bulk_discount=payment.bulk_discount,
        coupon_discount=payment.coupon_discount,
        discount_amount=payment.discount_amount,
        final_amount=payment.final_amount,
        coupon_code=payment.coupon_code,
        payment_intent_id=payment.intent_id,
    )


def _line(priced: PricedLine, currency: str) -> dict[str, Any]:
    item: Any = priced.line.key
    return {
        "cart_item": item.pk,
        "product": item.product_id,
        "product_name": item.product.name,
        "price": to_text(priced.line.price, currency),
        "quantity": priced.line.quantity,
        "bulk_percent": str(priced.bulk_percent),
        "line_total": to_text(priced.line_total, currency),
        "unit_price": to_text(priced.unit_price, currency),
        "base_color": item.base_color,
        "size": item.size,
        "customization_text": item.customization_text,
        "design": item.design_id and str(item.design_id),
        "placed": item.placed_id,
    }


def _fingerprint(payment: Payment) -> str:
    """The same for the same unchanged cart at the same prices with the same coupon."""
    quoted = [
        payment.lines,
        payment.currency,
        to_text(payment.final_amount, payment.currency),
        payment.coupon_code,
        str(payment.coupon_percent),
    ]
    return sha256(json.dumps(quoted, sort_keys=True).encode()).hexdigest()
