"""An order that will not be made: what is left of its payment goes back, and so does its stock."""

from customkeeps.accounts.models import User
from customkeeps.emails.actions import mail_buyer
from customkeeps.emails.models import Kind
from customkeeps.orders.actions import move_order
from customkeeps.orders.models import Order, Status
from customkeeps.payments.actions import take_back_sold
from customkeeps.payments.models import Payment, Refund
from customkeeps.payments.refunds import ask_refund, left_to_refund

REASON = "Order cancelled"


def cancel_locked(payment: Payment | None, order: Order, *, by: User | None) -> Order:
    """Cancel the order of a payment that is locked in this transaction (none: it was imported).

    Raises IllegalStepError when it is not being prepared any more.
    """
    cancelled = move_order(order_id=order.pk, status=Status.CANCELLED, by=by)
    if payment is not None:
        take_back_sold(payment)
        if left := left_to_refund(payment):
            ask_refund(payment, amount=left, origin=Refund.Origin.CANCELLED, reason=REASON, by=by)
    mail_buyer(cancelled, Kind.ORDER_CANCELLED)
    return cancelled
