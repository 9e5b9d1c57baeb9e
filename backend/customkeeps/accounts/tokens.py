"""The four kinds of token. Each is good for its own purpose only (claim `token_type`)."""

from typing import Any, TypeVar

from django.conf import settings
from rest_framework_simplejwt.exceptions import TokenError
from rest_framework_simplejwt.tokens import AccessToken, RefreshToken, Token

from customkeeps.accounts.models import Session, User

MAX_TOKEN_LENGTH = 4096

AnyToken = TypeVar("AnyToken", bound=Token)


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
    known = isinstance(token.get("user_id"), int) and isinstance(token.get("token_version"), int)
    return token if known else None
