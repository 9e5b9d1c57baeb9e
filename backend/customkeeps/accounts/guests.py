"""Shoppers without an account: users like others, but for the password that they never have."""

from uuid import UUID, uuid4

from django.conf import settings
from django.utils import timezone

from customkeeps.accounts.models import Session, User
from customkeeps.accounts.sessions import begin_session
from customkeeps.accounts.tokens import SessionRefreshToken, read_token
from customkeeps.rest.errors import Forbidden
from customkeeps.rest.throttling import Limit, count

# A household or an office may be behind one address; a browser needs one for its whole visit.
GUESTS = Limit("guests", times=60, seconds=3600)


def start_guest_session(*, address: str, user_agent: str = "") -> Session:
    """A new guest, with this browser's session. Raises Forbidden (403 `account_needed`) where only
    those with an account may look around, and Throttled (429, by the client's address).
    """
    if not settings.CATALOGUE_PUBLIC:
        raise Forbidden("account_needed", "Log in or create an account first.")
    count(GUESTS, address)
    guest = User(username=f"guest-{uuid4().hex}", is_guest=True)
    guest.set_unusable_password()
    guest.save(force_insert=True)
    return begin_session(guest, address=address, user_agent=user_agent)


def remember_email(*, user: User, email: str) -> None:
    """Where a guest wants to hear of the order; an account's own address stays as it is."""
    if email and user.is_guest and user.email != email:
        User.objects.filter(pk=user.pk, is_guest=True).update(email=email)


def guest_of_browser(*, refresh: str) -> User | None:
    """The guest whose session's present refresh token this is, if it is a guest's."""
    token = read_token(SessionRefreshToken, refresh)
    if token is None:
        return None
    sessions = Session.objects.select_related("user").filter(
        pk=UUID(token["sid"]),
        token_id=token["jti"],
        revoked_at=None,
        expires_at__gt=timezone.now(),
        user__is_guest=True,
        user__is_active=True,
        user__token_version=token["token_version"],
    )
    session = sessions.first()
    return session.user if session else None


def retire_guest(*, guest: User, account: User) -> None:
    """The guest turned out to be the account's owner: its tokens are good for nothing from now."""
    waiting = User.objects.filter(pk=guest.pk, is_guest=True, merged_into=None)
    waiting.update(merged_into=account, is_active=False)
