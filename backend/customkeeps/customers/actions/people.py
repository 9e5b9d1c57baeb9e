"""Opening and changing an account, with the mail that asks whether its address is right."""

from collections.abc import Mapping

from django.db import transaction

from customkeeps.accounts import actions as accounts
from customkeeps.accounts.locks import lock_owner
from customkeeps.accounts.models import User
from customkeeps.accounts.passwords import check_current_password
from customkeeps.customers.actions.email_addresses import (
    count_verification,
    mail_verification,
    warn_present_address,
)
from customkeeps.rest.errors import InvalidInput


def register(*, username: str, email: str, password: str, address: str) -> User:
    """A new user. Raises what `accounts.actions.new_user` raises, and InvalidInput (400) when
    somebody else was a moment faster with the name.
    """
    user = accounts.new_user(username=username, email=email, password=password, address=address)
    with transaction.atomic():
        accounts.open_account(user)
        mail_verification(user)
    return user


def change_profile(
    *, user: User, changes: Mapping[str, str], current_password: str | None, in_browser: bool
) -> User:
    """Store what changed. Another address counts once the link mailed to it is opened, and the
    present one is told (`docs/decisions/0011-another-address.md`).

    Raises InvalidInput (400) for a wrong password, and where a browser sent none with another
    address; Throttled (429) when the address changes too often, as each of them is mailed, and for
    guesses at the password; TooManyAtOnce (503); Unauthenticated (401) when the account was closed
    or its tokens ended meanwhile.
    """
    is_new_address = changes.get("email", user.email) != user.email
    if is_new_address:
        _check_owner(user, current_password, is_needed=in_browser)
        count_verification(user, changes["email"])
    with transaction.atomic():
        lock_owner(user)
        accounts.change_profile(user=user, changes=changes)
        if is_new_address:
            mail_verification(user)
            if user.pending_email:
                warn_present_address(user)
    return user


def _check_owner(user: User, password: str | None, *, is_needed: bool) -> None:
    if user.is_guest:
        return
    if password is not None:
        check_current_password(user, password)
    elif is_needed:
        raise InvalidInput({"current_password": ["Type your password to change your address."]})
