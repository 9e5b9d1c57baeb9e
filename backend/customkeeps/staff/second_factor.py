"""The staff's second factor: six digits from an app on the phone, or a recovery code on paper.

RFC 6238 (TOTP). Recovery codes are kept as keyed hashes; each is good once.
"""

import base64
import secrets
from typing import Any

import segno
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.crypto import salted_hmac
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from customkeeps.accounts.models import User
from customkeeps.rest.throttling import Limit, count

GUESSES = Limit("second_factor", times=10, seconds=900)
RECOVERY_CODES = 10
# Without letters and digits that look like one another: 16 of 31 are 79 bits.
CHARACTERS = "abcdefghjkmnpqrstuvwxyz23456789"


class WrongCodeError(Exception):
    """Neither what the phone shows now nor a recovery code that is left."""


def phone_of(user: User) -> TOTPDevice | None:
    found: TOTPDevice | None = TOTPDevice.objects.filter(user=user, confirmed=True).first()
    return found


def new_phone(user: User, begun: int | None) -> TOTPDevice:
    """The phone that is being set up: the same within one log-in (`begun`, its id), and another in
    the next. Whoever looked at the secret with a stolen password does not have the phone's.
    """
    waiting = TOTPDevice.objects.filter(user=user, confirmed=False)
    device: TOTPDevice | None = waiting.filter(pk=begun).first()
    if device is None:
        waiting.delete()
        device = TOTPDevice.objects.create(user=user, confirmed=False, name="phone")
    return device


def as_qr(device: TOTPDevice) -> str:
    """For the app's camera, as an SVG that stands in the page."""
    drawn: str = segno.make(device.config_url, error="m").svg_inline(
        scale=5, border=2, light="#fff"
    )
    return drawn


def as_text(device: TOTPDevice) -> str:
    """For typing: the secret in groups of four."""
    secret = base64.b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def confirm_phone(*, user: User, code: str, begun: int | None) -> tuple[TOTPDevice, list[str]]:
    """Sets up the phone that was `begun`; returns it with the recovery codes, never told again.

    Raises WrongCodeError, and Throttled (429) after ten tries in a quarter of an hour.
    """
    count(GUESSES, str(user.pk))
    with transaction.atomic():
        waiting = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=False)
        device: TOTPDevice | None = waiting.filter(pk=begun).first()
        if device and phone_of(user) is None and device.verify_token(_digits(code)):
            device.confirmed = True
            device.save()
            _record(user, "Set up a second factor.")
            return device, _new_codes(user)
    raise WrongCodeError


def enter(*, user: User, code: str) -> Device:
    """What proved the user's second factor. Raises as `confirm_phone` does."""
    count(GUESSES, str(user.pk))
    with transaction.atomic():
        for device, token in _candidates(user, code):
            if not device.verify_token(token):
                continue
            if isinstance(device, StaticDevice):
                _record(user, "Logged in with a recovery code.")
            return device
    raise WrongCodeError


@transaction.atomic
def renew_codes(*, user: User) -> list[str]:
    _record(user, "Made new recovery codes.")
    return _new_codes(user)


def codes_left(user: User) -> int:
    return StaticToken.objects.filter(device__user=user).count()


@transaction.atomic
def forget(*, user: User) -> None:
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    _record(user, "The second factor was reset.")


def _candidates(user: User, code: str) -> list[tuple[Any, str]]:
    """A code of digits only is the phone's: a recovery code is longer."""
    digits = _digits(code)
    if len(digits) == 6 and digits.isdigit():
        phones = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=True)
        return [(phone, digits) for phone in phones]
    codes = StaticDevice.objects.select_for_update().filter(user=user, confirmed=True)
    return [(device, _hashed(code)) for device in codes]


def _digits(code: str) -> str:
    return "".join(code.split())


def _hashed(code: str) -> str:
    plain = "".join(letter for letter in code.lower() if letter in CHARACTERS)
    return salted_hmac("customkeeps.staff.recovery", plain, algorithm="sha256").hexdigest()[:16]


def _new_codes(user: User) -> list[str]:
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="recovery codes", confirmed=True)
    codes = ["-".join(_four() for _ in range(4)) for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(
        StaticToken(device=device, token=_hashed(code)) for code in codes
    )
    return codes


def _four() -> str:
    return "".join(secrets.choice(CHARACTERS) for _ in range(4))


def _record(user: User, what: str) -> None:
    LogEntry.objects.create(
        user_id=user.pk,
        content_type=ContentType.objects.get_for_model(User),
        object_id=str(user.pk),
        object_repr=str(user)[:200],
        action_flag=CHANGE,
        change_message=what,
    )
