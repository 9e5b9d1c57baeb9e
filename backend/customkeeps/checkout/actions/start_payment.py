"""From the cart to a PaymentIntent that the shopper's browser can confirm.

Everything is decided in one transaction under the buyer's lock; Stripe is called after it, never
inside. `docs/payments.md` draws the states.
"""

from contextlib import nullcontext
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from customkeeps.accounts.guests import remember_email
from customkeeps.accounts.models import User
from customkeeps.cart.actions import lock_cart, place_old_lines
from customkeeps.cart.models import CartItem
from customkeeps.cart.queries import cart_lines, demand_of, price_lines, short_lines
from customkeeps.catalog.actions import OutOfStockError
from customkeeps.checkout.actions.coupon_codes import (
    WRONG_CODES,
    InvalidCoupon,
    choose_coupon,
    counting_wrong_codes,
)
from customkeeps.checkout.actions.finalize_payment import finalize_payment, fulfil_free
from customkeeps.checkout.actions.intents import (
    already_paid,
    cancel_at_stripe,
    create_at_stripe,
    read_at_stripe,
)
from customkeeps.checkout.actions.snapshot import snapshot
from customkeeps.coupons.actions import CouponUsedUpError
from customkeeps.coupons.models import Coupon
from customkeeps.money import to_text
from customkeeps.payments.actions import (
    hold_coupon,
    hold_end,
    hold_stock,
    keep_open,
    lock_pending,
    move,
)
from customkeeps.payments.bounded_calls import within
from customkeeps.payments.models import Payment, State
from customkeeps.pricing import Quote, with_coupon
from customkeeps.rest.errors import Conflict, Refused
from customkeeps.rest.throttling import Limit, count

PAYS = Limit("pay", times=10, seconds=60)
# Of the 12 that the API promises.
ANSWER_SECONDS = 10.0
# Each round ends one earlier payment of the buyer's; more than one is there only in a race.
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Started:
    """A payment that waits for the shopper, or is done when nothing was to be paid."""

    payment: Payment
    client_secret: str | None
    quote: Quote
    coupon: Coupon | None


@within(ANSWER_SECONDS)
def start_payment(
    *, user: User, claimed_amount: Decimal, coupon_code: str, email: str = ""
) -> Started:
    """Price the cart, keep the quote as a Payment and give it a PaymentIntent.

    The same unchanged cart gets the same PaymentIntent again; a changed cart ends the old one
    first. `email`: where a guest hears of the order; the last one given stays.

    Raises Refused (400: `email_required`, `empty_cart`, `invalid_coupon`, `out_of_stock`,
    `amount_mismatch`, `payment_refused`), Conflict (409: `payment_processing`, `already_paid`,
    `payment_changed`, `payment_changing`), Throttled (429) and
    Unavailable (503).
    """
    if user.is_guest and not (email or user.email):
        raise Refused("email_required", "Tell us your e-mail address, so that you hear of it.")
    code = coupon_code.strip()
    count(PAYS, str(user.pk), checked=WRONG_CODES if code else None)
    for _ in range(ROUNDS):
        with counting_wrong_codes(user, is_checked=True) if code else nullcontext():
            started = _decide(user, claimed_amount, code, email)
        payment = started.payment
        if payment.state == State.CANCELLING:
            _end(payment)
        elif not payment.final_amount:
            return _with(started, _ordered(fulfil_free(payment)), None)
        elif payment.state == State.CREATING:
            return _with(started, payment, create_at_stripe(payment))
        elif secret := _resume(payment):
            return _with(started, payment, secret)
    raise Conflict(
        "payment_changing", "Your cart is being paid in another window. Try again in a moment."
    )


def _ordered(payment: Payment) -> Payment:
    if payment.order is None:
        raise Conflict("payment_changed", "Your cart has changed. Please look at it again.")
    return payment


def _with(started: Started, payment: Payment, secret: str | None) -> Started:
    return Started(payment, secret, started.quote, started.coupon)


@transaction.atomic
def _decide(user: User, claimed_amount: Decimal, code: str, email: str) -> Started:
    """The payment to go on with: new, the open one, or an outdated one that must end first."""
    lock_cart(user)
    lines = list(cart_lines(user))
    if not lines:
        raise Refused("empty_cart", "Your cart is empty.")
    if place_old_lines(lines):
        lines = list(cart_lines(user))
    priced = price_lines(lines)
    # Locked before the coupon, as all who lock both do, so that nobody waits in a circle.
    payment = lock_pending(user)
    coupon = choose_coupon(user, code, priced, lock=True) if code else None
    priced = with_coupon(priced, coupon.rule if coupon else None)
    _check_claim(claimed_amount, priced)
    wanted = snapshot(user, priced, coupon)
    if payment is None:
        payment = _keep(user, wanted, lines)
    elif payment.fingerprint == wanted.fingerprint:
        keep_open(payment)
    elif payment.state != State.CANCELLING:
        move(payment, State.CANCELLING)
    remember_email(user=user, email=email)
    return Started(payment, None, priced, coupon)


def _keep(user: User, wanted: Payment, lines: list[CartItem]) -> Payment:
    """Save the payment and hold what it is for. Raises Refused `out_of_stock`."""
    if short := short_lines(lines):
        raise _out_of_stock(short)
    wanted.expires_at = hold_end()
    try:
        hold_coupon(wanted)
        wanted.save(force_insert=True)
        hold_stock(wanted, demand_of(lines))
    except CouponUsedUpError as error:
        raise InvalidCoupon from error
    except OutOfStockError as error:  # somebody else was quicker, a moment ago
        raise _out_of_stock(short_lines(cart_lines(user))) from error
    return wanted


def _out_of_stock(short: list[dict[str, int]]) -> Refused:
    return Refused(
        "out_of_stock", "Some of this is not available as you want it any more.", lines=short
    )


def _check_claim(claimed: Decimal, priced: Quote) -> None:
    if claimed != priced.final_amount:
        expected = to_text(priced.final_amount, priced.currency)
        raise Refused(
            "amount_mismatch",
            f"The total is now {expected} {priced.currency}. Please look at your cart again.",
            expected_amount=expected,
        )


def _end(payment: Payment) -> None:
    """End an outdated payment. Raises Conflict when it was paid after all: its order is made."""
    if cancel_at_stripe(payment) is not None:
        raise _already_paid(payment)


def _resume(payment: Payment) -> str | None:
    """The open payment's secret, or None when it turned out to be cancelled."""
    intent = read_at_stripe(payment)
    if intent is not None and intent.status in ("succeeded", "processing"):
        raise _already_paid(payment)
    return intent.client_secret if intent is not None else None


def _already_paid(payment: Payment) -> Conflict:
    """Makes the order where it is missing. Raises Conflict itself while the bank still works."""
    return already_paid(finalize_payment(payment).order_id)
