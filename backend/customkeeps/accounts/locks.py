"""Whose turn it is: users' rows are locked before all that belongs to them."""

from collections.abc import Iterable

from customkeeps.accounts.models import User
from customkeeps.rest.errors import Unauthenticated


def lock_users(user_ids: Iterable[int]) -> None:
    """Before what belongs to them, as everywhere: deleting begins with a user's payments, and an
    order that is being made would wait for the user meanwhile. Only inside a transaction.
    """
    list(User.objects.select_for_update().filter(pk__in=list(user_ids)).order_by("pk"))


def lock_user(user: User) -> None:
    """Let one request at a time change what is this user's, until the commit.

    Raises Unauthenticated when the account was closed a moment ago.
    """
    if not User.objects.select_for_update(no_key=True).only("pk").filter(pk=user.pk).first():
        raise Unauthenticated


def lock_owner(user: User) -> None:
    """The same before the keys of an account change.

    Looking at a password takes its time. Raises Unauthenticated also when the account's tokens
    ended meanwhile: whoever chose a new password just then wins over who knew the old one.
    """
    present = User.objects.select_for_update(no_key=True).only("pk")
    as_it_was = present.filter(pk=user.pk, token_version=user.token_version, is_active=True)
    if not as_it_was.first():
        raise Unauthenticated
