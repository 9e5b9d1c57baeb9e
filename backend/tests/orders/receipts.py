"""Receipts to draw, and how a person reads one."""

import io
import re
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from pypdf import PdfReader

from customkeeps.orders.receipts.contents import Receipt, ReceiptLine, ReceiptRefund

MANILA = ZoneInfo("Asia/Manila")


def a_line(**changes: Any) -> ReceiptLine:
    """Ten shirts at ₱500.00, less 10 %."""
    facts = {
        "product_name": "T-Shirt",
        "base_color": "Navy Blue",
        "size": "M",
        "customization_text": "Happy birthday Lola",
        "unit_price": Decimal(450),
        "quantity": 10,
        "bulk_percent": Decimal("10.00"),
        "line_total": Decimal(4500),
    }
    return ReceiptLine(**facts | changes)


def a_receipt(*lines: ReceiptLine, **changes: Any) -> Receipt:
    """The worked example: ten shirts with SAVE10."""
    facts = {
        "shop_name": "CustomKeeps",
        "order_id": "AB12CD34",
        "ordered_at": datetime(2026, 11, 24, 10, 30, tzinfo=MANILA),
        "customer": "Alicia Reyes",
        "currency": "PHP",
        "lines": lines or [a_line()],
        "total_amount": Decimal(5000),
        "bulk_discount": Decimal(500),
        "coupon_code": "SAVE10",
        "coupon_discount": Decimal(450),
        "final_amount": Decimal(4050),
        "refunds": (),
    }
    return Receipt(**facts | changes)


def a_refund(amount: str, reason: str = "", *, day: int = 26) -> ReceiptRefund:
    at = datetime(2026, 11, day, 9, tzinfo=MANILA)
    return ReceiptRefund(amount=Decimal(amount), reason=reason, at=at)


def opened(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf), strict=True)


def page_texts(pdf: bytes) -> list[str]:
    """Each page as one line of words."""
    texts = (page.extract_text() for page in opened(pdf).pages)
    return [re.sub(r"\s+", " ", text).strip() for text in texts]


def words_of(pdf: bytes) -> str:
    return " ".join(page_texts(pdf))


def fonts_of(pdf: bytes) -> list[Any]:
    pages = opened(pdf).pages
    return [font.get_object() for page in pages for font in page["/Resources"]["/Font"].values()]
