"""Money that goes back, reserved on the payment first, so that refunds are never too much.

All of this only on a payment that is locked in this transaction.
"""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Max
from django.utils import timezone

from customkeeps.accounts.models import User
from customkeeps.payments.actions import move
from customkeeps.payments.models import (
    REFUND_OPEN,
    REFUND_STEPS,
    Payment,
    Refund,
    State,
)

GOING_BACK = (State.REFUND_DUE, State.REFUNDING)
PAID = (State.FULFILLED, *GOING_BACK, State.REFUNDED)
# How long a refund that Stripe has accepted may take before the worker asks about it.
ASK_AGAIN = timedelta(hours=1)


class RefundTooLargeError(Exception):
    """More than what is `left` of the payment; nothing was changed."""

    def __init__(self, left: Decimal) -> None:
        super().__init__(f"only {left} is left")
        self.left = left


def received(payment: Payment) -> Decimal:
    """What Stripe received; before that was noted, only what was paid as quoted was fulfilled."""
    if payment.received_amount is not None:
        return payment.received_amount
    return payment.final_amount if payment.intent_id and payment.state in PAID else Decimal(0)


def left_to_refund(payment: Payment) -> Decimal:
    """What was received and is neither given back nor going to be."""
    return received(payment) - payment.refund_total


def ask_refund(
    payment: Payment,
    *,
    amount: Decimal,
    origin: Refund.Origin,
    reason: str,
    by: User | None = None,
    **facts: Any,
) -> Refund:
    """Reserve `amount` and have it sent. The payment is in `refund_due` once nothing is left.

    `facts` are further fields of the refund. Raises RefundTooLargeError.
    """
    if amount > left_to_refund(payment):
        raise RefundTooLargeError(left_to_refund(payment))
    last = payment.refunds.aggregate(last=Max("number"))["last"] or 0
    _reserve(payment, amount, reason=reason)
    return Refund.objects.create(
        payment=payment,
        number=last + 1,
        origin=origin,
        amount=amount,
        currency=payment.currency,
        reason=reason[:200],
        by=by,
        **facts,
    )


def move_refund(refund: Refund, state: Refund.State, **facts: Any) -> None:
    """Enter `state` with the facts that come with it. Raises IllegalStepError."""
    REFUND_STEPS.check(refund.state, state)
    refund.state = state
    for name, value in facts.items():
        setattr(refund, name, value)
    refund.save(update_fields=["state", *facts, "updated_at"])


def void_refund(payment: Payment, refund: Refund, *, why: str) -> None:
    """It is not going to be: what it had reserved is free, and what is owed stays owed."""
    move_refund(refund, Refund.State.FAILED, failure=why[:200])
    payment.refund_total -= refund.amount
    if payment.state in (State.REFUNDING, State.REFUNDED):
        move(payment, State.REFUND_DUE, refund_total=payment.refund_total)
    else:
        payment.save(update_fields=["refund_total", "updated_at"])


def close_when_all_is_back(payment: Payment) -> None:
    """`refunded`, once all of the payment was given back and nothing is under way."""
    is_open = payment.refunds.filter(state__in=REFUND_OPEN).exists()
    if payment.state in GOING_BACK and not is_open and not left_to_refund(payment):
        move(payment, State.REFUNDED)


def ask_later() -> datetime:
    """When the worker asks about a refund that Stripe has accepted and the bank not yet."""
    return timezone.now() + ASK_AGAIN


def correct_amount(payment: Payment, refund: Refund, amount: Decimal) -> None:
    """Of what contradicts its quote Stripe gave back another amount than we thought was left."""
    payment.refund_total += amount - refund.amount
    payment.save(update_fields=["refund_total", "updated_at"])
    refund.amount = amount
    refund.save(update_fields=["amount", "updated_at"])


def _reserve(payment: Payment, amount: Decimal, *, reason: str) -> None:
    payment.received_amount = received(payment)
    payment.refund_total += amount
    facts = {"received_amount": payment.received_amount, "refund_total": payment.refund_total}
    if payment.state in (State.SUCCEEDED, State.FULFILLED) and not left_to_refund(payment):
        move(payment, State.REFUND_DUE, reason=reason[:200], **facts)
    else:
        payment.save(update_fields=[*facts, "updated_at"])
