"""What is held on the caller (contract §3, Accounts)."""

from django.conf import settings
from django.utils.http import content_disposition_header
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from customkeeps.accounts.authentication import signed_in
from customkeeps.customers.export import export_of
from customkeeps.customers.privacy_serializers import ExportSerializer
from customkeeps.rest.base_url import base_url
from customkeeps.rest.schema import errors
from customkeeps.rest.throttling import Limit, count

EXPORTS = Limit("export", times=20, seconds=3600)


class ExportView(APIView):
    @extend_schema(
        operation_id="user_export", responses={200: ExportSerializer, **errors(401, 429)}
    )
    def get(self, request: Request) -> Response:
        """Everything that is held on the caller, as a file. Links to pictures last 15 minutes."""
        user = signed_in(request)
        count(EXPORTS, str(user.pk))
        name = content_disposition_header(
            as_attachment=True, filename=f"{settings.SHOP_NAME} my data.json"
        )
        return Response(
            export_of(user, base_url=base_url(request)),
            headers={
                "Cache-Control": "private, no-store",
                "Content-Disposition": name or "attachment",
                "X-Content-Type-Options": "nosniff",
            },
        )
