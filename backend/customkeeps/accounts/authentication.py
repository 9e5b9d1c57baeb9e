"""`Authorization: Bearer …`, in one SQL statement."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request
from rest_framework_simplejwt.tokens import AccessToken

from customkeeps.accounts.models import User
from customkeeps.accounts.queries import find_user_of_token
from customkeeps.accounts.tokens import BadToken, read_token


class BearerAuthentication(BaseAuthentication):
    """Good while the user is active, the password unchanged and the token's session not ended."""

    def authenticate(self, request: Request) -> tuple[User, AccessToken] | None:
        words = get_authorization_header(request).split()
        if not words or words[0].lower() != b"bearer":
            return None
        if len(words) != 2:
            raise BadToken
        token = read_token(AccessToken, words[1].decode("latin-1"))
        user = find_user_of_token(token) if token else None
        if token is None or user is None:
            raise BadToken
        return user, token

    def authenticate_header(self, request: Request) -> str:  # noqa: ARG002 (given by REST framework)
        return "Bearer"


def signed_in(request: Request) -> User:
    """The caller of a view that lets only users in."""
    if not isinstance(request.user, User):
        raise NotAuthenticated
    return request.user


def is_of_browser(request: Request) -> bool:
    """Whether a browser's session calls; otherwise it is a program with a token of its own."""
    return isinstance(request.auth, AccessToken) and "sid" in request.auth.payload


class BearerScheme(OpenApiAuthenticationExtension):
    """How the OpenAPI document names it."""

    target_class = BearerAuthentication
    name = "bearer"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:  # noqa: ARG002 (given)
        return {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
