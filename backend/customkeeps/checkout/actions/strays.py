"""Paid PaymentIntents of this shop's that have no payment here: all of the money goes back.

There are some after an old backup was restored. Others in the same Stripe account are left alone.
"""

from django.utils import timezone

from customkeeps.checkout.actions.finalize_payment import finalize_payment
from customkeeps.emails.actions import alarm_staff
from customkeeps.money import from_minor_units, to_text
from customkeeps.payments import stripe_gateway
from customkeeps.payments.models import PENDING, Payment, State, StrayIntent
from customkeeps.payments.queries import installation_id, payment_by_id
from customkeeps.payments.stripe_gateway import Intent


def look_at_stray(intent_id: str) -> None:
    """Look after a PaymentIntent that is no payment's. Raises what the gateway raises."""
    intent = stripe_gateway.retrieve_intent(intent_id)
    if intent is None or intent.status != "succeeded":
        return
    if intent.metadata.get("installation_id") != installation_id():
        return
    payment = payment_by_id(intent.metadata.get("payment_id", ""))
    if payment is not None and _adopt(payment, intent):
        finalize_payment(payment)
    else:
        _give_back(intent)


def _adopt(payment: Payment, intent: Intent) -> bool:
    """Whether it is the one that our payment has been without, as Stripe's answer got lost."""
    without = Payment.objects.filter(
        pk=payment.pk, intent_id=None, state__in=(*PENDING, State.CANCELED)
    )
    adopted = without.update(intent_id=intent.id, updated_at=timezone.now()) == 1
    if adopted:
        payment.refresh_from_db()
    return adopted


def _give_back(intent: Intent) -> None:
    """Once: the idempotency key is the intent's own."""
    currency = intent.currency
    stray, is_new = StrayIntent.objects.get_or_create(
        intent_id=intent.id,
        defaults={
            "amount": from_minor_units(intent.amount_received, currency),
            "currency": currency,
            "username": intent.metadata.get("username", "")[:150],
        },
    )
    if is_new:
        alarm_staff(
            key=f"stray-{intent.id}",
            subject=f"Unknown payment {intent.id} is given back",
            text=f"{to_text(stray.amount, currency)} {currency} was paid by "
            f"{stray.username or 'somebody'} for an order that is not known here, perhaps because "
            "an older backup was restored. All of it goes back.",
        )
    if stray.refunded_at is not None:
        return
    if intent.amount_refunded < intent.amount_received:
        given = stripe_gateway.refund_intent(
            intent.id,
            amount=None,
            reference=f"stray-{intent.id}",
            idempotency_key=f"refund-{intent.id}",
        )
        stray.refund_id = given.id
    stray.refunded_at = timezone.now()
    stray.save(update_fields=["refund_id", "refunded_at"])
