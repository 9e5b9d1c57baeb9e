"""Registering, logging in and changing the profile."""

from collections.abc import Mapping

from django.contrib.auth import authenticate
from django.db import IntegrityError, transaction
from django.utils import timezone
from rest_framework_simplejwt.tokens import AccessToken, RefreshToken

from customkeeps.accounts.hashing import HASHING
from customkeeps.accounts.links import LinkExpired, read_verification_token
from customkeeps.accounts.models import TAKEN, User, username_key
from customkeeps.accounts.passwords import check_new_password
from customkeeps.accounts.queries import find_user_of_token
from customkeeps.accounts.tokens import BadToken, read_token, token_for
from customkeeps.rest.errors import InvalidInput, Unauthenticated
from customkeeps.rest.throttling import Limit, count, forget

REGISTRATIONS = Limit("register", times=10, seconds=3600)
LOGINS_OF_ADDRESS = Limit("login_address", times=100, seconds=3600)
LOGINS_OF_ACCOUNT = Limit("login_account", times=10, seconds=900)


class WrongCredentials(Unauthenticated):
    """401: unknown user, wrong password or inactive account; which, nobody is told."""

    def __init__(self) -> None:
        super().__init__("wrong_credentials", "That username and password do not match.")


def new_user(*, username: str, email: str, password: str, address: str) -> User:
    """A user, not yet stored. Raises InvalidInput (400), Throttled (429, by the client's address)
    and TooManyAtOnce (503).
    """
    count(REGISTRATIONS, address)
    user = User(username=User.normalize_username(username), email=email)
    if User.objects.filter(username_key=username_key(username)).exists():
        raise InvalidInput({"username": [TAKEN]})
    check_new_password(user, password, field="password")
    with HASHING.turn():
        user.set_password(password)
    return user


def open_account(user: User) -> None:
    """Store a new user. Raises InvalidInput (400) when the name was taken in the meantime."""
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:
        raise InvalidInput({"username": [TAKEN]}) from error


def log_in(*, username: str, password: str, address: str) -> User:
    """The active user with that name and password.

    Raises WrongCredentials (401) after the same hashing work for every reason, Throttled (429) and
    TooManyAtOnce (503). Tries are counted before the password is looked at, so that parallel
    guesses count too; the right password begins the account's count anew.
    """
    count(LOGINS_OF_ADDRESS, address)
    account = f"{username_key(username)} {address}"
    count(LOGINS_OF_ACCOUNT, account)
    with HASHING.turn():
        user = authenticate(username=username, password=password)
    if not isinstance(user, User):
        raise WrongCredentials
    forget(LOGINS_OF_ACCOUNT, account)
    now = timezone.now()
    if not User.objects.filter(pk=user.pk, is_active=True).update(last_login=now):
        raise WrongCredentials  # closed while the password was looked at
    user.last_login = now
    return user


def issue_tokens(*, username: str, password: str, address: str) -> tuple[str, str]:
    """Access and refresh token for programs. Raises what `log_in` raises."""
    user = log_in(username=username, password=password, address=address)
    return str(token_for(AccessToken, user)), str(token_for(RefreshToken, user))


def renew_access(*, refresh: str) -> str:
    """A new access token. Raises BadToken (401)."""
    token = read_token(RefreshToken, refresh)
    user = find_user_of_token(token) if token else None
    if user is None:
        raise BadToken
    return str(token_for(AccessToken, user))


def change_profile(*, user: User, changes: Mapping[str, str]) -> User:
    """Store what changed. An account's new address is `pending_email` until it is confirmed; a
    guest's counts at once, as nothing is opened with it.
    """
    values = {name: value for name, value in changes.items() if getattr(user, name) != value}
    if "email" in changes and not user.is_guest:
        values["pending_email"] = values.pop("email", "")
    for name, value in values.items():
        setattr(user, name, value)
    if values:
        user.save(update_fields=list(values))
    return user


def confirm_email(*, token: str) -> None:
    """Mail to the address reaches its owner; one that the account shall have, it has from now on.

    Raises LinkExpired (400), also for another address than the account has or shall have by now.
    """
    user_id, email = read_verification_token(token)
    users = User.objects.filter(pk=user_id, is_active=True)
    now = timezone.now()
    if email and users.filter(pending_email=email).update(
        email=email, pending_email="", email_verified_at=now
    ):
        return
    present = users.filter(email=email)
    if not present.exists():
        raise LinkExpired
    present.filter(email_verified_at=None).update(email_verified_at=now)
