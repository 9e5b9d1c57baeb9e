"""Where a guest comes to have an account, and takes along what was done without one."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from customkeeps.accounts import views as accounts
from customkeeps.accounts.authentication import signed_in
from customkeeps.accounts.guests import guest_of_browser
from customkeeps.accounts.models import User
from customkeeps.accounts.serializers import CredentialsInput, SessionSerializer
from customkeeps.customers.actions.claim import claim_order, claim_orders, count_claimable
from customkeeps.customers.actions.guests import adopt_guest
from customkeeps.customers.serializers import ClaimableSerializer, ClaimedSerializer, ClaimInput
from customkeeps.rest.schema import errors


class SessionLoginView(accounts.SessionLoginView):
    @extend_schema(
        operation_id="session_login",
        request=CredentialsInput,
        responses={200: SessionSerializer, **errors(400, 401, 403, 413, 415, 429, 503)},
    )
    def post(self, request: Request) -> Response:
        """Log this browser in. What it had as a guest, cart and orders, goes to the account."""
        guest = guest_of_browser(refresh=request.COOKIES.get(accounts.SESSION_COOKIE, ""))
        response = super().post(request)
        if guest is not None:
            account = User.objects.filter(pk=response.data["user"]["id"]).first()
            if account is not None:  # not erased by another of its browsers just now
                adopt_guest(guest=guest, account=account)
        return response


class ClaimView(APIView):
    @extend_schema(
        operation_id="orders_claimable", responses={200: ClaimableSerializer, **errors(401)}
    )
    def get(self, request: Request) -> Response:
        """How many orders guests made with the caller's confirmed address."""
        return Response({"count": count_claimable(signed_in(request))})

    @extend_schema(
        operation_id="orders_claim",
        request=ClaimInput,
        responses={200: ClaimedSerializer, **errors(400, 401, 403, 404, 413, 415)},
    )
    def post(self, request: Request) -> Response:
        """Take a guest's orders into the caller's account: the one that a link from its mail is
        about, or, without a `token`, all that were made with the caller's confirmed address.
        """
        data = ClaimInput(data=request.data)
        data.is_valid(raise_exception=True)
        user, token = signed_in(request), data.validated_data["token"]
        claimed = claim_order(user=user, token=token) if token else claim_orders(user=user)
        return Response({"order_ids": claimed})
