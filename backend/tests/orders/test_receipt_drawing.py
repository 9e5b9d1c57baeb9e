"""The receipt's PDF, read back: every amount, many pages, and whatever letters were typed."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.rl_config import invariant

from customkeeps.money import as_price
from customkeeps.orders.receipts.drawing import render_receipt
from customkeeps.orders.receipts.letters import printable
from customkeeps.pricing import BulkTier, Line, PercentOff, Quote, quote, with_coupon
from tests.orders.receipts import (
    a_line,
    a_receipt,
    a_refund,
    fonts_of,
    opened,
    page_texts,
    words_of,
)

NAMES = "Ñandú, Ğülşen Žižka, Ελλάδα, Привет, Ștefan, Nguyễn, Łódź, naïve œuvre, ₱€£¥"


def test_all_that_was_paid_in_the_order_of_its_computation() -> None:
    told = words_of(render_receipt(a_receipt()))
    assert told == (
        "CustomKeeps Receipt "
        "Order AB12CD34 Ordered November 24, 2026, 10:30 AM Customer Alicia Reyes "
        "Item Unit price Quantity Bulk discount Amount "
        "T-Shirt Navy Blue, size M “Happy birthday Lola” ₱450.00 10 \u221210% ₱4,500.00 "
        "Subtotal ₱5,000.00 Bulk discount \u2212₱500.00 Coupon SAVE10 \u2212₱450.00 "
        "Total paid ₱4,050.00 "
        "Days and times are those of Manila. "
        "Unit prices and amounts are after the bulk discount. "
        "Unit prices are rounded for display; the amount of a line is what counts. "
        "CustomKeeps, order AB12CD34 Page 1 of 1"
    )


def test_what_there_is_not_is_not_told() -> None:
    line = a_line(size="", base_color="", customization_text="", bulk_percent=Decimal(0))
    told = words_of(
        render_receipt(
            a_receipt(
                line,
                customer="",
                bulk_discount=Decimal(0),
                coupon_discount=Decimal(0),
                coupon_code="",
            )
        )
    )
    assert "T-Shirt ₱450.00 10 \u2013 ₱4,500.00 Subtotal ₱5,000.00 Total paid ₱4,050.00" in told
    for missing in ("Customer", "size", "“", "Coupon", "Refund", "rounded", "\ufffd"):
        assert missing not in told


def test_refunds_with_their_days_and_what_they_leave() -> None:
    refunds = [a_refund("0.10", "One print was smudged"), a_refund("4049.90", day=27)]
    told = words_of(render_receipt(a_receipt(refunds=refunds)))
    assert (
        "Total paid ₱4,050.00 Refunds to your card Refunded on Why Refunded Balance "
        "Nov 26, 2026 One print was smudged \u2212₱0.10 ₱4,049.90 "
        "Nov 27, 2026 \u2212₱4,049.90 ₱0.00"
    ) in told


def test_fractions_of_a_per_cent_and_other_currencies() -> None:
    line = a_line(bulk_percent=Decimal("7.50"), unit_price=Decimal(450), line_total=Decimal(4500))
    told = words_of(render_receipt(a_receipt(line, currency="JPY")))
    assert "\u22127.5% ¥4,500 Subtotal" in told or "\u22127.5% JP¥4,500 Subtotal" in told


def test_many_lines_fill_pages_that_each_have_the_heads() -> None:
    lines = [a_line(customization_text=f"Text of line {number:03}.") for number in range(120)]
    pages = page_texts(render_receipt(a_receipt(*lines)))
    assert len(pages) > 5
    for number, page in enumerate(pages, start=1):
        assert page.endswith(f"CustomKeeps, order AB12CD34 Page {number} of {len(pages)}")
        assert ("Item Unit price Quantity Bulk discount Amount" in page) == ("T-Shirt" in page)
    told = " ".join(pages)
    positions = [told.index(f"“Text of line {number:03}.”") for number in range(120)]
    assert positions == sorted(positions)
    assert told.count("₱4,500.00") == 120
    assert told.count("Total paid") == 1


def test_the_sums_are_never_torn_apart() -> None:
    for number in range(1, 30):
        pages = page_texts(render_receipt(a_receipt(*[a_line()] * number)))
        assert [("Subtotal" in page) == ("Total paid" in page) for page in pages] == [True] * len(
            pages
        )


def test_it_says_what_it_is() -> None:
    pdf = opened(render_receipt(a_receipt()))
    assert pdf.metadata is not None
    assert (pdf.metadata.title, pdf.metadata.author) == (
        "Receipt for order AB12CD34",
        "CustomKeeps",
    )
    root: Any = pdf.trailer["/Root"]
    assert (root["/Lang"], root["/ViewerPreferences"]["/DisplayDocTitle"]) == ("en-PH", True)
    width, height = (float(side) for side in pdf.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (595, 842)  # A4 in points


def test_its_letters_are_inside_it() -> None:
    """So that ₱ looks the same everywhere; only the letters that are used."""
    pdf = render_receipt(a_receipt(a_line(customization_text=NAMES)))
    fonts = fonts_of(pdf)
    assert {font["/BaseFont"].split("+")[1] for font in fonts} == {
        "NotoSans-Regular",
        "NotoSans-SemiBold",
    }
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts)
    assert len(pdf) < 60_000


def test_latin_greek_and_cyrillic_letters_are_shown() -> None:
    told = words_of(render_receipt(a_receipt(a_line(customization_text=NAMES), customer=NAMES)))
    assert told.count(NAMES) == 2
    assert "\ufffd" not in told


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("<b>bold</b> & <img src='http://x/y.png'/>", "<b>bold</b> & <img src='http://x/y.png'/>"),
        ("</para><para>&amp;&#65;", "</para><para>&amp;&#65;"),
        ("שלום", "\ufffd" * 4),
        ("مرحبا", "\ufffd" * 5),
        ("Lola 🎂", "Lola \ufffd"),
        ("👩\u200d👧\ufe0f", "\ufffd\ufffd"),
        ("漢字 かな", "\ufffd\ufffd \ufffd\ufffd"),
        ("a\u202ecba\u202c\u2066d", "acbad"),
        ("e\u0301 N\u0303", "é Ñ"),
        ("q\u0301", "q\ufffd"),
        ("two\n  lines\tand\u2028more\u00a0", "two lines and more"),
        ("bell\x07\x1b[31m", "bell[31m"),
        ("\u200b\ufeff", ""),
        ("x" * 500, "x" * 89 + "…"),
        ("many words " * 50, "many words " * 7 + "many words m…"),
        ("\ud800", "\ufffd"),
    ],
)
def test_whatever_was_typed_is_shown_as_letters(typed: str, shown: str) -> None:
    assert printable(typed, 90) == shown
    told = words_of(
        render_receipt(
            a_receipt(a_line(customization_text=typed, product_name="Cap"), customer=typed[:40])
        )
    )
    # A long word is broken where the column ends.
    assert f"“{shown}”".replace(" ", "") in told.replace(" ", "") or not shown
    assert ("\ufffd stands for a letter that this receipt cannot show." in told) == (
        "\ufffd" in shown
    )


def test_the_longest_of_everything_fits() -> None:
    wide = "W" * 500
    line = a_line(
        product_name=wide[:120],
        base_color=wide[:40],
        size=wide[:20],
        customization_text=wide,
        unit_price=Decimal("99999999999.99"),
        line_total=Decimal("99999999999.99"),
        quantity=32767,
    )
    receipt = a_receipt(
        *[line] * 3,
        shop_name=wide[:120],
        customer=wide[:150],
        coupon_code=wide[:40],
        refunds=[a_refund("1.00", wide[:200])] * 3,
    )
    told = words_of(render_receipt(receipt)).replace(" ", "")
    assert told.count("₱99,999,999,999.99") == 6
    assert told.count("W" * 120) >= 3


def test_the_same_receipt_is_the_same_bytes_several_at_a_time_too() -> None:
    assert not invariant, "by itself reportlab writes the time of day into every file"
    receipts = [a_receipt(*[a_line()] * number, customer=NAMES) for number in (1, 30)] * 8
    one_by_one = [render_receipt(receipt) for receipt in receipts]
    with ThreadPoolExecutor(8) as pool:
        at_once = list(pool.map(render_receipt, receipts))
    assert at_once == one_by_one
    assert len(set(at_once)) == 2


TIERS = (BulkTier(5, Decimal(5)), BulkTier(10, Decimal(10)))
centavos = st.integers(0, 10_000_000).map(lambda number: Decimal(number).scaleb(-2))
carts = st.lists(st.tuples(centavos, st.integers(1, 100)), min_size=1, max_size=12)


def amounts_in(words: str) -> list[Decimal]:
    written = (
        word.replace("\u2212", "-").replace("₱", "").replace(",", "") for word in words.split()
    )
    return [Decimal(word) for word in written]


def shown_of(priced: Quote, refunds: list[Decimal]) -> str:
    lines = [
        a_line(
            product_name="Mug",
            customization_text="",
            unit_price=line.unit_price,
            quantity=line.line.quantity,
            bulk_percent=line.bulk_percent,
            line_total=line.line_total,
        )
        for line in priced.lines
    ]
    receipt = a_receipt(
        *lines,
        total_amount=priced.raw_subtotal,
        bulk_discount=priced.bulk_discount,
        coupon_discount=priced.coupon_discount,
        final_amount=priced.final_amount,
        refunds=[a_refund(str(amount)) for amount in refunds],
    )
    return words_of(render_receipt(receipt))


@settings(max_examples=60, deadline=None, database=None)
@given(cart=carts, percent=st.integers(0, 100), shares=st.lists(st.integers(1, 100), max_size=3))
def test_the_amounts_that_are_read_add_up(
    cart: list[tuple[Decimal, int]], percent: int, shares: list[int]
) -> None:
    lines_of_cart = [Line(None, price, quantity) for price, quantity in cart]
    priced = with_coupon(
        quote(lines_of_cart, tiers=TIERS, currency="PHP"), PercentOff(Decimal(percent))
    )
    refunds = [
        amount
        for share in shares
        if (amount := (priced.final_amount * share / 400).quantize(Decimal("0.01")))
    ]
    told = shown_of(priced, refunds)
    lines, rest = told.split("Bulk discount Amount ")[1].split(" Subtotal ")
    totals = [amounts_in(line.rsplit(" ", 1)[-1])[0] for line in lines.split(" Mug ")]
    sums = rest.split(" Refunds to your card")[0].split(" Days and times")[0]
    figures = [amounts_in(word)[0] for word in sums.split() if "₱" in word]
    *stages, paid = figures
    assert sum(stages) == paid
    assert sum(totals) == sum(stages[: 2 if priced.bulk_discount else 1])
    assert as_price(priced.final_amount, "PHP") in sums
    left = paid
    if refunds:
        rows = rest.split("Refunded Balance ")[1].split(" Days and times")[0]
        seen = [amounts_in(word)[0] for word in rows.split() if "₱" in word]
        for refunded, balance in zip(seen[::2], seen[1::2], strict=True):
            left += refunded
            assert balance == left
        assert len(seen) == 2 * len(refunds)
