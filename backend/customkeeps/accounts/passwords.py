"""Choosing a new password: with the old one, or with a link that was mailed."""

from datetime import datetime
from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from customkeeps.accounts.hashing import HASHING
from customkeeps.accounts.links import LinkExpired
from customkeeps.accounts.locks import lock_owner
from customkeeps.accounts.models import User
from customkeeps.rest.errors import BIGGEST_ID, InvalidInput
from customkeeps.rest.throttling import Limit, count, forget

CHANGES = Limit("password_change", times=10, seconds=900)
CHOICES = Limit("password_choice", times=30, seconds=3600)


class ResetTokens(PasswordResetTokenGenerator):
    """Good once, for PASSWORD_RESET_TIMEOUT seconds, until the account logs in or is ended."""

    key_salt = "customkeeps.accounts.reset-password"

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{user.token_version}"


RESET_TOKENS = ResetTokens()


def check_new_password(user: User, password: str, *, field: str) -> None:
    """Raises InvalidInput (400) for a password that is too easy to guess."""
    try:
        validate_password(password, user=user)
    except ValidationError as error:
        raise InvalidInput({field: error.messages}) from error


def change_password(*, user: User, current_password: str, new_password: str) -> None:
    """Ends every session and token of the user. Raises InvalidInput (400), Throttled (429, for
    guesses at the old password), TooManyAtOnce (503), and Unauthenticated (401) when the account
    was closed or its password changed meanwhile.
    """
    count(CHANGES, str(user.pk))
    with HASHING.turn():
        _check(user, current_password)
        check_new_password(user, new_password, field="new_password")
        user.set_password(new_password)
    with transaction.atomic():
        lock_owner(user)
        user.save(update_fields=["password"])
    forget(CHANGES, str(user.pk))


def check_current_password(user: User, password: str) -> None:
    """That it is the owner who asks. Counts and raises as `change_password` does."""
    count(CHANGES, str(user.pk))
    with HASHING.turn():
        _check(user, password)
    forget(CHANGES, str(user.pk))


def _check(user: User, password: str) -> None:
    if not user.check_password(password):
        raise InvalidInput({"current_password": ["That is not your present password."]})


def users_with_email(email: str) -> QuerySet[User]:
    """Active accounts with a password whose address this is, letter case aside."""
    addressed = User.objects.annotate(email_lower=Lower("email"))
    users = addressed.filter(email_lower=email.lower(), is_active=True)
    return users.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)


def reset_path(user: User) -> str:
    """The storefront's page on which the mailed link ends."""
    uid = urlsafe_base64_encode(str(user.pk).encode())
    return f"/password/reset/{uid}/{RESET_TOKENS.make_token(user)}"


def choose_password(*, uid: str, token: str, new_password: str, address: str) -> None:
    """Ends every session and token of the user, and the link. Who has it reads the address's mail,
    so that counts as confirmed. Raises LinkExpired and InvalidInput (400), Throttled (429) and
    TooManyAtOnce (503).
    """
    count(CHOICES, address)
    user = _user_of(uid)
    if user is None or not RESET_TOKENS.check_token(user, token):
        raise LinkExpired
    check_new_password(user, new_password, field="new_password")
    with HASHING.turn():
        user.set_password(new_password)
    _store(user, token, timezone.now())


@transaction.atomic
def _store(user: User, token: str, now: datetime) -> None:
    """Of two who use the link at once, one."""
    present = User.objects.select_for_update().filter(pk=user.pk, is_active=True).first()
    if present is None or not RESET_TOKENS.check_token(present, token):
        raise LinkExpired
    user.email_verified_at = present.email_verified_at or now
    user.save(update_fields=["password", "email_verified_at"])


def _user_of(uid: str) -> User | None:
    try:
        user_id = int(urlsafe_base64_decode(uid))
    except ValueError:
        return None
    in_range = 0 < user_id <= BIGGEST_ID
    return User.objects.filter(pk=user_id, is_active=True).first() if in_range else None
