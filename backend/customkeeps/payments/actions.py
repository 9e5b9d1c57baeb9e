"""Moves of a payment's state. Which move is right is decided in `checkout`."""

from typing import Any

from django.utils import timezone

from customkeeps.payments.models import STEPS, Payment, State


def lock_payment(payment_id: Any) -> Payment:
    """The payment as it is now, locked until the transaction ends."""
    return Payment.objects.select_for_update(no_key=True, of=("self",)).get(pk=payment_id)


def move_from(payment: Payment, current: State, wanted: State, **facts: Any) -> bool:
    """Enter `wanted` with the facts that come with it, unless somebody was quicker.

    One statement that compares and sets, so it needs no lock. Returns whether it happened; the
    given object is changed only then.
    """
    STEPS.check(current, wanted)
    changes = {"state": wanted, **facts}
    waiting = Payment.objects.filter(pk=payment.pk, state=current)
    if not waiting.update(**changes, updated_at=timezone.now()):
        return False
    for name, value in changes.items():
        setattr(payment, name, value)
    return True


def move(payment: Payment, state: State, **facts: Any) -> None:
    """Enter `state` and set the facts that come with it, in one statement.

    Only on a payment locked in this transaction. Raises IllegalStepError.
    """
    STEPS.check(payment.state, state)
    payment.state = state
    for name, value in facts.items():
        setattr(payment, name, value)
    payment.save(update_fields=["state", *facts, "updated_at"])
