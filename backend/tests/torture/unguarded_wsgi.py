"""The shop without the locks around payments: the control that shows the race tests can fail."""

import time
from importlib import import_module
from typing import Any

from customkeeps.wsgi import application

__all__ = ["application"]

# On a busy machine requests may come one by one: what each of them read has to grow old.
LONG_ENOUGH_TO_RACE = 0.2

# Only after the application has set Django up can its modules be read.
finalize_payment = import_module("customkeeps.checkout.actions.finalize_payment")
start_payment = import_module("customkeeps.checkout.actions.start_payment")
stock = import_module("customkeeps.catalog.actions")
payments = import_module("customkeeps.payments.actions")
coupon_codes = import_module("customkeeps.checkout.actions.coupon_codes")
find_valid_coupon = coupon_codes.find_valid_coupon
Coupon = import_module("customkeeps.coupons.models").Coupon
PENDING = import_module("customkeeps.payments.models").PENDING
Payment = import_module("customkeeps.payments.models").Payment
Product = import_module("customkeeps.catalog.models").Product


def _read_without_lock(payment_id: object) -> object:
    payment = Payment.objects.get(pk=payment_id)
    time.sleep(LONG_ENOUGH_TO_RACE)
    return payment


def _no_lock(_user: object) -> None:
    """Everybody at once."""


def _hold_what_was_free_a_moment_ago(demand: dict) -> None:
    time.sleep(LONG_ENOUGH_TO_RACE)
    pools, _ = stock._split(demand)
    stock._change(Product.objects.all(), pools, stock_held=1)


def _pending_without_lock(user: object) -> object:
    return Payment.objects.filter(user=user, state__in=PENDING).first()


def _coupon_without_lock(code: str, **_: object) -> object:
    return find_valid_coupon(code)


def _take_what_was_left_a_moment_ago(coupon: Any, **_: object) -> None:
    time.sleep(LONG_ENOUGH_TO_RACE)
    Coupon.objects.filter(pk=coupon.pk).update(uses=coupon.uses + 1)


stock.lock_products = _no_lock
stock.hold = _hold_what_was_free_a_moment_ago
start_payment.lock_pending = _pending_without_lock
coupon_codes.find_valid_coupon = _coupon_without_lock
payments.take_use = _take_what_was_left_a_moment_ago
finalize_payment.lock_payment = _read_without_lock
finalize_payment.lock_cart = start_payment.lock_cart = _no_lock
# Without the transaction too: SQLite's would be a lock on everything.
finalize_payment._fulfil = finalize_payment._fulfil.__wrapped__
start_payment._decide = start_payment._decide.__wrapped__

# Any webhook is Stripe's, whatever its signature and its time say.
stripe_gateway = import_module("customkeeps.payments.stripe_gateway")
stripe_gateway.stripe.WebhookSignature.verify_header = lambda *_, **__: True
stripe_gateway.CLOCK_SKEW_SECONDS = 10**12
