"""Whether mail to an account's address reaches its owner."""

from uuid import uuid4

from customkeeps.accounts.actions import confirm_email
from customkeeps.accounts.links import verification_token
from customkeeps.accounts.models import User
from customkeeps.emails.actions import queue_mail
from customkeeps.emails.models import Kind
from customkeeps.rest.errors import Conflict
from customkeeps.rest.throttling import Limit, count

VERIFICATIONS = Limit("verify_email", times=5, seconds=3600)
# Whoever asks: a mailbox may be a stranger's, and guests are made in no time.
VERIFICATIONS_OF_EMAIL = Limit("verify_email_of_email", times=10, seconds=3600)
CONFIRMATIONS = Limit("confirm_email", times=60, seconds=3600)


def mail_verification(user: User) -> None:
    """Queue the link that confirms the address that the account shall have, or else the one that
    it has, in the caller's transaction.
    """
    email = user.pending_email or user.email
    queue_mail(
        kind=Kind.EMAIL_VERIFY,
        key=f"{Kind.EMAIL_VERIFY}-{user.pk}-{uuid4().hex}",
        to=email,
        path=f"/email/verify/{verification_token(user, email)}",
    )


def warn_present_address(user: User) -> None:
    """Tell whoever reads the mail of the present address that it shall be another, and how to stop
    that; in the caller's transaction. Not which: the present one may be a stranger's, mistyped.
    """
    queue_mail(
        kind=Kind.EMAIL_CHANGING,
        key=f"{Kind.EMAIL_CHANGING}-{user.pk}-{uuid4().hex}",
        to=user.email,
        path="/password/forgotten",
        username=user.username,
    )


def count_verification(user: User, email: str) -> None:
    """Raises Throttled (429) when one person has us mail too often, or one address is mailed too
    often. Outside of transactions.
    """
    count(VERIFICATIONS, str(user.pk))
    count(VERIFICATIONS_OF_EMAIL, email.lower())


def resend_verification(*, user: User) -> None:
    """Raises Conflict (409) where nothing is left to confirm, and Throttled (429)."""
    is_verified = user.email_verified_at is not None or not user.email
    if is_verified and not user.pending_email:
        raise Conflict("already_verified", "There is no e-mail address left to confirm.")
    count_verification(user, user.pending_email or user.email)
    mail_verification(user)


def verify(*, token: str, address: str) -> None:
    """Raises LinkExpired (400) and Throttled (429, by the client's address)."""
    count(CONFIRMATIONS, address)
    confirm_email(token=token)
