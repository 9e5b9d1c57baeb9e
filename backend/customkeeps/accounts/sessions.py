"""A browser's log-in: refresh tokens that follow one another, each good once."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from rest_framework_simplejwt.tokens import Token

from customkeeps.accounts.actions import log_in
from customkeeps.accounts.devices import device_name, network_of
from customkeeps.accounts.locks import lock_user
from customkeeps.accounts.models import Session, User
from customkeeps.accounts.tokens import BadToken, SessionRefreshToken, read_token

# Two tabs may send the same token at once; the later one is no thief.
GRACE = timedelta(seconds=10)


def start_session(*, username: str, password: str, address: str, user_agent: str) -> Session:
    """A new family for this browser. Raises what `log_in` raises, and Unauthenticated (401) when
    the account was closed a moment ago.
    """
    user = log_in(username=username, password=password, address=address)
    with transaction.atomic():
        lock_user(user)
        return begin_session(user, address=address, user_agent=user_agent)


def begin_session(user: User, *, address: str, user_agent: str) -> Session:
    """A new family for a browser of somebody who has shown to be the user."""
    now = timezone.now()
    return Session.objects.create(
        user=user,
        device=device_name(user_agent),
        network=network_of(address),
        token_id=uuid4().hex,
        last_used_at=now,
        expires_at=now + settings.SESSION_REFRESH_LIFETIME,
    )


def refresh_session(*, refresh: str) -> Session:
    """The session with its next token. Raises BadToken (401).

    A token used before ends the whole family: one of the two who have it is a thief. Only the
    immediately preceding one is good for `GRACE` more, and leads to the present one.
    """
    token = read_token(SessionRefreshToken, refresh)
    session = _advance(token) if token else None
    if session is None:
        raise BadToken
    return session


def end_session(*, refresh: str) -> None:
    """Revoke the family of a token; a bad token ends nothing."""
    token = read_token(SessionRefreshToken, refresh)
    if token is not None:
        sessions = Session.objects.filter(pk=UUID(token["sid"]), revoked_at=None)
        sessions.update(revoked_at=timezone.now())


@transaction.atomic
def log_out_everywhere(*, user: User) -> None:
    """End every session and token: those of browsers, of programs and of the admin."""
    User.objects.filter(pk=user.pk).update(token_version=F("token_version") + 1, pending_email="")
    user.end_sessions()


@transaction.atomic
def _advance(token: Token) -> Session | None:
    """Returns instead of raising, so that revoking is committed."""
    now = timezone.now()
    session = (
        Session.objects.select_for_update(of=("self",))
        .select_related("user")
        .filter(pk=UUID(token["sid"]), revoked_at=None, expires_at__gt=now)
        .first()
    )
    if session is None or not session.user.is_active:
        return None
    if session.user.token_version != token["token_version"]:
        return None
    return _rotate(session, token["jti"], now)


def _rotate(session: Session, token_id: str, now: datetime) -> Session | None:
    if token_id == session.token_id:
        session.previous_token_id, session.token_id = session.token_id, uuid4().hex
        session.rotated_at = session.last_used_at = now
        session.expires_at = now + settings.SESSION_REFRESH_LIFETIME
    elif not _is_in_grace(session, token_id, now):
        session.revoked_at = now
    session.save()
    return session if session.revoked_at is None else None


def _is_in_grace(session: Session, token_id: str, now: datetime) -> bool:
    rotated_at = session.rotated_at
    is_previous = token_id == session.previous_token_id
    return is_previous and rotated_at is not None and now - rotated_at <= GRACE
