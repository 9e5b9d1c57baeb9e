"""What a receipt says. Amounts are the order's own: nothing is priced here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One ordered line. `unit_price` is after bulk and rounded; `line_total` is the authority."""

    product_name: str
    base_color: str
    size: str
    customization_text: str
    unit_price: Decimal
    quantity: int
    bulk_percent: Decimal
    line_total: Decimal


@dataclass(frozen=True, slots=True)
class ReceiptRefund:
    amount: Decimal
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Receipt:
    """An order and what was given back of it. Times are in the zone they are to be shown in."""

    shop_name: str
    order_id: str
    ordered_at: datetime
    customer: str
    currency: str
    lines: Sequence[ReceiptLine]
    total_amount: Decimal
    bulk_discount: Decimal
    coupon_code: str
    coupon_discount: Decimal
    final_amount: Decimal
    refunds: Sequence[ReceiptRefund]

    def balances(self) -> Iterator[tuple[ReceiptRefund, Decimal]]:
        """Each refund with what it leaves of what was paid."""
        left = self.final_amount
        for refund in self.refunds:
            left -= refund.amount
            yield refund, left
