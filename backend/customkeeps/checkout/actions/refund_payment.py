"""Giving back all of a payment, exactly once, whatever dies in between."""

import logging

from django.db import transaction

from customkeeps.money import from_minor_units
from customkeeps.payments import stripe_gateway
from customkeeps.payments.actions import lock_payment, move, move_from, take_back_sold
from customkeeps.payments.models import Payment, Refund, State
from customkeeps.payments.stripe_gateway import StripeRefusedError, StripeUnreachableError

logger = logging.getLogger(__name__)


def refund_due_payments() -> None:
    """Refund every payment that is due one, and go on with those that were begun."""
    for payment in Payment.objects.filter(state__in=(State.REFUND_DUE, State.REFUNDING)):
        try:
            refund_payment(payment)
        except (StripeUnreachableError, StripeRefusedError) as error:
            logger.warning("Payment %s is not refunded yet: %s", payment.pk, error)
        except Exception:
            logger.exception("Payment %s could not be refunded", payment.pk)


def refund_payment(payment: Payment) -> None:
    """Give back what was received. Raises what the gateway raises; then it is tried again.

    The idempotency key is made of the payment's id, and Stripe refuses to give back more than was
    paid, so trying again never pays twice.
    """
    if payment.state == State.REFUND_DUE:
        move_from(payment, State.REFUND_DUE, State.REFUNDING)
    given_back = stripe_gateway.refund_intent(
        str(payment.intent_id), idempotency_key=f"refund-{payment.pk}"
    )
    _note_refunded(payment, given_back)


@transaction.atomic
def _note_refunded(payment: Payment, given_back: stripe_gateway.GivenBack) -> None:
    locked = lock_payment(payment.pk)
    if locked.state != State.REFUNDING:
        return
    move(locked, State.REFUNDED)
    Refund.objects.create(
        payment=locked,
        refund_id=given_back.id,
        amount=from_minor_units(given_back.amount, locked.currency),
        currency=locked.currency,
        state=Refund.State.SUCCEEDED,
        reason=locked.reason,
    )
    take_back_sold(locked)
