"""Disputes that a cardholder's bank has opened, as Stripe has them."""

from django.db import transaction
from django.urls import reverse

from customkeeps.emails.actions import alarm_staff
from customkeeps.money import from_minor_units
from customkeeps.payments import stripe_gateway
from customkeeps.payments.models import Dispute, Payment
from customkeeps.payments.stripe_gateway import Disputed


def sync_disputes(payment: Payment) -> None:
    """Note all disputes of a payment; staff hear of each new one and of how it ends.

    Raises what the gateway raises.
    """
    for disputed in stripe_gateway.list_disputes(str(payment.intent_id)):
        _note(payment, disputed)


@transaction.atomic
def _note(payment: Payment, disputed: Disputed) -> None:
    known = Dispute.objects.select_for_update(no_key=True).filter(dispute_id=disputed.id).first()
    if known is not None and known.status == disputed.status:
        return
    facts = {
        "amount": from_minor_units(disputed.amount, disputed.currency),
        "currency": disputed.currency,
        "reason": disputed.reason[:60],
        "status": disputed.status[:40],
    }
    Dispute.objects.update_or_create(
        dispute_id=disputed.id, defaults=facts, create_defaults={"payment": payment, **facts}
    )
    standing = disputed.status.replace("_", " ")
    alarm_staff(
        key=f"dispute-{disputed.id}-{disputed.status}",
        subject=f"Dispute of payment {payment.intent_id}: {standing}",
        text=f"The customer's bank disputes it ({disputed.reason or 'no reason given'}). "
        "Disputes are answered in Stripe's dashboard.",
        path=reverse("admin:payments_payment_change", args=[payment.pk]),
    )
