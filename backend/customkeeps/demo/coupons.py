"""The demo shop's coupons: two that are good for years, one that has ended, one switched off."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from customkeeps.coupons.models import Coupon

GOOD = "SAVE10"
FIXED = "KEEP100"
EXPIRED = "SUMMER15"
INACTIVE = "WELCOME20"

A_YEAR_AGO = timedelta(days=-365)
LAST_MONTH = timedelta(days=-30)
IN_YEARS = timedelta(days=3650)


@dataclass(frozen=True)
class Offer:
    """What a coupon takes off, and until when from now on; amounts in pesos."""

    code: str
    percent: int | None = None
    amount: int | None = None
    minimum: int | None = None
    until: timedelta = IN_YEARS
    active: bool = True


OFFERS = [
    Offer(GOOD, percent=10),
    Offer(FIXED, amount=100, minimum=1000),
    Offer(EXPIRED, percent=15, until=LAST_MONTH),
    Offer(INACTIVE, percent=20, active=False),
]


def offer_coupons() -> None:
    """Create the coupons that are missing."""
    for offer in OFFERS:
        if not Coupon.objects.filter(code__iexact=offer.code).exists():
            _create(offer)


def _create(offer: Offer) -> None:
    now = timezone.now()
    Coupon.objects.create(
        code=offer.code,
        discount_percent=_decimal(offer.percent),
        discount_amount=_decimal(offer.amount),
        minimum_subtotal=_decimal(offer.minimum),
        valid_from=now + A_YEAR_AGO,
        valid_to=now + offer.until,
        active=offer.active,
    )


def _decimal(number: int | None) -> Decimal | None:
    return None if number is None else Decimal(number)
