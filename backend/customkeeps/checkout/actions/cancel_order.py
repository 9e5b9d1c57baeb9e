"""Cancelling an order while it is being prepared, and giving money back on purpose."""

from decimal import Decimal

from django.db import transaction

from customkeeps.accounts.models import User
from customkeeps.checkout.actions.cancelled_order import cancel_locked
from customkeeps.checkout.actions.refunds import send_refunds_of
from customkeeps.money import to_text
from customkeeps.orders.models import Order, Status
from customkeeps.payments.actions import lock_payment, take_back_sold
from customkeeps.payments.bounded_calls import within
from customkeeps.payments.models import Payment, Refund
from customkeeps.payments.refunds import (
    RefundTooLargeError,
    ask_refund,
    left_to_refund,
)
from customkeeps.rest.errors import Conflict, NotFound, Refused
from customkeeps.steps import IllegalStepError

# The worker sends what could not be sent in this time.
ANSWER_SECONDS = 5.0
TOO_LATE = "It is too late to cancel this order: we have begun to make it. Please write to us."
CANCELLED = "This order is cancelled already."


def cancel_own_order(*, user: User, order_id: str) -> Order:
    """Cancel an order of the buyer's and give back what was paid for it.

    Raises NotFound (404) for anybody else's, Conflict (409 `not_cancellable`) once it is being
    made or was cancelled.
    """
    order = Order.objects.filter(user=user, order_id=order_id.upper()).first()
    if order is None:
        raise NotFound
    return cancel_order(order_pk=order.pk, by=user)


def cancel_order(*, order_pk: int, by: User) -> Order:
    """Cancel any order, for its buyer or by staff. Raises as `cancel_own_order`."""
    try:
        payment, order = _cancel(order_pk, by)
    except IllegalStepError as refused:
        words = CANCELLED if refused.current == Status.CANCELLED else TOO_LATE
        raise Conflict("not_cancellable", words) from refused
    _send_now(payment)
    return order


def refund_order(
    *,
    order_pk: int,
    amount: Decimal | None,
    reason: str,
    restock: bool,
    by: User,
    left: Decimal | None = None,
) -> Refund:
    """Give back `amount`, or with None all that is left, of what was paid for an order.

    `reason` is shown to the buyer. `restock`: its pieces can be sold again. `left`: what was left
    when somebody decided on it. Raises Refused (400 `refund_too_large` with what is `left`, or
    `nothing_to_refund`) and Conflict (409 `refund_changed`) when something else is left by now.
    """
    with transaction.atomic():
        payment = _locked_payment_of(order_pk)
        if payment is None or not left_to_refund(payment):
            raise Refused("nothing_to_refund", "There is nothing left to give back.")
        if left is not None and left != left_to_refund(payment):
            raise Conflict("refund_changed", "Something was given back just now. Look again.")
        wanted = left_to_refund(payment) if amount is None else amount
        refund = _ask(payment, wanted, reason, by)
        if restock:
            take_back_sold(payment)
    _send_now(payment)
    refund.refresh_from_db()
    return refund


@transaction.atomic
def _cancel(order_pk: int, by: User) -> tuple[Payment | None, Order]:
    payment = _locked_payment_of(order_pk)
    order = Order.objects.filter(pk=order_pk).first()
    if order is None:
        raise NotFound
    return payment, cancel_locked(payment, order, by=by)


def _ask(payment: Payment, amount: Decimal, reason: str, by: User) -> Refund:
    try:
        return ask_refund(payment, amount=amount, origin=Refund.Origin.STAFF, reason=reason, by=by)
    except RefundTooLargeError as error:
        left = to_text(error.left, payment.currency)
        raise Refused(
            "refund_too_large", f"Only {left} {payment.currency} is left to give back.", left=left
        ) from error


def _locked_payment_of(order_pk: int) -> Payment | None:
    payment_id = Payment.objects.filter(order=order_pk).values_list("pk", flat=True).first()
    return lock_payment(payment_id) if payment_id else None


def _send_now(payment: Payment | None) -> None:
    if payment is not None:
        with within(ANSWER_SECONDS):
            send_refunds_of(payment)
