"""Under /api/ nothing but JSON leaves, whoever refused the request; text leaves compressed."""

from collections.abc import Callable

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

from customkeeps.rest.errors import status_body

KEPT_HEADERS = ("Allow", "Retry-After", "WWW-Authenticate", "Vary")


class GzipTextMiddleware(GZipMiddleware):
    """Django's, for text only: pictures and archives are compressed already."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        kind = response.get("Content-Type", "").partition(";")[0]
        if kind == "application/json" or kind.startswith("text/"):
            return super().process_response(request, response)
        return response


class ApiErrorMiddleware:
    """Gives refusals by Django and its middleware (wrong host, unknown path) the API's shape."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_api_path(request.path_info):
            return self.get_response(request)
        if "\0" in request.path_info:
            return refusal(404)
        if "%00" in request.META.get("QUERY_STRING", ""):
            return refusal(400)
        response = self.get_response(request)
        if response.status_code < 400 or _is_json(response):
            return response
        answer = refusal(response.status_code)
        for name in KEPT_HEADERS:
            if name in response:
                answer[name] = response[name]
        return answer


def is_api_path(path: str) -> bool:
    return path == "/api" or path.startswith("/api/")


def refusal(status: int) -> JsonResponse:
    """A refusal that has nothing to add to its status, in the same bytes as REST framework's."""
    compact = {"separators": (",", ":")}
    return JsonResponse(status_body(status), status=status, json_dumps_params=compact)


def _is_json(response: HttpResponseBase) -> bool:
    return response.get("Content-Type", "").partition(";")[0] in ("", "application/json")
