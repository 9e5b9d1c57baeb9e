"""A shopper's designs and pictures (contract §3, Designs)."""

from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from customkeeps.accounts.authentication import signed_in
from customkeeps.designs import queries, saved
from customkeeps.designs.actions import accept_file
from customkeeps.designs.models import SavedDesign
from customkeeps.designs.serializers import (
    ANY_DESIGN,
    ArtworkSerializer,
    DuplicateInput,
    FileInput,
    NewDesignInput,
    SavedDesignSerializer,
    SharedDesignSerializer,
    ShareSerializer,
)
from customkeeps.rest.base_url import base_url
from customkeeps.rest.client_address import client_address
from customkeeps.rest.errors import BIGGEST_ID, InvalidInput
from customkeeps.rest.idempotency import idempotent
from customkeeps.rest.pagination import page_of
from customkeeps.rest.parsers import FormParser, LargeJSONParser
from customkeeps.rest.schema import PAGE, errors

KINDS = {"image/png": "png", "image/jpeg": "jpeg"}


class DesignListView(APIView):
    parser_classes = [LargeJSONParser, FormParser]

    @extend_schema(
        operation_id="designs_list",
        parameters=[*PAGE, OpenApiParameter("product", int, description="Only for this product.")],
        responses={200: SavedDesignSerializer(many=True), **errors(400, 401)},
    )
    def get(self, request: Request) -> Response:
        """The caller's saved designs, the one changed last first."""
        found = queries.saved_designs(signed_in(request))
        if "product" in request.query_params:
            found = found.filter(product=_product_id(request.query_params["product"]))
        rows, headers = page_of(found, request)
        address = base_url(request)
        body = [queries.saved_as_dict(row, base_url=address) for row in rows]
        return Response(body, headers=headers)

    @extend_schema(
        operation_id="designs_create",
        request={"application/json": NewDesignInput, "multipart/form-data": FileInput},
        responses={201: ANY_DESIGN, **errors(400, 401, 409, 413, 415, 429, 503)},
    )
    @idempotent
    def post(self, request: Request) -> Response:
        """Save a design, or upload a picture: the file of a form."""
        user, address = signed_in(request), base_url(request)
        if isinstance(request.data, QueryDict):
            data, kind = _picture_of(request)
            design = accept_file(user=user, data=data, declared_format=kind, field="file")
            return Response(queries.picture_as_dict(design, base_url=address), status=201)
        given = NewDesignInput(data=request.data)
        given.is_valid(raise_exception=True)
        row = saved.save_design(user=user, wanted=saved.Wanted.of(given.validated_data))
        return Response(_whole(request, row), status=201)


class DuplicateView(APIView):
    @extend_schema(
        operation_id="designs_duplicate",
        request=DuplicateInput,
        responses={201: SavedDesignSerializer, **errors(400, 401, 404, 409, 413, 415)},
    )
    @idempotent
    def post(self, request: Request, design_id: UUID) -> Response:
        """A copy of a saved design, to go on with."""
        data = DuplicateInput(data=request.data)
        data.is_valid(raise_exception=True)
        name = data.validated_data["name"]
        user = signed_in(request)
        copy = saved.duplicate_design(user=user, design_id=design_id, name=name)
        return Response(_whole(request, copy), status=201)


class ShareView(APIView):
    @extend_schema(
        operation_id="designs_share",
        request=None,
        responses={200: ShareSerializer, **errors(401, 404)},
    )
    def post(self, request: Request, design_id: UUID) -> Response:
        """A link with which anybody may look at a saved design as it is, and as it becomes."""
        token = saved.share_design(user=signed_in(request), design_id=design_id)
        return Response({"url": queries.share_url(token), "token": token})

    @extend_schema(operation_id="designs_unshare", responses={204: None, **errors(401, 404)})
    def delete(self, request: Request, design_id: UUID) -> Response:
        """The link is good for nothing from now on."""
        saved.unshare_design(user=signed_in(request), design_id=design_id)
        return Response(status=204)


class SharedDesignView(APIView):
    """Whoever has the token may look."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="designs_shared", responses={200: SharedDesignSerializer, **errors(404, 429)}
    )
    def get(self, request: Request, token: str) -> Response:
        """A design that its owner shares."""
        row = queries.find_shared_design(token=token, address=client_address(request))
        headers = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
        return Response(queries.shared_as_dict(row, base_url=base_url(request)), headers=headers)


class ArtworkView(APIView):
    @extend_schema(
        operation_id="artworks_retrieve", responses={200: ArtworkSerializer, **errors(401, 404)}
    )
    def get(self, request: Request, sha256: str) -> Response:
        """A picture of the caller's, with fresh links."""
        artwork = queries.own_artwork(signed_in(request), sha256)
        return Response(queries.artwork_as_dict(artwork, base_url=base_url(request)))


def _whole(request: Request, row: SavedDesign) -> dict[str, Any]:
    whole = queries.saved_design(signed_in(request), row.pk)
    return queries.whole_saved_as_dict(whole, base_url=base_url(request))


def _picture_of(request: Request) -> tuple[bytes, str]:
    """The file's bytes and its format, as the form declares it."""
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise InvalidInput({"file": ["Choose a picture."]})
    kind = KINDS.get((file.content_type or "").lower())
    if kind is None:
        raise InvalidInput({"file": ["Send a PNG or JPEG picture."]}, code="invalid_picture")
    return file.read(), kind


def _product_id(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > BIGGEST_ID:
        raise InvalidInput({"product": ["Give the number of a product."]})
    return int(text)
