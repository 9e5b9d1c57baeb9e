"""Every refusal of the API: `{"error": sentence, "code": machine_code, "fields"?: {…}, …}`."""

import logging
from collections.abc import Mapping
from math import ceil
from typing import Any

from django.core.exceptions import (
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.db import DataError, InterfaceError, OperationalError
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response

logger = logging.getLogger(__name__)

BIGGEST_ID = 2**63 - 1

# What is said where nobody has a better sentence: code and sentence by status.
WORDS = {
    400: ("bad_request", "We could not read that request. Check it and try again."),
    401: ("not_authenticated", "Please log in and try again."),
    403: ("forbidden", "You may not do that."),
    404: ("not_found", "We could not find that."),
    405: ("method_not_allowed", "That cannot be done here."),
    406: ("not_acceptable", "We can only answer in JSON."),
    409: ("conflict", "Something has changed in the meantime. Reload and try again."),
    413: ("too_large", "That is too large. Send something smaller."),
    415: ("unsupported_media_type", "Send JSON in UTF-8 (Content-Type: application/json)."),
    429: ("too_many_requests", "That was too often. Wait a moment and try again."),
    500: ("server_error", "Something went wrong on our side. Try again in a moment."),
    503: ("unavailable", "That is not available right now. Try again in a moment."),
}
# The first that fits counts.
DJANGOS_REFUSALS: tuple[tuple[type[Exception], int], ...] = (
    (Http404, 404),
    (PermissionDenied, 403),
    (RequestDataTooBig, 413),
    (SuspiciousOperation, 400),
)
# What Django raises while the database is away, starting, or too busy to let us in.
DATABASE_AWAY = (OperationalError, InterfaceError)
AWAY_RETRY_AFTER = {"Retry-After": "5"}
CHALLENGE = {"WWW-Authenticate": "Bearer"}


class ApiError(exceptions.APIException):
    """A refusal with a status, a code, a sentence and whatever keys the endpoint adds."""

    status_code = 400

    def __init__(
        self,
        code: str = "",
        message: str = "",
        *,
        fields: Mapping[str, list[str]] | None = None,
        headers: Mapping[str, str] | None = None,
        **extra: Any,
    ) -> None:
        default_code, default_message = WORDS[self.status_code]
        super().__init__(message or default_message, code or default_code)
        self.fields = fields
        self.headers = dict(headers or {})
        self.extra = extra

    def body(self) -> dict[str, Any]:
        return error_body(str(self.detail), str(self.get_codes()), fields=self.fields, **self.extra)


class Refused(ApiError):  # noqa: N818 (named by what the caller hears)
    """400: understood, and not possible as asked."""


class InvalidInput(ApiError):  # noqa: N818 (named by what the caller hears)
    """400 with one list of sentences for each wrong field."""

    def __init__(
        self, fields: Mapping[str, list[str]], code: str = "invalid_input", **extra: Any
    ) -> None:
        super().__init__(code, first_sentence(fields), fields=fields, **extra)


class Unauthenticated(ApiError):  # noqa: N818 (named by what the caller hears)
    """401, also from views that ask for no token."""

    status_code = 401

    def __init__(self, code: str = "", message: str = "", **extra: Any) -> None:
        super().__init__(code, message, headers=CHALLENGE, **extra)


class Forbidden(ApiError):  # noqa: N818 (named by what the caller hears)
    status_code = 403


class NotFound(ApiError):  # noqa: N818 (named by what the caller hears)
    """404: absent or someone else's, in the same bytes."""

    status_code = 404


class Conflict(ApiError):  # noqa: N818 (named by what the caller hears)
    """409: at odds with the present state."""

    status_code = 409


class TooLarge(ApiError):  # noqa: N818 (named by what the caller hears)
    status_code = 413


class Unavailable(ApiError):  # noqa: N818 (named by what the caller hears)
    """503: somebody whom we need does not answer; `retry_after` is in seconds."""

    status_code = 503

    def __init__(
        self, code: str = "", message: str = "", *, retry_after: int = 5, **extra: Any
    ) -> None:
        super().__init__(code, message, headers={"Retry-After": str(retry_after)}, **extra)


def error_body(
    error: str, code: str, *, fields: Mapping[str, list[str]] | None = None, **extra: Any
) -> dict[str, Any]:
    """The one shape of all refusals."""
    body: dict[str, Any] = {"error": error, "code": code}
    if fields is not None:
        body["fields"] = dict(fields)
    return body | extra


def status_body(status: int) -> dict[str, Any]:
    """The shape for a bare status code; unnamed ones speak as 400 or 500."""
    code, message = WORDS.get(status) or WORDS[500 if status >= 500 else 400]
    return error_body(message, code)


def first_sentence(fields: Mapping[str, list[str]]) -> str:
    """The first complaint as a sentence that stands alone: "Base color is required."."""
    for name, sentences in fields.items():
        for sentence in sentences:
            label = name.rsplit(".", 1)[-1].replace("_", " ").capitalize()
            return sentence.replace("This field", label, 1)
    return WORDS[400][1]


def flatten(detail: Any, prefix: str = "") -> dict[str, list[str]]:
    """REST framework's nested complaints as `{"address.city": ["…"]}`."""
    if isinstance(detail, Mapping):
        children = list(detail.items())
    elif isinstance(detail, list) and any(isinstance(each, (Mapping, list)) for each in detail):
        children = [(str(index), each) for index, each in enumerate(detail)]
    else:
        sentences = detail if isinstance(detail, list) else [detail]
        return {prefix or "non_field_errors": [str(each) for each in sentences]}
    flat: dict[str, list[str]] = {}
    for name, child in children:
        if child:
            flat.update(flatten(child, f"{prefix}.{name}" if prefix else str(name)))
    return flat


def handle_exception(exc: Exception, context: dict[str, Any]) -> Response:
    """REST framework's exception handler: any exception becomes a refusal in the one shape."""
    if isinstance(exc, ApiError):
        return Response(exc.body(), status=exc.status_code, headers=exc.headers)
    if isinstance(exc, exceptions.ValidationError):
        return handle_exception(InvalidInput(flatten(exc.detail)), context)
    status = _status_of(exc, context)
    body = status_body(status)
    if isinstance(exc, exceptions.ParseError):
        body["error"] = str(exc.detail)
    if status >= 500:
        logger.error("Unforeseen error in %s", context.get("view"), exc_info=exc)
    return Response(body, status=status, headers=_headers_of(exc))


def _status_of(exc: Exception, context: dict[str, Any]) -> int:
    if isinstance(exc, exceptions.APIException):
        return exc.status_code
    for kind, status in DJANGOS_REFUSALS:
        if isinstance(exc, kind):
            return status
    if isinstance(exc, DATABASE_AWAY):
        return 503
    if isinstance(exc, (DataError, OverflowError, UnicodeEncodeError)):
        return _status_of_unstorable_input(exc, context)
    return 500


def _status_of_unstorable_input(exc: Exception, context: dict[str, Any]) -> int:
    """The database cannot hold what was sent: in the address it names nothing, else it is wrong."""
    logger.warning("Input that the database refuses: %s", exc)
    return 404 if any(map(_is_unstorable, context.get("kwargs", {}).values())) else 400


def _is_unstorable(value: object) -> bool:
    if isinstance(value, int):
        return abs(value) > BIGGEST_ID
    return isinstance(value, str) and "\0" in value


def _headers_of(exc: Exception) -> dict[str, str]:
    wait = getattr(exc, "wait", None)  # of Throttled, in seconds
    if wait is not None:
        return {"Retry-After": str(max(1, ceil(wait)))}
    if isinstance(exc, DATABASE_AWAY):
        return AWAY_RETRY_AFTER
    if isinstance(exc, (exceptions.NotAuthenticated, exceptions.AuthenticationFailed)):
        return CHALLENGE
    return {}
