"""Moving an order forward: its new status and the mail about it, or neither."""

from django.db import transaction

from customkeeps.accounts.models import User
from customkeeps.emails.actions import mail_buyer
from customkeeps.emails.models import Kind
from customkeeps.orders.actions import move_order
from customkeeps.orders.models import Order, Status
from customkeeps.steps import IllegalStepError

MAIL_OF = {
    Status.READY_FOR_DELIVERY: Kind.ORDER_READY,
    Status.IN_TRANSIT: Kind.ORDER_IN_TRANSIT,
    Status.DELIVERED: Kind.ORDER_DELIVERED,
    Status.COMPLETED: Kind.ORDER_COMPLETED,
}


@transaction.atomic
def advance_order(*, order_id: int, status: str, by: User | None) -> Order:
    """Enter `status` and tell the buyer. Raises NotFound, IllegalStepError.

    Cancelling is no step forward: it gives money and stock back, and is a use-case of its own.
    """
    order = move_order(order_id=order_id, status=status, by=by)
    if status == Status.CANCELLED:
        raise IllegalStepError(Status.PREPARING, status)  # and so nothing was changed
    mail_buyer(order, MAIL_OF[Status(status)])
    return order
