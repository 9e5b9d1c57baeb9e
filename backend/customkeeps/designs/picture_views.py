"""Pictures for whoever has a signed link: an `<img>` sends no token, so the signature is the
permission.

No Cross-Origin-Resource-Policy is sent, so that a storefront deployed on another origin can show
them too.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from customkeeps.designs.links import (
    seconds_left_of_artwork,
    seconds_left_of_design,
    seconds_left_of_preview,
)
from customkeeps.designs.models import Artwork, Design, PlacedDesign
from customkeeps.designs.previews import keep_preview
from customkeeps.designs.screens import keep_screen_copy
from customkeeps.rest.errors import NotFound
from customkeeps.rest.schema import errors

SIGNED = [
    OpenApiParameter("expires", int, required=True),
    OpenApiParameter("signature", str, required=True),
]
PICTURES: dict[Any, Any] = {
    (200, "image/png"): OpenApiTypes.BINARY,
    (200, "image/jpeg"): OpenApiTypes.BINARY,
    (200, "image/webp"): OpenApiTypes.BINARY,
    **errors(400, 404, 503),
}


class PictureView(APIView):
    authentication_classes = ()
    permission_classes = (AllowAny,)


class DesignPictureView(PictureView):
    @extend_schema(
        operation_id="designs_picture",
        parameters=[
            OpenApiParameter("size", enum=["picture", "thumbnail"], default="picture"),
            OpenApiParameter("placed", str, description="What is printed of it."),
            OpenApiParameter("placement", str, description="Of that, the side."),
            *SIGNED,
        ],
        responses=PICTURES,
    )
    def get(self, request: Request, design_id: UUID) -> FileResponse:
        """A bare picture or its thumbnail, or the preview of a design. Never build this address:
        take it from the API.
        """
        query = request.query_params
        seconds = seconds_left_of_design(design_id, query)
        design = Design.objects.select_related("artwork").defer("documents").filter(pk=design_id)
        found = design.first() if seconds else None
        if found is None:
            raise NotFound
        if "placed" in query:
            return _preview(query["placed"], query["placement"], seconds)
        if found.artwork is None:
            raise NotFound
        return _artwork(found.artwork, query, f"design-{design_id}", seconds)


class PlacedPictureView(PictureView):
    @extend_schema(operation_id="designs_placed_picture", parameters=SIGNED, responses=PICTURES)
    def get(self, request: Request, sha256: str, placement: str) -> FileResponse:
        """What is printed on one placement. Never build this address: take it from the API."""
        seconds = seconds_left_of_preview(sha256, placement, request.query_params)
        if not seconds:
            raise NotFound
        return _preview(sha256, placement, seconds)


class ArtworkPictureView(PictureView):
    @extend_schema(
        operation_id="artworks_picture",
        parameters=[
            OpenApiParameter("size", enum=["picture", "screen", "thumbnail"], default="picture"),
            *SIGNED,
        ],
        responses=PICTURES,
    )
    def get(self, request: Request, sha256: str) -> FileResponse:
        """An uploaded picture, whole, for screens (2000 pixels a side at most) or as a thumbnail.
        Never build this address: take it from the API.
        """
        query = request.query_params
        seconds = seconds_left_of_artwork(sha256, query)
        artwork = Artwork.objects.filter(sha256=sha256).first() if seconds else None
        if artwork is None:
            raise NotFound
        return _artwork(artwork, query, f"picture-{sha256[:8]}", seconds)


def _artwork(
    artwork: Artwork, query: Mapping[str, str], file_name: str, seconds: int
) -> FileResponse:
    size = query.get("size", "picture")
    if size == "thumbnail":
        name, kind = artwork.thumbnail_name, "webp"
    elif size == "screen":
        name, kind = keep_screen_copy(artwork)
    else:
        name, kind = artwork.file_name, artwork.format
    return _as_response(name, kind, file_name=f"{file_name}.{kind}", seconds=seconds)


def _preview(sha256: str, placement: str, seconds: int) -> FileResponse:
    placed = PlacedDesign.objects.defer("documents").filter(pk=sha256).first()
    if placed is None or placement not in placed.placements:
        raise NotFound
    name = keep_preview(placed, placement)
    file_name = f"print-{sha256[:8]}-{placement}.webp"
    return _as_response(name, "webp", file_name=file_name, seconds=seconds)


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
