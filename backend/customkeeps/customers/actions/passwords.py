"""A forgotten password: the link to choose a new one, mailed without telling who has an account."""

from uuid import uuid4

from django.db import transaction
from rest_framework.exceptions import Throttled

from customkeeps.accounts.models import User
from customkeeps.accounts.passwords import reset_path, users_with_email
from customkeeps.emails.actions import new_mail, queue_mails
from customkeeps.emails.models import Kind, OutboxMail
from customkeeps.rest.throttling import Limit, count

RESETS_OF_CLIENT = Limit("password_resets_of_client", times=20, seconds=3600)
RESETS_OF_EMAIL = Limit("password_resets_of_email", times=3, seconds=3600)
# One address may have several accounts; each has a link of its own.
MOST_ACCOUNTS = 5


def ask_for_reset(*, email: str, address: str) -> None:
    """Mail a link to every account of an address. Raises Throttled (429, by the client's address).

    More often than RESETS_OF_EMAIL nothing is mailed and nobody is told, nor whether there is an
    account, by words or by time: for an unknown address the same is written, and taken back.
    """
    count(RESETS_OF_CLIENT, address)
    try:
        count(RESETS_OF_EMAIL, email.lower())
    except Throttled:
        return
    with transaction.atomic():
        users = list(users_with_email(email).order_by("pk")[:MOST_ACCOUNTS])
        of_nobody = _link(User(pk=0, email=email))
        queue_mails([_link(user) for user in users] or [of_nobody])
        OutboxMail.objects.filter(key=of_nobody.key).delete()


def _link(user: User) -> OutboxMail:
    return new_mail(
        kind=Kind.PASSWORD_RESET,
        key=f"{Kind.PASSWORD_RESET}-{user.pk}-{uuid4().hex}",
        to=user.email,
        path=reset_path(user),
        username=user.username,
    )
