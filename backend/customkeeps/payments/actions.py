"""Moves of a payment's state and of the stock it holds. Which is right, `checkout` decides."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from customkeeps.accounts.models import User
from customkeeps.catalog import actions as stock
from customkeeps.catalog.actions import Counter, Demand
from customkeeps.payments.models import PENDING, STEPS, Payment, State, StockHold


def lock_payment(payment_id: Any) -> Payment:
    """The payment as it is now, locked until the transaction ends."""
    return Payment.objects.select_for_update(no_key=True, of=("self",)).get(pk=payment_id)


def lock_pending(user: User) -> Payment | None:
    """The user's payment that is not decided yet, locked until the transaction ends."""
    payments = Payment.objects.select_for_update(no_key=True)
    return payments.filter(user=user, state__in=PENDING).first()


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


def cancel_payment(payment: Payment, current: State, *, reason: str) -> bool:
    """Cancelled, and what it held is free again: both, or neither when somebody was quicker."""
    with transaction.atomic():
        cancelled = move_from(payment, current, State.CANCELED, reason=reason[:200])
        if cancelled:
            release_held(payment)
    return cancelled


def hold_end() -> datetime:
    """Until when a payment that is begun or taken up now is kept open."""
    return timezone.now() + timedelta(minutes=settings.STOCK_HOLD_MINUTES)


def keep_open(payment: Payment) -> None:
    """The shopper is still at it: its time begins anew."""
    Payment.objects.filter(pk=payment.pk).update(expires_at=hold_end())


def hold_stock(payment: Payment, demand: Demand) -> None:
    """Keep the pieces for this payment. Raises OutOfStockError: roll the transaction back."""
    if not demand:
        return
    stock.lock_products(counter.product for counter in demand)
    stock.hold(demand)
    StockHold.objects.bulk_create(
        StockHold(
            payment=payment,
            product_id=counter.product,
            variant_id=counter.variant,
            quantity=quantity,
        )
        for counter, quantity in demand.items()
    )


def sell_held(payment: Payment) -> None:
    """The pieces are paid. Only on a payment locked in this transaction, like the next two."""
    _turn(payment, StockHold.State.HELD, StockHold.State.SOLD, stock.sell)


def release_held(payment: Payment) -> None:
    """Nobody will pay for the pieces: others may have them."""
    _turn(payment, StockHold.State.HELD, StockHold.State.RELEASED, stock.release)


def take_back_sold(payment: Payment) -> None:
    """The pieces were not made and are given back."""
    _turn(payment, StockHold.State.SOLD, StockHold.State.RETURNED, stock.take_back)


def _turn(payment: Payment, current: str, wanted: str, change: Callable[[Demand], None]) -> None:
    holds = list(payment.holds.filter(state=current))
    if not holds:
        return
    stock.lock_products(hold.product_id for hold in holds)
    change({Counter(hold.product_id, hold.variant_id): hold.quantity for hold in holds})
    payment.holds.filter(state=current).update(state=wanted)
