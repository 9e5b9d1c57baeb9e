"""Accounts' endpoints (contract §3, Accounts)."""

from contextlib import suppress

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from customkeeps.accounts import actions, sessions
from customkeeps.accounts.guests import start_guest_session
from customkeeps.accounts.models import Session
from customkeeps.accounts.origin import FromOurPages
from customkeeps.accounts.queries import user_as_dict
from customkeeps.accounts.serializers import (
    AccessSerializer,
    CredentialsInput,
    RefreshInput,
    SessionSerializer,
    TokenPairSerializer,
)
from customkeeps.accounts.tokens import BadToken, session_tokens
from customkeeps.rest.client_address import client_address
from customkeeps.rest.schema import errors

SESSION_COOKIE = "customkeeps_session"
SESSION_PATH = "/api/session/"


class PublicView(APIView):
    """Open to everyone; a token sent along is not looked at."""

    authentication_classes = []
    permission_classes = [AllowAny]


class TokenView(PublicView):
    @extend_schema(
        operation_id="token_create",
        request=CredentialsInput,
        responses={200: TokenPairSerializer, **errors(400, 401, 413, 415, 429, 503)},
    )
    def post(self, request: Request) -> Response:
        """An access token for 24 hours and a refresh token for 7 days."""
        data = CredentialsInput(data=request.data)
        data.is_valid(raise_exception=True)
        access, refresh = actions.issue_tokens(
            **data.validated_data, address=client_address(request)
        )
        return Response({"access": access, "refresh": refresh})


class TokenRefreshView(PublicView):
    @extend_schema(
        operation_id="token_refresh",
        request=RefreshInput,
        responses={200: AccessSerializer, **errors(400, 401, 413, 415)},
    )
    def post(self, request: Request) -> Response:
        """A new access token; the refresh token stays good."""
        data = RefreshInput(data=request.data)
        data.is_valid(raise_exception=True)
        return Response({"access": actions.renew_access(**data.validated_data)})


class SessionView(PublicView):
    """The browser's way: the refresh token is in a cookie that no script can read."""

    permission_classes = [FromOurPages]


class SessionLoginView(SessionView):
    @extend_schema(
        operation_id="session_login",
        request=CredentialsInput,
        responses={200: SessionSerializer, **errors(400, 401, 403, 413, 415, 429, 503)},
    )
    def post(self, request: Request) -> Response:
        """Log this browser in. Whoever was logged in with it before no longer is."""
        data = CredentialsInput(data=request.data)
        data.is_valid(raise_exception=True)
        session = sessions.start_session(
            **data.validated_data,
            address=client_address(request),
            user_agent=request.headers.get("User-Agent", ""),
        )
        sessions.end_session(refresh=request.COOKIES.get(SESSION_COOKIE, ""))
        return session_response(session)


class GuestSessionView(SessionView):
    @extend_schema(
        operation_id="session_guest",
        request=None,
        responses={200: SessionSerializer, **errors(403, 429)},
    )
    def post(self, request: Request) -> Response:
        """Make this browser a guest, who may fill a cart and pay it without an account.

        One that is somebody already stays who it is: a page that does not know that, because the
        shop did not answer when it opened, throws nobody's cart or log-in away.
        """
        with suppress(BadToken):
            return session_response(
                sessions.refresh_session(refresh=request.COOKIES.get(SESSION_COOKIE, ""))
            )
        session = start_guest_session(
            address=client_address(request), user_agent=request.headers.get("User-Agent", "")
        )
        return session_response(session)


class SessionRefreshView(SessionView):
    @extend_schema(
        operation_id="session_refresh",
        request=None,
        responses={200: SessionSerializer, 204: None, **errors(401, 403)},
    )
    def post(self, request: Request) -> Response:
        """A new access token, and the next refresh token in the cookie.

        204 without a cookie: that nobody is logged in yet is no error, which browsers would log.
        """
        refresh = request.COOKIES.get(SESSION_COOKIE)
        if refresh is None:
            return Response(status=204)
        return session_response(sessions.refresh_session(refresh=refresh))


class SessionLogoutView(SessionView):
    @extend_schema(
        operation_id="session_logout", request=None, responses={204: None, **errors(403)}
    )
    def post(self, request: Request) -> Response:
        """Log this browser out; its access token ends too."""
        sessions.end_session(refresh=request.COOKIES.get(SESSION_COOKIE, ""))
        return forget_cookie(Response(status=204))


def forget_cookie(response: Response) -> Response:
    """Have the browser throw its refresh token away."""
    response.delete_cookie(SESSION_COOKIE, path=SESSION_PATH, samesite="Strict")
    return response


def session_response(session: Session) -> Response:
    """The access token in the body, the refresh token in its cookie."""
    access, refresh = session_tokens(session)
    lifetime = settings.SESSION_ACCESS_LIFETIME
    response = Response(
        {
            "access": access,
            "expires_in": int(lifetime.total_seconds()),
            "user": user_as_dict(session.user),
        }
    )
    response.set_cookie(
        SESSION_COOKIE,
        refresh,
        max_age=settings.SESSION_REFRESH_LIFETIME,
        path=SESSION_PATH,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Strict",
    )
    response["Cache-Control"] = "no-store"
    return response
