"""What neither browser nor webhook brought to an end, brought to an end."""

import logging
from datetime import timedelta

from django.utils import timezone

from customkeeps.checkout.actions.expiry import expire_due_payments
from customkeeps.checkout.actions.finalize_payment import finalize_payment
from customkeeps.checkout.actions.refund_payment import refund_due_payments
from customkeeps.payments.models import Payment, State
from customkeeps.rest.errors import ApiError

logger = logging.getLogger(__name__)

# Younger ones are looked after by the shopper's browser and by the webhook.
SETTLE_AFTER = timedelta(seconds=30)


def reconcile() -> None:
    """One pass: paid payments get their order, expired ones end, what is due is refunded."""
    settle_open_payments()
    expire_due_payments()
    refund_due_payments()


def settle_open_payments() -> None:
    """Ask Stripe about every payment that has been open for a while."""
    since = timezone.now() - SETTLE_AFTER
    open_ones = Payment.objects.filter(state=State.OPEN, updated_at__lt=since)
    for payment in open_ones.select_related("user").order_by("updated_at"):
        try:
            finalize_payment(payment)
        except ApiError as error:  # not paid, still processing, or Stripe does not answer
            logger.debug("Payment %s stays open: %s", payment.pk, error)
        except Exception:
            logger.exception("Payment %s could not be settled", payment.pk)
