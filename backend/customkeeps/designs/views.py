"""Pictures of designs, for whoever has a signed link."""

from uuid import UUID

from django.core.files.storage import default_storage
from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from customkeeps.designs.links import seconds_left
from customkeeps.designs.models import Design
from customkeeps.rest.errors import NotFound
from customkeeps.rest.schema import errors


class DesignPictureView(APIView):
    """The link's signature is the permission: an `<img>` sends no token.

    No Cross-Origin-Resource-Policy is sent, so that a storefront deployed on another origin can
    show the picture too.
    """

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="designs_picture",
        parameters=[
            OpenApiParameter("size", enum=["picture", "thumbnail"], default="picture"),
            OpenApiParameter("expires", int, required=True),
            OpenApiParameter("signature", str, required=True),
        ],
        responses={
            (200, "image/png"): OpenApiTypes.BINARY,
            (200, "image/jpeg"): OpenApiTypes.BINARY,
            (200, "image/webp"): OpenApiTypes.BINARY,
            **errors(400, 404),
        },
    )
    def get(self, request: Request, design_id: UUID) -> FileResponse:
        """The picture, or its thumbnail. Never build this address: take it from the API."""
        query = request.query_params
        size = query.get("size", "picture")
        seconds = seconds_left(
            design_id,
            size=size,
            expires=query.get("expires", ""),
            signature=query.get("signature", ""),
        )
        design = Design.objects.select_related("artwork").filter(pk=design_id).first()
        if not seconds or design is None:
            raise NotFound()
        artwork = design.artwork
        name, kind = (
            (artwork.thumbnail_name, "webp")
            if size == "thumbnail"
            else (artwork.file_name, artwork.format)
        )
        return _as_response(name, kind, file_name=f"design-{design_id}.{kind}", seconds=seconds)


def _as_response(name: str, kind: str, *, file_name: str, seconds: int) -> FileResponse:
    try:
        file = default_storage.open(name)
    except FileNotFoundError as error:
        raise NotFound() from error
    return FileResponse(
        file,
        filename=file_name,
        content_type=f"image/{kind}",
        headers={
            "Cache-Control": f"private, max-age={seconds}, immutable",
            "Content-Disposition": f'inline; filename="{file_name}"',
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "X-Content-Type-Options": "nosniff",
        },
    )
