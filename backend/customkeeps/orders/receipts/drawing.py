"""A receipt as a PDF: from `Receipt` to bytes, the same bytes for the same receipt.

Nothing here knows Django or a database. Whatever a shopper typed goes through `printable` and is
escaped, since reportlab's paragraphs read markup.
"""

import io
from datetime import datetime
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

from babel.dates import format_date, format_datetime
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import (
    Flowable,
    KeepTogether,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

from customkeeps.money import as_price
from customkeeps.orders.receipts.contents import Receipt, ReceiptLine
from customkeeps.orders.receipts.letters import BOLD, REGULAR, UNKNOWN, printable, typesetting
from customkeeps.orders.receipts.pages import MARGIN, NumberedPages

LOCALE = "en_PH"
MINUS, NONE = "\u2212", "\u2013"
INK, SOFT, LINE, ACCENT = map(HexColor, ("#221d18", "#5f574e", "#d9d1c5", "#2b3f9b"))
FRAME_PADDING = 6  # reportlab's, of every frame
WIDTH = A4[0] - 2 * MARGIN
LINE_COLUMNS = (WIDTH - 106 * mm, 28 * mm, 18 * mm, 26 * mm, 34 * mm)
REFUND_COLUMNS = (34 * mm, WIDTH - 106 * mm, 36 * mm, 36 * mm)
SUMS_COLUMNS = (WIDTH - 36 * mm, 36 * mm)
FACT_COLUMNS = (WIDTH * 0.22, WIDTH * 0.34, WIDTH * 0.44)
# Long enough to know the thing by; the whole text is on the order's page.
LONGEST_NAME, LONGEST_TEXT, LONGEST_REASON = 120, 90, 120


def render_receipt(receipt: Receipt) -> bytes:
    """The receipt as an A4 PDF of as many pages as it takes."""
    out = io.BytesIO()
    shop = printable(receipt.shop_name, LONGEST_NAME)
    document = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=MARGIN - FRAME_PADDING,
        rightMargin=MARGIN - FRAME_PADDING,
        topMargin=MARGIN,
        bottomMargin=MARGIN + 8 * mm,
        title=f"Receipt for order {receipt.order_id}",
        author=shop,
        subject=f"What was paid for order {receipt.order_id}",
        creator=shop,
        lang="en-PH",
        # Else every page names a Helvetica that is nowhere in the file.
        initialFontName=REGULAR,
        invariant=1,
    )
    pages = NumberedPages.with_footer(f"{shop}, order {receipt.order_id}", REGULAR, SOFT)
    with typesetting:
        document.build(_story(receipt), canvasmaker=pages)
    return out.getvalue()


def _story(receipt: Receipt) -> list[Flowable]:
    story = [*_head(receipt), _lines(receipt), Spacer(0, 5 * mm), KeepTogether(_sums(receipt))]
    if receipt.refunds:
        story += [Spacer(0, 9 * mm), *_refunds(receipt)]
    notes = [_paragraph(note, size=8, color=SOFT) for note in _notes(receipt)]
    return [*story, Spacer(0, 9 * mm), *notes]


def _notes(receipt: Receipt) -> list[str]:
    notes = ["Days and times are those of Manila."]
    if receipt.bulk_discount:
        notes.append(
            "Unit prices and amounts are after the bulk discount. Unit prices are rounded for "
            "display; the amount of a line is what counts."
        )
    texts = (line.customization_text for line in receipt.lines)
    if any(UNKNOWN in printable(text, LONGEST_TEXT) for text in texts):
        notes.append(f"{UNKNOWN} stands for a letter that this receipt cannot show.")
    return notes


def _head(receipt: Receipt) -> list[Flowable]:
    facts = (
        ("Order", receipt.order_id),
        ("Ordered", _moment(receipt.ordered_at)),
        ("Customer", receipt.customer),
    )
    cells = [
        [_paragraph(term, size=8, color=SOFT), _paragraph(fact, longest=LONGEST_NAME)]
        for term, fact in facts
        if fact
    ]
    return [
        _paragraph(receipt.shop_name, font=BOLD, color=ACCENT, size=11, longest=LONGEST_NAME),
        Spacer(0, 3 * mm),
        _paragraph("Receipt", font=BOLD, size=22),
        Spacer(0, 6 * mm),
        Table([cells], colWidths=FACT_COLUMNS[: len(cells)], style=PLAIN, hAlign="LEFT"),
        Spacer(0, 8 * mm),
    ]


