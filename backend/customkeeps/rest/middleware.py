"""Under /api/ nothing but JSON leaves, whoever refused the request; text leaves compressed."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

from customkeeps.rest.errors import AWAY_RETRY_AFTER, DATABASE_AWAY, WORDS, status_body

logger = logging.getLogger(__name__)

# Most answers are somebody's own, and stay on no disk; those that may say so themselves.
NOT_KEPT = "no-store"
KEPT_HEADERS = ("Allow", "Retry-After", "WWW-Authenticate", "Vary")


class GzipTextMiddleware(GZipMiddleware):
    """Django's, for text and bare fonts: pictures and archives are compressed already."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        kind = response.get("Content-Type", "").partition(";")[0]
        if kind in ("application/json", "font/ttf") or kind.startswith("text/"):
            return super().process_response(request, response)
        return response


class ApiErrorMiddleware:
    """Gives refusals by Django and its middleware (wrong host, unknown path) the API's shape, and
    tells browsers and proxies to keep no answer that says nothing about it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_api_path(request.path_info):
            return self.get_response(request)
        answer = self._answer(request)
        answer.headers.setdefault("Cache-Control", NOT_KEPT)
        return answer

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
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

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """503 from views that are not REST framework's, while the database is away."""
        return database_away(request, exception) if isinstance(exception, DATABASE_AWAY) else None


def database_away(request: HttpRequest, error: Exception) -> HttpResponseBase:
    """503, in the API's shape or in plain words."""
    logger.error("The database does not answer: %s", error)
    if is_api_path(request.path_info):
        return refusal(503, headers=AWAY_RETRY_AFTER)
    words = WORDS[503][1]
    return HttpResponse(words, "text/plain", status=503, headers=AWAY_RETRY_AFTER)


def is_api_path(path: str) -> bool:
    return path == "/api" or path.startswith("/api/")


def refusal(status: int, headers: dict[str, str] | None = None) -> JsonResponse:
    """A refusal that has nothing to add to its status, in the same bytes as REST framework's."""
    compact = {"separators": (",", ":")}
    return JsonResponse(
        status_body(status), status=status, json_dumps_params=compact, headers=headers
    )


def _is_json(response: HttpResponseBase) -> bool:
    return response.get("Content-Type", "").partition(";")[0] in ("", "application/json")
