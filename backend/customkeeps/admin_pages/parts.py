"""Small pieces of the staff's pages, as safe HTML: prices, pictures, swatches, badges, links."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.contrib.admin.utils import quote
from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from customkeeps.money import as_price

NOTHING = "-"


def price(amount: Decimal, currency: str) -> SafeString:
    """`₱4,050.00`, in figures of equal width."""
    return format_html('<span class="ck-price">{}</span>', as_price(amount, currency))


def percent(value: Decimal | str) -> str:
    """10.00 as `10%`, 7.50 as `7.5%`, nothing for 0.00."""
    return f"{Decimal(value).normalize():f}%" if Decimal(value) else ""


def picture(
    url: str, *, alt: str = "", opens: str = "", size: str = "", on: str | None = None
) -> SafeString:
    """A preview; with `opens` a link to the full picture. `size`: "" or "large".

    `on` is the colour it is printed on: a white design cannot be seen on white.
    """
    if not url:
        return format_html('<span class="ck-picture ck-picture--none {}"></span>', size)
    shown = format_html(
        '<img src="{}" alt="{}" class="ck-picture {}" style="background:{}" loading="lazy">',
        url,
        alt,
        size,
        on or "#fff",
    )
    if not opens:
        return shown
    return format_html('<a href="{}" target="_blank" rel="noopener">{}</a>', opens, shown)


def pictures(shown: Iterable[SafeString]) -> SafeString:
    """Previews side by side."""
    return format_html(
        '<span class="ck-pictures">{}</span>', format_html_join("", "{}", ((one,) for one in shown))
    )


def swatch(hex_code: str | None, name: str) -> SafeString:
    """A colour beside its name; the name alone when the shop no longer knows the colour."""
    if not hex_code:
        return format_html("{}", name)
    return format_html(
        '<span class="ck-swatch"><span style="background:{}"></span>{}</span>', hex_code, name
    )


def printed_text(text: str) -> SafeString:
    """Words to print, exactly as the shopper typed them, line breaks and blanks included."""
    return format_html('<span class="ck-text">{}</span>', text)


def badge(text: str, tone: str = "") -> SafeString:
    """`tone`: positive, caution, danger, accent, or "" for a quiet one."""
    return format_html('<span class="ck-badge ck-badge--{}">{}</span>', tone or "quiet", text)


def two_lines(first: Any, second: Any) -> SafeString:
    """A value, and below it what tells more about it."""
    return format_html(
        '<span class="ck-two"><span>{}</span><span class="ck-soft">{}</span></span>', first, second
    )


def link_to(row: Model, text: Any = "") -> SafeString:
    """A link to the row's page in the admin."""
    meta = row._meta
    address = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=(quote(row.pk),))
    return format_html('<a class="ck-link" href="{}">{}</a>', address, text or row)
