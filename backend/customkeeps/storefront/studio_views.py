"""The studio's fonts, clipart and templates: the same for everyone, and kept by browsers."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from customkeeps.rest.base_url import base_url
from customkeeps.rest.errors import NotFound
from customkeeps.rest.schema import errors
from customkeeps.storefront.caching import FOR_EVER
from customkeeps.storefront.studio_packs import (
    clipart_index,
    clipart_pieces,
    clipart_version,
    font_file,
    font_index,
    font_version,
    template_index,
    template_version,
)
from customkeeps.storefront.studio_serializers import (
    ClipartIndexSerializer,
    FontIndexSerializer,
    PiecesAskedSerializer,
    PiecesSerializer,
    TemplateIndexSerializer,
    VersionAskedSerializer,
)

# Its address may send another version one day: browsers ask whether theirs still is the one.
ASKED_AGAIN = "public, no-cache"
JSON = "application/json"


class StudioView(APIView):
    authentication_classes = ()
    permission_classes = (AllowAny,)


def kept(request: Request, content: bytes, version: str) -> HttpResponseBase:
    """JSON that is kept for ever under an address with its version, else confirmed each time."""
    asked = request.query_params.get("v")
    answer = HttpResponse(content, JSON)
    answer["Cache-Control"] = FOR_EVER if asked == version else ASKED_AGAIN
    answer["ETag"] = etag = quote_etag(version)
    unchanged = get_conditional_response(request, etag=etag, response=answer)
    return unchanged or answer


def read_query(serializer: type[Serializer[dict[str, Any]]], request: Request) -> dict[str, Any]:
    query = serializer(data=request.query_params)
    query.is_valid(raise_exception=True)
    return query.validated_data


class FontListView(StudioView):
    @extend_schema(
        operation_id="studio_fonts_list",
        parameters=[VersionAskedSerializer],
        responses={200: FontIndexSerializer, **errors(400)},
    )
    def get(self, request: Request) -> HttpResponseBase:
        """The faces that words may be set in."""
        read_query(VersionAskedSerializer, request)
        return kept(request, font_index(base_url(request)), font_version())


class FontFileView(StudioView):
    @extend_schema(
        operation_id="studio_fonts_file",
        responses={(200, "font/ttf"): OpenApiTypes.BINARY, **errors(404)},
    )
    def get(self, request: Request, face_id: str, digest: str) -> HttpResponse:  # noqa: ARG002 (the same for everyone)
        """One face. Never build this address: take it from the list."""
        content = font_file(face_id, digest)
        if content is None:
            raise NotFound()
        return HttpResponse(content, "font/ttf", headers={"Cache-Control": FOR_EVER})


class ClipartListView(StudioView):
    @extend_schema(
        operation_id="studio_clipart_list",
        parameters=[VersionAskedSerializer],
        responses={200: ClipartIndexSerializer, **errors(400)},
    )
    def get(self, request: Request) -> HttpResponseBase:
        """What pieces there are, to search in; without their drawings."""
        read_query(VersionAskedSerializer, request)
        return kept(request, clipart_index(), clipart_version())


class ClipartPiecesView(StudioView):
    @extend_schema(
        operation_id="studio_clipart_pieces",
        parameters=[PiecesAskedSerializer],
        responses={200: PiecesSerializer, **errors(400)},
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Some pieces with their drawings; ids that are unknown are left out."""
        query = read_query(PiecesAskedSerializer, request)
        return kept(request, clipart_pieces(query["ids"]), clipart_version())


class TemplateListView(StudioView):
    @extend_schema(
        operation_id="studio_templates_list",
        parameters=[VersionAskedSerializer],
        responses={200: TemplateIndexSerializer, **errors(400)},
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Designs to start from, for a print area of 300 by 400 mm."""
        read_query(VersionAskedSerializer, request)
        return kept(request, template_index(), template_version())
