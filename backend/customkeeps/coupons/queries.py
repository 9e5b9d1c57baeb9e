"""Finding a coupon by what a shopper typed."""

from django.db.models import Value
from django.db.models.functions import Upper
from django.db.models.lookups import Exact
from django.utils import timezone

from customkeeps.coupons.models import Coupon


def find_valid_coupon(code: str, *, lock: bool = False) -> Coupon | None:
    """The coupon that is good right now, or None: unknown, expired, inactive are all the same.

    The code is matched ignoring case and outer blanks. `lock` keeps the coupon as it is until the
    transaction ends.
    """
    code = code.strip()
    if not code:
        return None
    # Both sides by the database, as its unique index does it: Python would make SS of ß.
    same_code = Exact(Upper("code"), Upper(Value(code)))
    coupons = Coupon.objects.filter(same_code)
    if lock:
        coupons = coupons.select_for_update(no_key=True)
    coupon = coupons.first()
    return coupon if coupon and coupon.is_valid(at=timezone.now()) else None
