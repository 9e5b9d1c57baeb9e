"""Giving money back, once, whatever dies in between; and noting what Stripe gave back by itself.

Stripe's list of a payment's refunds is the truth. Ours carry our reference in their metadata, so
that one whose answer got lost is found again; those without were made in Stripe's dashboard.
"""

import logging
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from customkeeps.checkout.actions.refunded_order import note_given_back, note_returned
from customkeeps.checkout.actions.turns import take_turns
from customkeeps.emails.actions import alarm_staff
from customkeeps.money import from_minor_units, to_minor_units, to_text
from customkeeps.payments import stripe_gateway
from customkeeps.payments.actions import lock_payment, move_from
from customkeeps.payments.models import REFUND_OPEN, Payment, Refund, State
from customkeeps.payments.refunds import (
    GOING_BACK,
    ask_later,
    ask_refund,
    close_when_all_is_back,
    correct_amount,
    left_to_refund,
    move_refund,
    received,
    void_refund,
)
from customkeeps.payments.stripe_gateway import (
    GivenBack,
    StripeRefusedError,
    StripeSpentError,
    StripeUnreachableError,
)

logger = logging.getLogger(__name__)

# How long a worker has for one refund before another takes it over, and so when it is tried again.
LEASE = timedelta(seconds=30)
STATES = {
    "succeeded": Refund.State.SUCCEEDED,
    "failed": Refund.State.FAILED,
    "canceled": Refund.State.FAILED,
}
ELSEWHERE = "Made at Stripe"


def send_due_refunds(*, now: bool = False, limit: int | None = 50) -> int:
    """Send what is due, oldest first. Returns how many were tried; ends when Stripe is away.

    `now`: also what was tried a moment ago.
    """
    refunds = Refund.objects.filter(state__in=REFUND_OPEN).select_related("payment")
    due = refunds if now else refunds.filter(due_at__lte=timezone.now())
    return take_turns(due.order_by("due_at")[:limit], claim=_claim, act=send_refund)


def send_refunds_of(payment: Payment) -> None:
    """Send a payment's due refunds now if that is possible; the worker does what is left."""
    for refund in payment.refunds.filter(state=Refund.State.DUE).select_related("payment"):
        with suppress(StripeUnreachableError, StripeRefusedError):
            if _claim(refund):
                send_refund(refund)


def send_refund(refund: Refund) -> None:
    """Have Stripe give the money back and note what it says.

    Raises StripeUnreachableError: it is tried again, under the same idempotency key.
    """
    payment = refund.payment
    due = Refund.objects.filter(pk=refund.pk, state=Refund.State.DUE)
    if not due.update(state=Refund.State.SENT, updated_at=timezone.now()):
        # It was sent before, and Stripe forgets idempotency keys after a day: look first.
        sync_refunds(payment)
        refund.refresh_from_db(fields=["state", "refund_id"])
        if refund.state not in REFUND_OPEN or refund.refund_id is not None:
            return
    move_from(payment, State.REFUND_DUE, State.REFUNDING)
    try:
        given = stripe_gateway.refund_intent(
            str(payment.intent_id),
            amount=_minor_amount(refund),
            reference=refund.reference,
            idempotency_key=f"refund-{refund.reference}",
        )
    except (StripeSpentError, StripeRefusedError) as error:
        _find_out(refund, error)
    else:
        note_refund(payment, given)


def sync_refunds(payment: Payment) -> None:
    """Note all refunds that Stripe has of this payment. Raises what the gateway raises."""
    for given in stripe_gateway.list_refunds(str(payment.intent_id)):
        note_refund(payment, given)


@transaction.atomic
def note_refund(payment: Payment, given: GivenBack) -> None:
    """Enter into our books what Stripe has, once, whoever made it."""
    locked = lock_payment(payment.pk)
    refund = _known(locked, given) or _made_elsewhere(locked, given)
    if refund is None:
        return
    _correct(locked, refund, given)
    wanted = STATES.get(given.status, Refund.State.SENT)
    if refund.refund_id is None or wanted == Refund.State.SENT:
        Refund.objects.filter(pk=refund.pk).update(refund_id=given.id, due_at=ask_later())
    if wanted == Refund.State.SUCCEEDED and refund.state in REFUND_OPEN:
        move_refund(refund, wanted)
        note_given_back(locked, refund)
    elif wanted == Refund.State.FAILED and refund.state != wanted:
        void_refund(locked, refund, why="The bank did not take it")
        note_returned(refund)
    close_when_all_is_back(locked)


