"""What makes links in mails good: for one purpose, one account as it is now, and not for long."""

from datetime import timedelta
from typing import Any

from django.core import signing

from customkeeps.accounts.models import User
from customkeeps.rest.errors import Refused

VERIFICATION = "customkeeps.accounts.verify-email"
VERIFIABLE_FOR = timedelta(days=3)


class LinkExpired(Refused):
    """400: too old, used, or never ours; which, nobody is told."""

    def __init__(self) -> None:
        super().__init__("link_expired", "This link no longer works. Ask for a new one.")


def verification_token(user: User, email: str) -> str:
    """Good while that is the user's address, or the one it shall be."""
    return signing.dumps([user.pk, email], salt=VERIFICATION)


def read_verification_token(token: str) -> tuple[int, str]:
    """User id and address. Raises LinkExpired (400)."""
    try:
        user_id, email = _read(token)
    except (signing.BadSignature, ValueError, TypeError):
        raise LinkExpired from None
    return user_id, email


def _read(token: str) -> Any:
    # A leading dot asks to be unpacked first, which ours never do.
    if token.startswith("."):
        raise signing.BadSignature
    return signing.loads(token, salt=VERIFICATION, max_age=VERIFIABLE_FOR)
