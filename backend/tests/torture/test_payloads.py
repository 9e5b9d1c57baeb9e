"""Scripts typed as words are words: in the staff's pages, in mails and on receipts.

The pages are compared with those of a shop in which plain words were typed. What a real browser
makes of them, and of the storefront, `e2e/journeys/payloads.spec.ts` tries.
"""

import re
from html import escape
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from pypdf.generic import DictionaryObject
from pytest_django import Settings

from customkeeps.accounts.models import User
from customkeeps.emails.models import OutboxMail
from customkeeps.orders.models import Order
from tests.backoffice.conftest import browser_of
from tests.orders.receipts import opened, words_of
from tests.payloads import PAYLOADS, Payload
from tests.payloads.html import Bones
from tests.payloads.shop import fill, pages
from tests.torture.figures import FULL, Figures

pytestmark = [pytest.mark.torture, pytest.mark.django_db]

PLAIN = "Plain words"
# What makes a PDF do something; in the words on its pages they are only words.
ACTIONS = {"/OpenAction", "/AA", "/A", "/JS", "/JavaScript", "/URI", "/Launch", "/EmbeddedFiles"}
# In the ordinary run: out of an attribute, out of a script, into the theme's own, into paper.
QUICK = {
    "out of an attribute, double quotes",
    "out of JSON in a script",
    "an attribute for Alpine.js",
    "a PDF library's markup",
}


def seen_with(staff: Client, text: str) -> dict[str, str]:
    """Each page's HTML when `text` was typed everywhere, and each mail's; then all is undone."""
    seen: dict[str, str] = {}
    with transaction.atomic():
        order = fill(staff, text)
        for path in pages(order):
            answer = staff.get(path)
            assert answer.status_code == 200, path
            seen[f"{len(seen)} {_without_numbers(path)}"] = answer.content.decode()
        for mail in OutboxMail.objects.order_by("created_at"):
            assert "\n" not in mail.subject + mail.to
            seen[f"{len(seen)} {mail.kind}"] = mail.html
        _check_receipt(staff, order)
        transaction.set_rollback(True)
    return seen


def _without_numbers(path: str) -> str:
    return re.sub(r"/[0-9a-f-]+/", "/n/", path)


def _check_receipt(staff: Client, order: Order) -> None:
    """It is paper: words, and nothing that does anything."""
    pdf = staff.get(f"/admin/orders/order/{order.pk}/receipt.pdf").content
    reader = opened(pdf)
    catalog = reader.trailer["/Root"]
    assert isinstance(catalog, DictionaryObject)
    assert not {"/OpenAction", "/AA", "/Names", "/AcroForm"} & set(catalog)
    for page in reader.pages:
        assert not {"/Annots", "/AA"} & set(page)
    objects = [reader.get_object(number) for number in reader.xref[0]]
    entries = [each for each in objects if isinstance(each, DictionaryObject)]
    assert len(entries) > 5
    assert not any(ACTIONS & set(each) for each in entries)
    assert order.order_id in words_of(pdf)


def test_script_payloads_stay_words_everywhere(
    petra: User, storage: Path, figures: Figures, settings: Settings
) -> None:
    settings.DEMO = True  # which has the mailbox
    staff = browser_of(petra)
    plain = seen_with(staff, PLAIN)
    assert sum(PLAIN in page for page in plain.values()) >= 20
    bones = {name: Bones(page).parts for name, page in plain.items()}
    tried = [each for each in PAYLOADS if FULL or each.name in QUICK]
    for payload in tried:
        _check(payload, seen_with(staff, payload.text), bones)
    figures.note(
        row="payloads",
        asked="30 script payloads run nowhere",
        measured=f"{len(tried)} payloads, {len(plain)} pages and mails each: only words",
    )


def _check(payload: Payload, seen: dict[str, str], bones: dict[str, object]) -> None:
    assert list(seen) == list(bones)
    for name, page in seen.items():
        found = Bones(page)
        assert found.parts == bones[name], (payload.name, name)
        assert found.strange == [], (payload.name, name)
        if escape(payload.text) != payload.text:
            assert payload.text not in page, (payload.name, name)
