"""Opening an account, and one's own profile (contract §3, Accounts)."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from customkeeps.accounts.authentication import is_of_browser, signed_in
from customkeeps.accounts.queries import user_as_dict
from customkeeps.accounts.serializers import (
    ProfileInput,
    ProfileSerializer,
    RegisteredSerializer,
    RegistrationInput,
)
from customkeeps.accounts.views import PublicView
from customkeeps.customers.actions import people
from customkeeps.customers.actions.erasure import erase_account
from customkeeps.customers.privacy_serializers import ErasureInput
from customkeeps.rest.client_address import client_address
from customkeeps.rest.idempotency import idempotent
from customkeeps.rest.schema import errors


class RegisterView(PublicView):
    @extend_schema(
        operation_id="register",
        request=RegistrationInput,
        responses={201: RegisteredSerializer, **errors(400, 409, 413, 415, 429, 503)},
    )
    @idempotent
    def post(self, request: Request) -> Response:
        """Open an account; a mail asks to confirm its address."""
        data = RegistrationInput(data=request.data)
        data.is_valid(raise_exception=True)
        user = people.register(**data.validated_data, address=client_address(request))
        return Response({"username": user.username, "email": user.email}, status=201)


class ProfileView(APIView):
    delete_reads_a_body = True

    @extend_schema(operation_id="user_retrieve", responses={200: ProfileSerializer, **errors(401)})
    def get(self, request: Request) -> Response:
        """The caller."""
        return Response(user_as_dict(signed_in(request)))

    @extend_schema(
        operation_id="user_update",
        request=ProfileInput,
        responses={200: ProfileSerializer, **errors(400, 401, 413, 415, 429, 503)},
    )
    def patch(self, request: Request) -> Response:
        """Change e-mail address, names or phone; everything else is ignored.

        Another address is `pending_email` until the link that is mailed to it is opened. The
        present address itself withdraws it. A browser's session needs `current_password` for
        another address; the tokens of programs may go without.
        """
        data = ProfileInput(data=request.data)
        data.is_valid(raise_exception=True)
        changes = dict(data.validated_data)
        user = people.change_profile(
            user=signed_in(request),
            current_password=changes.pop("current_password", None),
            changes=changes,
            in_browser=is_of_browser(request),
        )
        return Response(user_as_dict(user))

    @extend_schema(
        operation_id="user_erase",
        request=ErasureInput,
        responses={204: None, **errors(400, 401, 409, 413, 415, 429, 503)},
    )
    def delete(self, request: Request) -> Response:
        """Close the account for good and erase what is personal. Orders stay, without a name.

        What is still to be delivered is made; its texts and pictures are erased after that.
        """
        data = ErasureInput(data=request.data)
        data.is_valid(raise_exception=True)
        erase_account(user=signed_in(request), password=data.validated_data["password"])
        return Response(status=204)
