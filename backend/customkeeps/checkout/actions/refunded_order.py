"""What a refund means for the order that was paid: its credit, its stock, and who is told."""

from django.urls import reverse

from customkeeps.checkout.actions.cancelled_order import cancel_locked
from customkeeps.emails.actions import alarm_staff, mail_buyer
from customkeeps.emails.models import Kind
from customkeeps.money import to_text
from customkeeps.orders.actions import credit_order, withdraw_credit
from customkeeps.orders.models import Status
from customkeeps.payments.models import Payment, Refund
from customkeeps.payments.refunds import left_to_refund


def note_given_back(payment: Payment, refund: Refund) -> None:
    """Stripe has given it back: the order shows it and its buyer hears of it.

    All of an order given back in Stripe's dashboard before it was made cancels it. Only on a
    payment locked in this transaction.
    """
    if payment.order is None:
        return
    order = credit_order(
        payment.order, amount=refund.amount, reason=refund.reason, reference=refund.reference
    )
    amount = to_text(refund.amount, refund.currency)
    mail_buyer(order, Kind.ORDER_REFUNDED, key=refund.reference, amount=amount)
    is_from_dashboard = refund.origin == Refund.Origin.DASHBOARD and not left_to_refund(payment)
    if is_from_dashboard and order.status == Status.PREPARING:
        cancel_locked(payment, order, by=None)


def note_returned(refund: Refund) -> None:
    """The bank did not take it, perhaps days later: the order does not show it any more."""
    withdraw_credit(reference=refund.reference)
    alarm_staff(
        key=f"refund-failed-{refund.reference}",
        subject=f"A refund of {refund.payment.intent_id} came back",
        text=f"The customer's bank did not take {to_text(refund.amount, refund.currency)} "
        f"{refund.currency} that we gave back. Ask the customer how else to pay it.",
        path=reverse("admin:payments_payment_change", args=[refund.payment_id]),
    )
