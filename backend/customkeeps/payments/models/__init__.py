"""Payments, what they hold and what is given back of them. Django looks for the tables here."""

from customkeeps.payments.models.payment import PENDING, SNAPSHOT, STEPS, UNFINISHED, Payment, State
from customkeeps.payments.models.refund import REFUND_OPEN, REFUND_STEPS, Dispute, Refund
from customkeeps.payments.models.stock_hold import HOLD_STEPS, StockHold
from customkeeps.payments.models.stripe import Installation, StrayIntent, StripeEvent

__all__ = [
    "HOLD_STEPS",
    "PENDING",
    "REFUND_OPEN",
    "REFUND_STEPS",
    "SNAPSHOT",
    "STEPS",
    "UNFINISHED",
    "Dispute",
    "Installation",
    "Payment",
    "Refund",
    "State",
    "StockHold",
    "StrayIntent",
    "StripeEvent",
]
