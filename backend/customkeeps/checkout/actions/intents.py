"""A payment's PaymentIntent at Stripe: creating, reading and cancelling it, whatever gets lost.

None of this may run inside a transaction. An answer that never clearly came (time-out, 500) is
asked for again under the same idempotency key, which brings back the same PaymentIntent however
late Stripe made it. Only when the key is spent, because Stripe replays a 500 for it, is ours looked
for by its metadata; and only when there is none does the attempt number, part of the key, rise.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from django.db.models import F
from django.utils import timezone

from customkeeps.money import to_minor_units
from customkeeps.payments import stripe_gateway
from customkeeps.payments.actions import cancel_payment, move_from
from customkeeps.payments.models import Payment, State
from customkeeps.payments.queries import installation_id
from customkeeps.payments.stripe_gateway import (
    Intent,
    StripeBusyError,
    StripeRefusedError,
    StripeSpentError,
    StripeUnreachableError,
)
from customkeeps.rest.errors import Conflict, Refused, Unavailable

# How far Stripe's clock may be behind ours when our PaymentIntent is looked for.
CLOCKS_DIFFER = timedelta(minutes=10)
# Until then the shopper's browser and the webhook look after an open payment.
SETTLE_AFTER = timedelta(seconds=30)
TOO_SMALL = "amount_too_small"
STARTING = "This payment is being prepared in another window. Try again in a moment."

Answer = TypeVar("Answer")


def create_at_stripe(payment: Payment) -> str:
    """The client secret of the payment's PaymentIntent, which is created where there is none yet.

    Raises Refused (400) with Stripe's words, Unavailable (503), Conflict (409) when the payment
    was ended meanwhile.
    """
    try:
        intent = _created(payment)
    except StripeRefusedError as refusal:
        cancel_payment(payment, State.CREATING, reason=refusal.message)
        raise Refused("payment_refused", _words(refusal), stripe_code=refusal.code) from refusal
    except StripeBusyError as error:
        raise Unavailable("payment_starting", STARTING, retry_after=1) from error
    except StripeUnreachableError as error:
        Payment.objects.filter(pk=payment.pk).update(outcome_unclear=True)
        raise _unavailable() from error
    opened = move_from(
        payment,
        State.CREATING,
        State.OPEN,
        intent_id=intent.id,
        outcome_unclear=False,
        due_at=timezone.now() + SETTLE_AFTER,
    )
    if not opened:
        _check_still_ours(payment, intent)
    return intent.client_secret


def read_at_stripe(payment: Payment) -> Intent | None:
    """An open payment's PaymentIntent as it is now; None when it is cancelled or unknown there,
    and then so is the payment. Raises Unavailable (503).
    """
    intent = _asked(lambda: stripe_gateway.retrieve_intent(str(payment.intent_id)))
    if intent is not None and intent.status != "canceled":
        return intent
    cancel_payment(payment, State.OPEN, reason="cancelled at Stripe")
    return None


def cancel_at_stripe(payment: Payment) -> Intent | None:
    """Cancel the PaymentIntent of a payment in `cancelling`, and with it the payment.

    An intent that cannot be cancelled any more is returned, and the payment waits; otherwise None.
    Raises Unavailable (503).
    """
    if payment.intent_id is None and payment.final_amount:
        _bring_back(payment)
    intent_id = payment.intent_id
    intent = _asked(lambda: stripe_gateway.cancel_intent(str(intent_id))) if intent_id else None
    if intent is not None and intent.status != "canceled":
        return intent
    cancel_payment(payment, State.CANCELLING, reason="given up or changed before it was paid")
    return None


def metadata_of(payment: Payment) -> dict[str, str]:
    """What its PaymentIntent tells about it, to people in Stripe's dashboard and to us."""
    user = payment.user
    return {
        "user_id": str(user.pk) if user else "",
        "username": user.username if user else "",
        "coupon_code": payment.coupon_code,
        "payment_id": str(payment.pk),
        "installation_id": installation_id(),
    }


def _bring_back(payment: Payment) -> None:
    """Get hold of the PaymentIntent whose making nobody saw the end of, to be able to cancel it.

    Asking for it again is the only way to be sure: Stripe may be making it still.
    """

    def bring_back() -> Intent | None:
        try:
            return _created(payment)
        except StripeRefusedError:  # then there never was one
            return None

    intent = _asked(bring_back)
    if intent is not None:
        Payment.objects.filter(pk=payment.pk, intent_id=None).update(intent_id=intent.id)
        payment.intent_id = intent.id


def _created(payment: Payment) -> Intent:
    """The payment's one PaymentIntent, made now if it is not there yet.

    Raises StripeRefusedError, StripeUnreachableError.
    """
    try:
        return _create(payment)
    except StripeSpentError:
        found = _find(payment)
    return found or _create_under_next_key(payment)


def _create_under_next_key(payment: Payment) -> Intent:
    same = Payment.objects.filter(pk=payment.pk, attempt=payment.attempt)
    same.update(attempt=F("attempt") + 1)  # or somebody else has just done so
    payment.refresh_from_db(fields=["attempt"])
    return _create(payment)


def _create(payment: Payment) -> Intent:
    return stripe_gateway.create_intent(
        amount=to_minor_units(payment.final_amount, payment.currency),
        currency=payment.currency,
        metadata=metadata_of(payment),
        idempotency_key=f"{payment.pk}-{payment.attempt}",
    )


def _find(payment: Payment) -> Intent | None:
    last_try = payment.expires_at or timezone.now()
    earliest = int((payment.created_at - CLOCKS_DIFFER).timestamp())
    latest = int((max(last_try, timezone.now()) + CLOCKS_DIFFER).timestamp())
    return stripe_gateway.find_intent(payment_id=str(payment.pk), created=(earliest, latest))


def _check_still_ours(payment: Payment, intent: Intent) -> None:
    """Another request was quicker: it opened the same intent, or ended the payment."""
    payment.refresh_from_db()
    if payment.state == State.OPEN and payment.intent_id == intent.id:
        return
    if payment.order is not None and payment.intent_id == intent.id:
        raise already_paid(payment.order.order_id)
    _asked(lambda: stripe_gateway.cancel_intent(intent.id))
    raise Conflict("payment_changed", "Your cart has changed. Please look at it again and pay.")


def already_paid(order_id: str) -> Conflict:
    """409: what the shopper wants to pay is an order by now."""
    return Conflict("already_paid", "This is paid already: see your orders.", order_id=order_id)


def _words(refusal: StripeRefusedError) -> str:
    if refusal.code == TOO_SMALL:
        return "This total is too small for a card payment. Add something to your cart."
    return refusal.message


def _asked(question: Callable[[], Answer]) -> Answer:
    try:
        return question()
    except StripeBusyError as error:
        raise Unavailable("payment_starting", STARTING, retry_after=1) from error
    except (StripeUnreachableError, StripeRefusedError) as error:
        raise _unavailable() from error


def _unavailable() -> Unavailable:
    return Unavailable(
        "payments_unavailable",
        "Our payment partner does not answer just now. Try again in a moment: "
        "you will not be charged twice.",
        retry_after=10,
    )
