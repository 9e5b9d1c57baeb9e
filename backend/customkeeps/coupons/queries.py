"""Finding a coupon by what a shopper typed, and showing it."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Value
from django.db.models.functions import Upper
from django.db.models.lookups import Exact
from django.utils import timezone

from customkeeps.coupons.models import Coupon, Kind
from customkeeps.money import to_text


def find_valid_coupon(
    code: str, *, lock: bool = False, columns: Mapping[str, Any] | None = None
) -> Coupon | None:
    """The coupon that is good right now, or None: unknown, expired, inactive are all the same.

    How often it was used and how large the cart must be is not asked here.
    The code is matched ignoring case and outer blanks. `lock` keeps the coupon as it is until the
    transaction ends. `columns` come with it.
    """
    code = code.strip()
    if not code:
        return None
    # Both sides by the database, as its unique index does it: Python would make SS of ß.
    same_code = Exact(Upper("code"), Upper(Value(code)))
    coupons = Coupon.objects.annotate(**columns or {}).filter(same_code)
    if lock:
        coupons = coupons.select_for_update(no_key=True)
    coupon = coupons.first()
    return coupon if coupon and coupon.is_valid(at=timezone.now()) else None


def coupon_as_dict(coupon: Coupon | None) -> dict[str, Any] | None:
    """A coupon as a quote shows it; of `percent` and `amount` one is null."""
    if coupon is None:
        return None
    percent, amount = coupon.discount_percent, coupon.discount_amount
    return {
        "code": coupon.code,
        "kind": Kind.PERCENT if amount is None else Kind.AMOUNT,
        "percent": None if percent is None else str(percent),
        "amount": None if amount is None else to_text(amount, coupon.currency),
    }
