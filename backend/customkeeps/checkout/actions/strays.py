"""Paid PaymentIntents of this shop's that have no payment here: all of the money goes back.

There are some after an old backup was restored. Others in the same Stripe account are left alone.
"""

from django.db import transaction
from django.utils import timezone

from customkeeps.checkout.actions.finalize_payment import finalize_payment
from customkeeps.emails.actions import alarm_staff
from customkeeps.money import from_minor_units, to_text
from customkeeps.payments import stripe_gateway
from customkeeps.payments.models import PENDING, Payment, State, StrayIntent
from customkeeps.payments.queries import installation_id, payment_by_id
from customkeeps.payments.stripe_gateway import Intent, StripeRefusedError, StripeSpentError

REFUSED = "refused"
NOT_GIVEN_BACK = ("failed", "canceled", REFUSED)


def look_at_stray(intent_id: str) -> None:
    """Look after a PaymentIntent that is no payment's. Raises what the gateway raises."""
    intent = stripe_gateway.retrieve_intent(intent_id)
    if intent is None or intent.status != "succeeded":
        return
    if intent.metadata.get("installation_id") != installation_id():
        return
    payment = _payment_of(intent)
    if payment is not None:
        finalize_payment(payment)
    else:
        _give_back(intent)


def look_at_stray_refund(intent_id: str) -> None:
    """Note how the refund of a stray stands; staff hear when its bank does not take it."""
    stray = StrayIntent.objects.filter(pk=intent_id).exclude(refund_id="").first()
    if stray is None:
        return
    for given in stripe_gateway.list_refunds(intent_id):
        if given.id == stray.refund_id and given.status != stray.refund_status:
            _note(stray, status=given.status)


def _payment_of(intent: Intent) -> Payment | None:
    """Whose it is after all: Stripe's answer got lost before its id was noted, or just noted."""
    payment = payment_by_id(intent.metadata.get("payment_id", ""))
    if payment is None:
        return None
    without_id = Payment.objects.filter(
        pk=payment.pk, intent_id=None, state__in=(*PENDING, State.CANCELED)
    )
    without_id.update(intent_id=intent.id, updated_at=timezone.now())
    payment.refresh_from_db()
    return payment if payment.intent_id == intent.id else None


def _give_back(intent: Intent) -> None:
    """Once: the idempotency key is the intent's own, and what Stripe has done it tells."""
    stray = _found(intent)
    if stray.refunded_at is not None or stray.refund_status == REFUSED:
        return
    if intent.amount_refunded >= intent.amount_received:
        _note(stray, status="succeeded")
        return
    try:
        given = stripe_gateway.refund_intent(
            intent.id,
            amount=None,
            reference=f"stray-{intent.id}",
            idempotency_key=f"refund-{intent.id}-{stray.attempt}",
        )
    except StripeSpentError:
        # Stripe only repeats a failure: the next try looks again, and asks under another key.
        StrayIntent.objects.filter(pk=stray.pk).update(attempt=stray.attempt + 1)
        raise
    except StripeRefusedError as refusal:
        _note(stray, status=REFUSED, why=refusal.message)
    else:
        _note(stray, status=given.status, refund_id=given.id)


@transaction.atomic
def _found(intent: Intent) -> StrayIntent:
    """Its row; staff are told in the same transaction as it is made."""
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
            # Without the buyer's name, which the row has: texts of alarms are in the logs too.
            text=f"{to_text(stray.amount, currency)} {currency} was paid for an order that is not "
            "known here, perhaps because an older backup was restored. All of it goes back.",
        )
    return stray


@transaction.atomic
def _note(stray: StrayIntent, *, status: str, refund_id: str = "", why: str = "") -> None:
    stray.refund_status = status
    stray.refund_id = refund_id or stray.refund_id
    stray.refunded_at = None if status == REFUSED else stray.refunded_at or timezone.now()
    stray.save(update_fields=["refund_status", "refund_id", "refunded_at"])
    if status in NOT_GIVEN_BACK:
        alarm_staff(
            key=f"stray-{stray.pk}-{status}",
            subject=f"Unknown payment {stray.pk} could not be given back",
            text=f"{to_text(stray.amount, stray.currency)} {stray.currency}: "
            f"{why or 'the bank did not take it'}. "
            "It has to be given back in another way.",
        )