def _lines(receipt: Receipt) -> Table:
    heads = ("Item", "Unit price", "Quantity", "Bulk discount", "Amount")
    rows = [_heads(heads, left=1)]
    for line in receipt.lines:
        percent = f"{MINUS}{line.bulk_percent.normalize():f}%" if line.bulk_percent else NONE
        rows.append(
            [
                _described(line),
                _figure(as_price(line.unit_price, receipt.currency)),
                _figure(str(line.quantity)),
                _figure(percent),
                _figure(as_price(line.line_total, receipt.currency), font=BOLD),
            ]
        )
    return Table(rows, colWidths=LINE_COLUMNS, repeatRows=1, style=RULED)


def _described(line: ReceiptLine) -> list[Flowable]:
    variant = ", ".join(filter(None, (line.base_color, line.size and f"size {line.size}")))
    described = [_paragraph(line.product_name, font=BOLD, longest=LONGEST_NAME)]
    if variant:
        described.append(_paragraph(variant, size=8, color=SOFT, longest=LONGEST_NAME))
    if text := printable(line.customization_text, LONGEST_TEXT):
        described.append(_paragraph(f"“{text}”", size=8, color=SOFT))
    return described


def _sums(receipt: Receipt) -> list[Flowable]:
    """The stages of the price, as the shop shows them everywhere (docs/pricing.md)."""
    sums = [("Subtotal", receipt.total_amount)]
    if receipt.bulk_discount:
        sums.append(("Bulk discount", -receipt.bulk_discount))
    if receipt.coupon_discount:
        sums.append((f"Coupon {receipt.coupon_code}", -receipt.coupon_discount))
    rows = [
        [_figure(name, color=SOFT), _figure(_signed(amount, receipt.currency))]
        for name, amount in sums
    ]
    paid = as_price(receipt.final_amount, receipt.currency)
    rows.append([_figure("Total paid", font=BOLD), _figure(paid, font=BOLD, size=12)])
    return [Table(rows, colWidths=SUMS_COLUMNS, style=PLAIN)]


def _refunds(receipt: Receipt) -> list[Flowable]:
    rows = [_heads(("Refunded on", "Why", "Refunded", "Balance"), left=2)]
    for refund, left in receipt.balances():
        rows.append(
            [
                _paragraph(format_date(refund.at, "medium", locale=LOCALE)),
                _paragraph(refund.reason, longest=LONGEST_REASON),
                _figure(_signed(-refund.amount, receipt.currency)),
                _figure(as_price(left, receipt.currency), font=BOLD),
            ]
        )
    table = Table(rows, colWidths=REFUND_COLUMNS, repeatRows=1, style=RULED)
    heading = _paragraph("Refunds to your card", font=BOLD, size=13)
    heading.keepWithNext = True
    return [heading, table]


def _heads(words: tuple[str, ...], *, left: int) -> list[Paragraph]:
    """A row of column heads; all but the first `left` stand over figures."""
    return [
        _paragraph(word, size=8, color=SOFT) if place < left else _figure(word, color=SOFT, size=8)
        for place, word in enumerate(words)
    ]


def _figure(text: str, **looks: Any) -> Paragraph:
    """A figure, or a word that stands to the left of one."""
    return _paragraph(text, align=TA_RIGHT, **looks)


def _paragraph(
    text: str,
    *,
    font: str = REGULAR,
    size: float = 9.5,
    color: Any = INK,
    align: int = 0,
    longest: int = 1000,
) -> Paragraph:
    style = ParagraphStyle(
        "receipt",
        fontName=font,
        fontSize=size,
        leading=size * 1.4,
        textColor=color,
        alignment=align,
    )
    return Paragraph(escape(printable(text, longest)), style)


def _signed(amount: Decimal, currency: str) -> str:
    """With a real minus sign, as the storefront writes discounts."""
    sign = MINUS if amount < 0 else ""
    return f"{sign}{as_price(abs(amount), currency)}"


def _moment(at: datetime) -> str:
    return format_datetime(at, "MMMM d, y, h:mm a", locale=LOCALE)


PLAIN = TableStyle(
    [
        ("FONTNAME", (0, 0), (-1, -1), REGULAR),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
)
RULED = TableStyle(
    [
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, LINE),
        ("TOPPADDING", (0, 0), (-1, -1), 5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
    ],
    parent=PLAIN,
)
