"""What a code that a shopper types stands for: in the cart's quote, in a preview, when paying.

Why a code is not good is told in one case only, which the shopper can mend: the cart is too small.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings

from customkeeps.accounts.models import User
from customkeeps.cart.queries import cart_lines, price_lines
from customkeeps.checkout.actions.snapshot import snapshot
from customkeeps.coupons.models import Coupon
from customkeeps.coupons.queries import find_valid_coupon
from customkeeps.money import as_price, to_text
from customkeeps.payments.queries import payment_with_coupon, uses_by
from customkeeps.pricing import Quote, with_coupon
from customkeeps.rest.errors import Refused
from customkeeps.rest.throttling import Limit, check, count

PREVIEWS = Limit("coupon_preview", times=30, seconds=60)
WRONG_CODES = Limit("coupon_wrong_code", times=10, seconds=600)


class InvalidCoupon(Refused):
    """400: unknown, expired, not yet valid, inactive or used up; which, nobody is told."""

    def __init__(self) -> None:
        super().__init__("invalid_coupon", "Invalid coupon code.")


class MinimumNotReached(Refused):
    """400: the coupon would be good for a larger cart; `minimum` as text."""

    def __init__(self, minimum: Decimal, currency: str) -> None:
        self.minimum = to_text(minimum, currency)
        super().__init__(
            "invalid_coupon",
            f"This code needs a subtotal of {as_price(minimum, currency)} or more.",
            minimum_subtotal=self.minimum,
        )


@dataclass(frozen=True, slots=True)
class QuotedCart:
    """The cart's quote and the coupon in it, or why there is none; `minimum` as text."""

    quote: Quote
    coupon: Coupon | None = None
    coupon_error: str | None = None
    coupon_minimum: str | None = None


@contextmanager
def counting_wrong_codes(user: User, *, is_checked: bool = False) -> Iterator[None]:
    """Raises Throttled (429) after 10 wrong codes in 10 minutes, wherever they are typed.

    `is_checked`: that there are not so many yet was looked at a moment ago.
    """
    if not is_checked:
        check(WRONG_CODES, str(user.pk))
    try:
        yield
    except InvalidCoupon:
        count(WRONG_CODES, str(user.pk))
        raise


def quote_cart(*, user: User, code: str) -> QuotedCart:
    """The price of all that is in the cart, with the coupon if one is named. Raises Throttled."""
    priced = price_lines(cart_lines(user))
    if not code:
        return QuotedCart(priced)
    try:
        with counting_wrong_codes(user):
            coupon = choose_coupon(user, code, priced)
    except InvalidCoupon as refusal:
        return QuotedCart(priced, coupon_error=str(refusal.detail))
    except MinimumNotReached as refusal:
        return QuotedCart(priced, coupon_error=str(refusal.detail), coupon_minimum=refusal.minimum)
    return QuotedCart(with_coupon(priced, coupon.rule), coupon)


def preview_coupon(*, user: User, code: str, cart_total: Decimal) -> tuple[Coupon, Decimal]:
    """The coupon and what it would take off `cart_total`.

    Raises InvalidCoupon, MinimumNotReached, and Throttled (429) for more than 30 tries a minute or
    10 wrong codes in 10 minutes.
    """
    count(PREVIEWS, str(user.pk))
    with counting_wrong_codes(user):
        coupon = find_coupon_for(user, code, cart_total)
    return coupon, coupon.rule.discount(cart_total, settings.CURRENCY)


def choose_coupon(user: User, code: str, priced: Quote, *, lock: bool = False) -> Coupon:
    """The coupon that the code stands for on this quote.

    It is promised to an open payment of the very same cart, whatever has become of it since: then
    it is no longer asked whether it is good. `lock` as in `find_coupon_for`, and raises the same.
    """
    try:
        return find_coupon_for(user, code, priced.subtotal_after_bulk, lock=lock)
    except (InvalidCoupon, MinimumNotReached):
        promised = _promised_coupon(user, code, priced)
        if promised is None:
            raise
        return promised


def find_coupon_for(user: User, code: str, subtotal: Decimal, *, lock: bool = False) -> Coupon:
    """The coupon if the user can use it now, on that subtotal after bulk discounts.

    `lock` keeps it as it is until the transaction ends. Raises InvalidCoupon, MinimumNotReached.
    """
    coupon = find_valid_coupon(code, lock=lock, columns=uses_by(user))
    if coupon is None or not _has_uses_left(coupon):
        raise InvalidCoupon
    if coupon.minimum_subtotal is not None and subtotal < coupon.minimum_subtotal:
        raise MinimumNotReached(coupon.minimum_subtotal, coupon.currency)
    return coupon


def _has_uses_left(coupon: Any) -> bool:
    """Whether the user may use it, whose uses came with it."""
    left: bool = coupon.has_uses_left(by_user=coupon.done_uses, open_uses=coupon.open_uses)
    return left


def _promised_coupon(user: User, code: str, priced: Quote) -> Coupon | None:
    payment = payment_with_coupon(user, code)
    if payment is None or payment.coupon is None:
        return None
    same = snapshot(user, with_coupon(priced, payment.coupon.rule), payment.coupon)
    return payment.coupon if same.fingerprint == payment.fingerprint else None
