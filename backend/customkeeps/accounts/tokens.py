"""The four kinds of token. Each is good for its own purpose only (claim `token_type`)."""

import re
from typing import Any, TypeVar

from django.conf import settings
from rest_framework_simplejwt.exceptions import TokenError
from rest_framework_simplejwt.tokens import AccessToken, Token

from customkeeps.accounts.models import Session, User
from customkeeps.rest.errors import Unauthenticated

MAX_TOKEN_LENGTH = 4096
SESSION_ID = re.compile(r"[0-9a-f]{32}")

AnyToken = TypeVar("AnyToken", bound=Token)


class BadToken(Unauthenticated):
    """401: the token is not, or no longer, good."""

    def __init__(self) -> None:
        super().__init__("bad_token", "Your session has ended. Please log in again.")


class SessionAccessToken(AccessToken):
    """An access token for a browser's memory: short, and ended with its session."""

    lifetime = settings.SESSION_ACCESS_LIFETIME


class SessionRefreshToken(Token):
    """Lives in the HttpOnly cookie only."""

    token_type = "session_refresh"  # noqa: S105 (a kind, not a secret)
    lifetime = settings.SESSION_REFRESH_LIFETIME


def token_for(kind: type[AnyToken], user: User, **claims: str) -> AnyToken:
    """A new token of that kind for a user, bound to the present password."""
    token = kind()
    token["user_id"] = user.pk
    token["token_version"] = user.token_version
    for name, value in claims.items():
        token[name] = value
    return token


def session_tokens(session: Session) -> tuple[str, str]:
    """Access and refresh token that belong to a session as it is now."""
    access = token_for(SessionAccessToken, session.user, sid=session.pk.hex)
    refresh = token_for(SessionRefreshToken, session.user, sid=session.pk.hex, jti=session.token_id)
    return str(access), str(refresh)


def read_token(kind: type[AnyToken], text: str) -> AnyToken | None:
    """The token, or None when it is not a good one of that kind, whatever was sent."""
    if len(text) > MAX_TOKEN_LENGTH or not text.isascii():
        return None
    try:
        token: Any = kind(text)  # type: ignore[arg-type]  # simplejwt says Token where it takes text
    except (TokenError, ValueError, TypeError):
        return None
    return token if _has_our_claims(token) else None


def _has_our_claims(token: Token) -> bool:
    is_session = SESSION_ID.fullmatch(str(token.get("sid", "0" * 32))) is not None
    return is_session and all(
        isinstance(token.get(name), int) for name in ("user_id", "token_version")
    )