def _claim(refund: Refund) -> bool:
    untouched = Refund.objects.filter(pk=refund.pk, state__in=REFUND_OPEN, due_at=refund.due_at)
    return untouched.update(due_at=timezone.now() + LEASE) == 1


def _minor_amount(refund: Refund) -> int | None:
    """None: all there is, whatever it is, of a payment that is not what was quoted."""
    if refund.origin == Refund.Origin.CONTRADICTION:
        return None
    return to_minor_units(refund.amount, refund.currency)


def _known(payment: Payment, given: GivenBack) -> Refund | None:
    """Ours by Stripe's id, or by our reference when its answer never came."""
    refunds = list(payment.refunds.all())
    known = [refund for refund in refunds if refund.refund_id == given.id]
    unanswered = [
        refund
        for refund in refunds
        if refund.refund_id is None
        and refund.state in REFUND_OPEN
        and refund.reference == given.reference
    ]
    return next(iter(known + unanswered), None)


def _correct(payment: Payment, refund: Refund, given: GivenBack) -> None:
    """What was left of a payment that contradicts its quote may be less than we knew."""
    amount = from_minor_units(given.amount, refund.currency)
    if refund.amount != amount and refund.state in REFUND_OPEN:
        correct_amount(payment, refund, amount)


def _made_elsewhere(payment: Payment, given: GivenBack) -> Refund | None:
    """A new row for a refund of the dashboard's; ours that no longer fit beside it are void."""
    if not received(payment) or given.status in ("failed", "canceled"):
        return None
    amount = from_minor_units(given.amount, payment.currency)
    voided = _make_room(payment, amount)
    if left_to_refund(payment) < amount:
        logger.error("More was given back of payment %s than was paid", payment.pk)
        return None
    made = ask_refund(
        payment,
        amount=amount,
        origin=Refund.Origin.DASHBOARD,
        reason=ELSEWHERE,
        state=Refund.State.SENT,
        refund_id=given.id,
        due_at=ask_later(),
    )
    if voided:
        _settle_voided(payment, voided, amount)
    return made


def _make_room(payment: Payment, amount: Decimal) -> list[Refund]:
    """Void as many of ours that wait as it takes, the newest first."""
    voided: list[Refund] = []
    waiting = payment.refunds.filter(state__in=REFUND_OPEN, refund_id=None)
    for refund in waiting.select_related("by").order_by("-number"):
        if left_to_refund(payment) >= amount:
            break
        void_refund(payment, refund, why="Replaced by one made at Stripe")
        voided.append(refund)
    return voided


def _settle_voided(payment: Payment, voided: list[Refund], given_instead: Decimal) -> None:
    """Where all was to go back, the rest of it still does; otherwise staff decide."""
    first = voided[-1]
    rest = sum((refund.amount for refund in voided), Decimal(0)) - given_instead
    rest = min(rest, left_to_refund(payment))
    if rest > 0 and payment.state in GOING_BACK:
        origin = Refund.Origin(first.origin)
        ask_refund(payment, amount=rest, origin=origin, reason=first.reason, by=first.by)
    elif first.origin == Refund.Origin.STAFF and left_to_refund(payment):
        alarm_staff(
            key=f"refund-replaced-{first.reference}",
            subject=f"A refund of {payment.intent_id} was replaced",
            text=f"{to_text(first.amount, first.currency)} {first.currency} waited to go back when "
            f"{to_text(given_instead, first.currency)} were given back in Stripe's dashboard. "
            "Ours was not sent: see whether more has to go back.",
            path=_page_of(payment),
        )


def _find_out(refund: Refund, error: StripeSpentError | StripeRefusedError) -> None:
    """Stripe did not do it, or did and cannot say so: look. What it has not done is void."""
    sync_refunds(refund.payment)
    with transaction.atomic():
        payment = lock_payment(refund.payment_id)
        refund.refresh_from_db()
        if refund.state not in REFUND_OPEN or refund.refund_id is not None:
            return
        why = error.message if isinstance(error, StripeRefusedError) else "Stripe failed"
        void_refund(payment, refund, why=why)
        if isinstance(error, StripeSpentError):  # under another key it may well succeed
            ask_refund(
                payment,
                amount=refund.amount,
                origin=Refund.Origin(refund.origin),
                reason=refund.reason,
                by=refund.by,
            )
            return
        alarm_staff(
            key=f"refund-refused-{refund.reference}",
            subject=f"A refund of {payment.intent_id} was refused",
            text=f"Stripe does not give back {to_text(refund.amount, refund.currency)} "
            f"{refund.currency}: {why}",
            path=_page_of(payment),
        )


def _page_of(payment: Payment) -> str:
    return reverse("admin:payments_payment_change", args=[payment.pk])
