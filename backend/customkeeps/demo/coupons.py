"""The demo shop's coupons: one that is good for years, one that has ended, one switched off."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from customkeeps.coupons.models import Coupon

GOOD = "SAVE10"
EXPIRED = "SUMMER15"
INACTIVE = "WELCOME20"


def offer_coupons() -> None:
    """Create the coupons that are missing."""
    now = timezone.now()
    long_ago, last_month = now - timedelta(days=365), now - timedelta(days=30)
    in_years = now + timedelta(days=3650)
    for code, percent, until, active in (
        (GOOD, 10, in_years, True),
        (EXPIRED, 15, last_month, True),
        (INACTIVE, 20, in_years, False),
    ):
        if Coupon.objects.filter(code__iexact=code).exists():
            continue
        Coupon.objects.create(
            code=code,
            discount_percent=Decimal(percent),
            valid_from=long_ago,
            valid_to=until,
            active=active,
        )
