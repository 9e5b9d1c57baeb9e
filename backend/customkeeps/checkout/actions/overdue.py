"""What has waited for too long: set going again where that can be, told to staff where not."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from customkeeps.emails.actions import alarm_staff
from customkeeps.money import to_text
from customkeeps.payments.actions import lock_payment
from customkeeps.payments.models import REFUND_OPEN, Payment, Refund, StripeEvent
from customkeeps.payments.refunds import GOING_BACK, ask_refund, left_to_refund

REFUND_PATIENCE = timedelta(hours=24)
EVENT_PATIENCE = timedelta(hours=1)
AT_ONCE = 100


def look_after_what_waits() -> None:
    """All of it; cheap when nothing waits."""
    _ask_for_what_is_owed()
    _tell_of_refunds()
    _tell_of_events()


def _ask_for_what_is_owed() -> None:
    """Payments that are to go back and have no refund at all: an older release left them so."""
    owed = Payment.objects.filter(state__in=GOING_BACK, refunds=None)
    for payment_id in owed.values_list("pk", flat=True)[:AT_ONCE]:
        _ask(payment_id)


@transaction.atomic
def _ask(payment_id: object) -> None:
    payment = lock_payment(payment_id)
    left = left_to_refund(payment)
    if payment.state in GOING_BACK and left and not payment.refunds.exists():
        origin = Refund.Origin.CANCELLED if payment.order_id else Refund.Origin.CONTRADICTION
        ask_refund(payment, amount=left, origin=origin, reason=payment.reason)


def _tell_of_refunds() -> None:
    since = timezone.now() - REFUND_PATIENCE
    waiting = Refund.objects.filter(state__in=REFUND_OPEN, created_at__lt=since)
    for refund in waiting.select_related("payment")[:AT_ONCE]:
        alarm_staff(
            key=f"refund-waits-{refund.reference}",
            subject=f"A refund of {refund.payment.intent_id} has waited for a day",
            text=f"{to_text(refund.amount, refund.currency)} {refund.currency} should go back, and "
            "Stripe has not done it yet. The worker's log says why.",
            path=reverse("admin:payments_payment_change", args=[refund.payment_id]),
        )


def _tell_of_events() -> None:
    since = timezone.now() - EVENT_PATIENCE
    failing = StripeEvent.objects.filter(handled_at=None, received_at__lt=since)
    for event in failing.exclude(last_error="")[:AT_ONCE]:
        alarm_staff(
            key=f"event-fails-{event.pk}",
            subject=f"Event {event.pk} of Stripe's cannot be handled",
            text=f"{event.type}: {event.last_error}",
            path=reverse("admin:payments_stripeevent_change", args=[event.pk]),
        )
