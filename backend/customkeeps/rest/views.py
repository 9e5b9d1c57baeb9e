"""Addresses of the API that belong to no part of the shop."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from drf_spectacular.views import SpectacularJSONAPIView, SpectacularSwaggerSplitView

from customkeeps.rest.middleware import refusal


class SchemaView(SpectacularJSONAPIView):
    """The OpenAPI 3.1 document, for everyone."""

    authentication_classes = []


class DocsView(SpectacularSwaggerSplitView):
    """The same to read and to try, from files that we serve ourselves; no script is inline."""

    authentication_classes = []


@csrf_exempt
def unknown_address(_request: HttpRequest) -> JsonResponse:
    """Whatever is asked under /api/ and is nothing."""
    return refusal(404)
