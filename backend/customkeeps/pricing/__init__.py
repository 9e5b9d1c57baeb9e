"""The one computation of prices: cart, payment, order, receipt and e-mail all use it."""

from customkeeps.pricing.quote import (
    BulkTier,
    Line,
    NextBreak,
    PricedLine,
    Quote,
    quote,
)

__all__ = ["BulkTier", "Line", "NextBreak", "PricedLine", "Quote", "quote"]
