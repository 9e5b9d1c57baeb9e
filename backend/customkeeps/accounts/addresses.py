"""Delivery addresses: each person's own, one of them the default."""

import re
from functools import lru_cache
from typing import Any

from babel import Locale
from django.db import transaction
from django.db.models import QuerySet

from customkeeps.accounts.locks import lock_user
from customkeeps.accounts.models import Address, User
from customkeeps.rest.errors import Conflict, InvalidInput, NotFound

MOST_ADDRESSES = 20
FIELDS = ("name", "line1", "line2", "city", "province", "postal_code", "country", "phone")
# Unions, and codes that the locale data keeps for itself.
NO_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
ANY_POSTAL_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 -]{0,11}")
# Where the shop is at home, what people type wrong is said before the parcel comes back.
POSTAL_CODES = {"PH": (re.compile(r"[0-9]{4}"), "Give the four digits, such as 1226.")}


def addresses_of(user: User) -> QuerySet[Address]:
    """The user's, the default first, then the oldest."""
    return Address.objects.filter(user=user).order_by("-is_default", "id")


def find_address(user: User, address_id: int) -> Address:
    """Raises NotFound, the same for what is not there and for somebody else's."""
    address = Address.objects.filter(user=user, pk=address_id).first()
    if address is None:
        raise NotFound
    return address


@transaction.atomic
def add_address(*, user: User, fields: dict[str, Any]) -> Address:
    """A new address; the first is the default unless told otherwise.

    Raises InvalidInput, and Conflict (409 `too_many_addresses`) beyond 20.
    """
    lock_user(user)
    count = Address.objects.filter(user=user).count()
    if count >= MOST_ADDRESSES:
        raise Conflict(
            "too_many_addresses",
            f"You have {MOST_ADDRESSES} addresses, which is as many as we keep. Delete one first.",
        )
    address = Address(user=user, **{"is_default": not count, **fields})
    return _save(address)


@transaction.atomic
def change_address(*, user: User, address_id: int, changes: dict[str, Any]) -> Address:
    """Change some fields. Raises InvalidInput, NotFound."""
    lock_user(user)
    address = find_address(user, address_id)
    for name, value in changes.items():
        setattr(address, name, value)
    return _save(address)


@transaction.atomic
def remove_address(*, user: User, address_id: int) -> None:
    """Delete an address; when it was the default, the oldest other one is. Raises NotFound."""
    lock_user(user)
    address = find_address(user, address_id)
    address.delete()
    following = addresses_of(user).first() if address.is_default else None
    if following is not None:
        following.is_default = True
        following.save(update_fields=["is_default"])


def address_as_dict(address: Address) -> dict[str, Any]:
    """The API's representation."""
    return {
        "id": address.pk,
        **{name: getattr(address, name) for name in FIELDS},
        "is_default": address.is_default,
    }


@lru_cache(maxsize=1)
def country_codes() -> frozenset[str]:
    """Two letters each (ISO 3166)."""
    known = map(str, Locale("en").territories)
    return frozenset(code for code in known if re.fullmatch(r"[A-Z]{2}", code)) - NO_COUNTRIES


def _save(address: Address) -> Address:
    form, words = POSTAL_CODES.get(
        address.country, (ANY_POSTAL_CODE, "Use letters, digits, blanks and hyphens.")
    )
    if not form.fullmatch(address.postal_code):
        raise InvalidInput({"postal_code": [words]})
    if address.is_default:
        others = Address.objects.filter(user=address.user, is_default=True)
        others.exclude(pk=address.pk).update(is_default=False)
    address.save()
    return address
