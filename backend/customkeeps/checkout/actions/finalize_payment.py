"""The only maker of orders: a paid PaymentIntent becomes exactly one order, or is due a refund.

Called by the shopper's browser (`create_from_cart`), by the webhook inbox and by `start_payment`,
whoever is first; the others find the order there.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from customkeeps.accounts.models import User
from customkeeps.cart.bought import take_out_lines
from customkeeps.checkout.actions.snapshot import purchase_of
from customkeeps.emails.actions import mail_buyer
from customkeeps.emails.models import Kind
from customkeeps.money import from_minor_units, to_minor_units
from customkeeps.orders.actions import create_order
from customkeeps.orders.models import Order
from customkeeps.payments import stripe_gateway
from customkeeps.payments.actions import (
    cancel_payment,
    give_up_held,
    lock_buyer_and_payment,
    move,
    sell_held,
)
from customkeeps.payments.bounded_calls import within
from customkeeps.payments.models import PENDING, Payment, Refund, State
from customkeeps.payments.queries import payment_of
from customkeeps.payments.refunds import ask_refund
from customkeeps.payments.stripe_gateway import Intent, StripeRefusedError, StripeUnreachableError
from customkeeps.rest.errors import Conflict, NotFound, Refused, Unavailable

# Its stock may be gone and its cart another one: the money goes back.
LATE = "paid after it was cancelled"
ANSWER_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Collected:
    """An order, whether it is handed out for the first time, and whether it was made just now."""

    order: Order
    is_first: bool
    is_new: bool


@within(ANSWER_SECONDS)
def collect_order(*, user: User, intent_id: str) -> Collected:
    """The order of the buyer's own payment.

    Raises NotFound (404) for an intent that is not the buyer's, and what `finalize_payment` raises.
    """
    payment = payment_of(user, intent_id)
    if payment is None:
        raise NotFound
    now = timezone.now()
    settled = _settle(payment, collected_at=now)
    order = _order_of(settled)
    if settled.collected_at is not None:
        is_new = settled.collected_at == now
        return Collected(order, is_first=is_new, is_new=is_new)
    uncollected = Payment.objects.filter(pk=payment.pk, collected_at=None)
    return Collected(order, is_first=uncollected.update(collected_at=now) == 1, is_new=False)


def finalize_payment(payment: Payment) -> Order:
    """The payment's order, made now if Stripe says that it is paid.

    Raises Refused (400 `payment_not_succeeded`), Conflict (409 `payment_processing`, or
    `payment_refunded` when what was paid contradicts what was quoted), Unavailable (503).
    """
    return _order_of(_settle(payment))


def _settle(payment: Payment, collected_at: datetime | None = None) -> Payment:
    if payment.order_id is not None:
        return payment
    return _fulfil(payment, _paid_intent(payment), collected_at)


def fulfil_free(payment: Payment) -> Payment:
    """Make the order of a payment of nothing, which needs no Stripe."""
    if payment.final_amount:
        raise ValueError(f"payment {payment.pk} is not free")
    return _fulfil(payment, None)


def _paid_intent(payment: Payment) -> Intent:
    """The succeeded PaymentIntent, freshly read: what browser or webhook say are only hints."""
    try:
        intent = stripe_gateway.retrieve_intent(payment.intent_id) if payment.intent_id else None
    except (StripeUnreachableError, StripeRefusedError) as error:
        raise Unavailable(
            "payments_unavailable",
            "Our payment partner does not answer just now. Try again in a moment: "
            "what you paid is not lost.",
            retry_after=5,
        ) from error
    if intent is not None and intent.status == "processing":
        raise Conflict(
            "payment_processing",
            "Your bank is still working on this payment. We make the order as soon as it is done.",
        )
    if intent is None or intent.status != "succeeded":
        if intent is not None and intent.status == "canceled" and payment.state in PENDING:
            cancel_payment(payment, State(payment.state), reason="cancelled at Stripe")
        raise Refused("payment_not_succeeded", "This payment has not been completed.")
    return intent


@transaction.atomic
def _fulfil(
    payment: Payment, intent: Intent | None, collected_at: datetime | None = None
) -> Payment:
    """One transaction: the order, its lines out of the cart, and the payment's last state.

    `collected_at`: when the buyer's program asks for the order, which it gets with the answer. The
    buyer's lock comes first, as everywhere, so that payments and carts never deadlock.
    """
    locked = lock_buyer_and_payment(payment.pk)
    was_canceled = locked.state == State.CANCELED
    if locked.state not in PENDING and not was_canceled:
        return locked
    received = from_minor_units(intent.amount_received, intent.currency) if intent else None
    if why := LATE if was_canceled else contradiction(locked, intent):
        return _send_back(locked, received or Decimal(0), why)
    sell_held(locked)
    order = create_order(purchase_of(locked))
    move(
        locked,
        State.FULFILLED,
        order=order,
        collected_at=collected_at,
        received_amount=received,
    )
    if locked.user is not None:
        take_out_lines(user=locked.user, bought=locked.lines)
        order.user = locked.user  # which is known here, so that nobody has to look it up
        mail_buyer(order, Kind.ORDER_CONFIRMED)
    return locked


def _send_back(payment: Payment, received: Decimal, why: str) -> Payment:
    """No order: all that was received is due to go back."""
    move(payment, State.SUCCEEDED, received_amount=received)
    give_up_held(payment)
    ask_refund(payment, amount=received, origin=Refund.Origin.CONTRADICTION, reason=why)
    return payment


def contradiction(payment: Payment, intent: Intent | None) -> str:
    """Why what was paid is not what was quoted; empty when it is."""
    if intent is None:
        return "" if not payment.final_amount else "nothing was paid"
    if intent.amount_refunded:
        return "given back at Stripe before it was an order"
    quoted = to_minor_units(payment.final_amount, payment.currency)
    if (intent.id, intent.amount_received, intent.currency) == (
        payment.intent_id,
        quoted,
        payment.currency,
    ):
        return ""
    return f"quoted {quoted} {payment.currency}, paid {intent.amount_received} {intent.currency}"


def _order_of(payment: Payment) -> Order:
    if payment.order is None and payment.state == State.CANCELED:
        raise Refused("payment_not_succeeded", "This payment was cancelled.")
    if payment.order is None:
        raise Conflict(
            "payment_refunded",
            "This payment did not match your order or came too late. You get all of it back.",
        )
    return payment.order
