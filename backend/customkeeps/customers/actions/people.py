"""Opening and changing an account, with the mail that asks whether its address is right."""

from collections.abc import Mapping

from django.db import transaction

from customkeeps.accounts import actions as accounts
from customkeeps.accounts.models import User
from customkeeps.customers.actions.email_addresses import count_verification, mail_verification


def register(*, username: str, email: str, password: str, address: str) -> User:
    """A new user. Raises what `accounts.actions.new_user` raises, and InvalidInput (400) when
    somebody else was a moment faster with the name.
    """
    user = accounts.new_user(username=username, email=email, password=password, address=address)
    with transaction.atomic():
        accounts.open_account(user)
        mail_verification(user)
    return user


def change_profile(*, user: User, changes: Mapping[str, str]) -> User:
    """Store what changed. Raises Throttled (429) when the address changes too often: each of them
    is mailed.
    """
    is_new_address = changes.get("email", user.email) != user.email
    if is_new_address:
        count_verification(user)
    with transaction.atomic():
        accounts.change_profile(user=user, changes=changes)
        if is_new_address:
            mail_verification(user)
    return user
