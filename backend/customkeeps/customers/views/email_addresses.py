"""Confirming an e-mail address by the link that was mailed to it."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from customkeeps.accounts.authentication import signed_in
from customkeeps.accounts.views import PublicView
from customkeeps.customers.actions import email_addresses
from customkeeps.customers.serializers import LinkInput
from customkeeps.rest.client_address import client_address
from customkeeps.rest.schema import errors


class VerifyView(PublicView):
    @extend_schema(
        operation_id="email_verify",
        request=LinkInput,
        responses={204: None, **errors(400, 413, 415, 429)},
    )
    def post(self, request: Request) -> Response:
        """Confirm the address that the token was mailed to; again changes nothing."""
        data = LinkInput(data=request.data)
        data.is_valid(raise_exception=True)
        email_addresses.verify(**data.validated_data, address=client_address(request))
        return Response(status=204)


class ResendView(APIView):
    @extend_schema(
        operation_id="email_verify_resend",
        request=None,
        responses={204: None, **errors(401, 409, 429)},
    )
    def post(self, request: Request) -> Response:
        """Mail the caller the link once more."""
        email_addresses.resend_verification(user=signed_in(request))
        return Response(status=204)
