"""Moves of a payment's state and of what it holds. Which is right, `checkout` decides."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from customkeeps.accounts.models import User
from customkeeps.catalog import actions as stock
from customkeeps.catalog.actions import Counter, Demand
from customkeeps.coupons.actions import give_back_use, take_use
from customkeeps.payments.models import PENDING, STEPS, Payment, State, StockHold
from customkeeps.returning import update_returning


def lock_payment(payment_id: Any) -> Payment:
    """The payment as it is now, locked until the transaction ends."""
    return Payment.objects.select_for_update(no_key=True, of=("self",)).get(pk=payment_id)


def lock_pending(user: User) -> Payment | None:
    """The user's payment that is not decided yet, locked until the transaction ends."""
    payments = Payment.objects.select_for_update(no_key=True)
    return payments.filter(user=user, state__in=PENDING).first()


def lock_buyer_and_payment(payment_id: Any) -> Payment:
    """The same, with its buyer locked before it as everywhere, in one statement.

    PostgreSQL locks a row's tables in the order in which they are named. A buyer whose account was
    closed has no cart to lock.
    """
    locked = Payment.objects.select_for_update(no_key=True, of=("user", "self"))
    try:
        return locked.select_related("user").get(pk=payment_id, user__isnull=False)
    except Payment.DoesNotExist:
        return lock_payment(payment_id)


def move_from(
    payment: Payment,
    current: State,
    wanted: State,
    *,
    only_if: dict[str, Any] | None = None,
    **facts: Any,
) -> bool:
    """Enter `wanted` with the facts that come with it, unless somebody was quicker.

    One statement that compares and sets, so it needs no lock. `only_if`: what else has to be as it
    was. Returns whether it happened; the given object is changed only then.
    """
    STEPS.check(current, wanted)
    changes = {"state": wanted, **facts}
    waiting = Payment.objects.filter(pk=payment.pk, state=current, **(only_if or {}))
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
            give_up_held(payment)
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


def hold_coupon(payment: Payment) -> None:
    """One use of its coupon is this payment's, which is not saved yet.

    Only with the coupon locked in this transaction. Raises CouponUsedUpError: roll back.
    """
    if payment.coupon is not None:
        take_use(payment.coupon)
        payment.coupon_held = True


def sell_held(payment: Payment) -> None:
    """The pieces are paid. Only on a payment locked in this transaction, like the next two."""
    _turn(payment, StockHold.State.HELD, StockHold.State.SOLD, stock.sell)


def give_up_held(payment: Payment) -> None:
    """Nobody will pay: others may have the pieces, and the use of the coupon."""
    _give_back_coupon(payment)
    _turn(payment, StockHold.State.HELD, StockHold.State.RELEASED, stock.release)


def take_back_sold(payment: Payment) -> None:
    """The order is not made: its pieces can be sold again, and its coupon used."""
    _give_back_coupon(payment)
    _turn(payment, StockHold.State.SOLD, StockHold.State.RETURNED, stock.take_back)


def _give_back_coupon(payment: Payment) -> None:
    """The coupon's row before the products', as everywhere."""
    held = Payment.objects.filter(pk=payment.pk, coupon_held=True)
    if payment.coupon_held and held.update(coupon_held=False) and payment.coupon_id is not None:
        give_back_use(payment.coupon_id)
    payment.coupon_held = False


def _turn(payment: Payment, current: str, wanted: str, change: Callable[[Demand], None]) -> None:
    """Holds that are in `current` enter `wanted`, and what they hold is changed with them."""
    turned = update_returning(
        payment.holds.filter(state=current),
        {"state": wanted},
        ("product_id", "variant_id", "quantity"),
    )
    if turned:
        change({Counter(product, variant): quantity for product, variant, quantity in turned})
