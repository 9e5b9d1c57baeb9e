"""The devices somebody is logged in on."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from customkeeps.accounts import devices, sessions
from customkeeps.accounts.authentication import signed_in
from customkeeps.accounts.serializers import DeviceSerializer
from customkeeps.accounts.views import forget_cookie
from customkeeps.rest.pagination import page_of
from customkeeps.rest.schema import PAGE, errors


class DeviceListView(APIView):
    @extend_schema(
        operation_id="session_devices",
        parameters=PAGE,
        responses={200: DeviceSerializer(many=True), **errors(400, 401)},
    )
    def get(self, request: Request) -> Response:
        """Browsers that the caller is logged in with, the latest used first."""
        rows, headers = page_of(devices.devices_of(signed_in(request)), request)
        token: Any = request.auth
        current_id = str(token.get("sid", ""))
        return Response(
            [devices.device_as_dict(row, current_id=current_id) for row in rows], headers=headers
        )


class DeviceView(APIView):
    @extend_schema(operation_id="session_device_logout", responses={204: None, **errors(401, 404)})
    def delete(self, request: Request, device_id: UUID) -> Response:
        """Log that browser out; its access token ends at once too."""
        devices.log_out_device(user=signed_in(request), device_id=device_id)
        return Response(status=204)


class LogoutEverywhereView(APIView):
    @extend_schema(
        operation_id="session_logout_everywhere",
        request=None,
        responses={204: None, **errors(401)},
    )
    def post(self, request: Request) -> Response:
        """End every session and token of the caller, programs' and this one too."""
        sessions.log_out_everywhere(user=signed_in(request))
        return forget_cookie(Response(status=204))
