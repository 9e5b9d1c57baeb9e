"""Changing a password, and choosing a new one for one that was forgotten."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from customkeeps.accounts.authentication import signed_in
from customkeeps.accounts.passwords import change_password, choose_password
from customkeeps.accounts.views import PublicView
from customkeeps.customers.actions.passwords import ask_for_reset
from customkeeps.customers.serializers import (
    EmailAddressInput,
    MessageSerializer,
    NewPasswordInput,
    PasswordChangeInput,
)
from customkeeps.rest.client_address import client_address
from customkeeps.rest.schema import errors

ON_ITS_WAY = "If there is an account with that address, an e-mail with a link is on its way to it."


class ChangeView(APIView):
    @extend_schema(
        operation_id="password_change",
        request=PasswordChangeInput,
        responses={204: None, **errors(400, 401, 413, 415, 429, 503)},
    )
    def post(self, request: Request) -> Response:
        """Replace the caller's password. All sessions and tokens end, the caller's too."""
        data = PasswordChangeInput(data=request.data)
        data.is_valid(raise_exception=True)
        change_password(user=signed_in(request), **data.validated_data)
        return Response(status=204)


class ResetView(PublicView):
    @extend_schema(
        operation_id="password_reset",
        request=EmailAddressInput,
        responses={200: MessageSerializer, **errors(400, 413, 415, 429)},
    )
    def post(self, request: Request) -> Response:
        """Mail a link to choose a new password with; the answer is the same for every address."""
        data = EmailAddressInput(data=request.data)
        data.is_valid(raise_exception=True)
        ask_for_reset(**data.validated_data, address=client_address(request))
        return Response({"message": ON_ITS_WAY})


class ResetConfirmView(PublicView):
    @extend_schema(
        operation_id="password_reset_confirm",
        request=NewPasswordInput,
        responses={204: None, **errors(400, 413, 415, 429, 503)},
    )
    def post(self, request: Request) -> Response:
        """Choose a new password with the link's two parts. All sessions and tokens end."""
        data = NewPasswordInput(data=request.data)
        data.is_valid(raise_exception=True)
        choose_password(**data.validated_data, address=client_address(request))
        return Response(status=204)
