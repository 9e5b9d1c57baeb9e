"""The one computation of prices: cart, payment, order, receipt and e-mail all use it."""

from customkeeps.pricing.quote import (
    AmountOff,
    BulkTier,
    CouponRule,
    Line,
    NextBreak,
    PercentOff,
    PricedLine,
    Quote,
    quote,
    with_coupon,
)

__all__ = [
    "AmountOff",
    "BulkTier",
    "CouponRule",
    "Line",
    "NextBreak",
    "PercentOff",
    "PricedLine",
    "Quote",
    "quote",
    "with_coupon",
]
