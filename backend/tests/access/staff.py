"""Asking for one of the staff's pages by one caller, and what must be true of the answer."""

import re
from collections.abc import Iterable
from dataclasses import replace
from fnmatch import fnmatch
from functools import cache
from typing import Any
from urllib.parse import quote as url_quote

from django.contrib.admin.utils import quote
from django.contrib.auth.models import Permission
from django.db.models import UUIDField

from customkeeps.accounts.models import User
from tests.access.cast import Person, person, undone
from tests.access.matrix import Answer, Shop, filled, read
from tests.access.pages import ALL_RIGHTS, NOBODY, NOBODYS, Page, Rights
from tests.access.snapshot import of_the_shop
from tests.factories import make_user

LOGIN = "/admin/login/?next="
NO_STAFF = ("anonymous", "owner", "other shopper", "other guest")


def visit(shop: Shop, page: Page, caller: str) -> None:
    """Raises AssertionError where the answer is not what the table says."""
    things, is_staff = shop.things_of("account") | shop.rows, caller not in NO_STAFF
    asks = colleague(page.rights, caller) if is_staff else shop.caller("account", caller)
    may = is_allowed(page, caller)
    with undone(asks):
        before = state(page)
        answer = open_page(asks, page, things)
        assert (state(page) != before) is (may and page.changes)
    if may:
        wanted = page.staff if is_staff and page.staff else page.answer
        assert answer.status == wanted, answer.text[:2_000]
        assert not answer.headers.get("Location", "").startswith(LOGIN)
    else:
        check_refusal(answer, page, things, is_staff=is_staff)
    if may and page.rights:
        assert filled(page.shows, things) in answer.text
    elif caller == "staff without the right" and not (page.refusal == 200 or answer.is_redirect):
        answer.check_shows_nothing_of(shop.owners["account"])
    if not may and answer.status != 200:
        with undone(asks):
            missing = open_page(asks, page, things | shop.missing_rows)
        assert without_address(answer) == without_address(missing)


def state(page: Page) -> list[Any]:
    """What a page could change."""
    return of_the_shop() if page.call.startswith("POST") else []


def is_allowed(page: Page, caller: str) -> bool:
    if page.is_open or caller in NO_STAFF or not page.rights:
        return page.is_open or caller not in NO_STAFF
    return caller == "staff with the right" and page.rights != NOBODY


def check_refusal(answer: Answer, page: Page, things: dict[str, str], *, is_staff: bool) -> None:
    if is_staff:
        assert answer.status == page.refusal, answer.text[:2_000]
        return
    path = filled(page.call.split(" ")[1], things)
    assert (answer.status, answer.content) == (302, b"")
    assert answer.headers["Location"] == LOGIN + url_quote(path)


def open_page(asks: Person, page: Page, things: dict[str, str]) -> Answer:
    method, path = page.call.split(" ")
    client, address = asks.client, filled(path, things)
    if method == "GET":
        return read(client.get(address))
    return read(client.post(address, filled(page.body, things), format="multipart"))


def without_address(answer: Answer) -> Answer:
    """As told to somebody who had asked for another thing; cookies last from now on."""
    headers = dict(answer.headers)
    if "Location" in headers:
        headers["Location"] = re.sub(r"[^/]*\d[^/]*", "…", headers["Location"])
    headers.pop("Content-Security-Policy", None)  # has a nonce of its own
    names = ", ".join(sorted(re.findall(r"Set-Cookie: (\w+)=", answer.cookies)))
    return replace(answer, headers=headers, cookies=names)


def colleague(rights: Rights, caller: str) -> Person:
    """Somebody with exactly one of the sets of rights, or with all rights but one of each set."""
    wanted = rights[0] if rights else (ALL_RIGHTS,)
    if caller == "staff with the right":
        if {ALL_RIGHTS, NOBODYS} & {*wanted}:
            return person(make_user(_name(), is_staff=True, is_superuser=True))
        return _staff([right for right in all_rights() if _is_any(right, wanted)])
    missing = {each[0] for each in rights} - {ALL_RIGHTS}
    return _staff([right for right in all_rights() if rights and not _is_any(right, missing)])


def _is_any(right: str, patterns: Iterable[str]) -> bool:
    return any(fnmatch(right, pattern) for pattern in patterns)


def _staff(held: list[str]) -> Person:
    user = make_user(_name(), is_staff=True)
    User.user_permissions.through.objects.bulk_create(
        User.user_permissions.through(user=user, permission=all_rights()[right]) for right in held
    )
    return person(user)


def _name() -> str:
    return f"colleague-{User.objects.count()}"


@cache
def all_rights() -> dict[str, Any]:
    """Every right there is, by its name: `orders.view_order`."""
    known = Permission.objects.select_related("content_type")
    return {f"{each.content_type.app_label}.{each.codename}": each for each in known}


def rows_of(made: dict[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    """Keys of rows for addresses, by their models, and such as are nobody's."""
    there = {model: str(quote(row.pk)) for model, row in made.items()}
    missing = {
        model: "00000000-0000-4000-8000-000000000000"
        if isinstance(row._meta.pk, UUIDField)
        else "987654321"
        for model, row in made.items()
    }
    return there, missing
