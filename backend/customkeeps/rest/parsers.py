"""JSON read strictly: what is ambiguous or cannot be stored is refused before any view sees it.

Forms that carry a file are read here too, within the same limits.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from io import BytesIO
from typing import IO, Any, NoReturn

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParser, MultiPartParserError
from rest_framework.exceptions import ParseError, UnsupportedMediaType
from rest_framework.parsers import BaseParser, DataAndFiles
from rest_framework.request import Request

from customkeeps.rest.errors import TooLarge

MAX_DEPTH = 32
MAX_NUMBER_LENGTH = 400
MAX_EXPONENT = 300


class StrictJSONParser(BaseParser):
    """Bodies up to MAX_BODY_BYTES that are one JSON object in UTF-8; an empty body is `{}`.

    Refuses with 400, 413 (too large) or 415 (another charset). Fractions become Decimal.
    """

    media_type = "application/json"
    limit_setting = "MAX_BODY_BYTES"

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,  # noqa: ARG002 (given by REST framework)
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        request: Request = (parser_context or {})["request"]
        _require_utf8(request)
        return read_object(read_body(stream, request, getattr(settings, self.limit_setting)))


class LargeJSONParser(StrictJSONParser):
    """The same, up to MAX_DESIGN_BODY_BYTES, for requests that carry a picture."""

    limit_setting = "MAX_DESIGN_BODY_BYTES"


class _InMemory(MemoryFileUploadHandler):
    """Django's would write what is large to a disk."""

    def handle_raw_input(self, *_: Any, **__: Any) -> None:
        self.activated = True


class FormParser(BaseParser):
    """Forms with a file, up to MAX_DESIGN_BODY_BYTES. Refuses with 400 or 413."""

    media_type = "multipart/form-data"

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        request: Request = (parser_context or {})["request"]
        body = read_body(stream, request, settings.MAX_DESIGN_BODY_BYTES)
        stated = {"CONTENT_TYPE": media_type, "CONTENT_LENGTH": str(len(body))}
        try:
            form = MultiPartParser(stated, BytesIO(body), [_InMemory()], "utf-8")
            data, files = form.parse()
        except (MultiPartParserError, SuspiciousOperation) as error:
            raise ParseError("The request is not a form that we can read.") from error
        return DataAndFiles(data, files)


def read_body(stream: IO[bytes], request: Request, limit: int) -> bytes:
    """All of it. Raises TooLarge (413), before reading where the caller says so."""
    if stated_length(request) > limit:
        raise TooLarge
    body = stream.read(limit + 1)
    if len(body) > limit:
        raise TooLarge
    return body


def stated_length(request: Request | HttpRequest) -> int:
    """How many bytes the caller says to send; 0 for what is no number."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def read_object(body: bytes) -> dict[str, Any]:
    """One JSON object. Raises ParseError (400) for anything else."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ParseError("The request is not valid UTF-8.") from error
    if not text.strip(" \t\r\n"):
        return {}
    try:
        value = json.loads(
            text,
            parse_float=_number,
            parse_int=_whole_number,
            parse_constant=_refuse_constant,
            object_pairs_hook=_without_duplicates,
        )
    except RecursionError as error:
        raise ParseError("The request is nested too deeply.") from error
    except ValueError as error:
        raise ParseError("The request is not valid JSON.") from error
    if not isinstance(value, dict):
        raise ParseError("Send a JSON object.")
    _check(value)
    return value


def _require_utf8(request: Request) -> None:
    charset = (request._request.content_params or {}).get("charset", "utf-8")
    if charset.strip("\"'").lower() not in ("utf-8", "utf8"):
        raise UnsupportedMediaType(request.content_type)


def _number(text: str) -> Decimal:
    with suppress(InvalidOperation):
        number = Decimal(text[: MAX_NUMBER_LENGTH + 1])
        if len(text) <= MAX_NUMBER_LENGTH and abs(number.adjusted()) <= MAX_EXPONENT:
            return number
    raise ParseError("A number in the request is out of range.")


def _whole_number(text: str) -> int:
    if len(text) > MAX_NUMBER_LENGTH:
        raise ParseError("A number in the request is out of range.")
    return int(text)


def _refuse_constant(name: str) -> NoReturn:
    raise ParseError(f"{name} is not a number that JSON knows.")


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ParseError("The request names the same key twice.")
    return members


def _check(value: dict[str, Any]) -> None:
    """Depth and text, without recursion of our own."""
    pending: list[tuple[Any, int]] = [(value, 1)]
    while pending:
        item, depth = pending.pop()
        if isinstance(item, str):
            _check_text(item)
        elif isinstance(item, (dict, list)):
            if depth > MAX_DEPTH:
                raise ParseError("The request is nested too deeply.")
            if isinstance(item, dict):
                pending.extend((key, depth) for key in item)
                item = item.values()
            pending.extend((child, depth + 1) for child in item)


def _check_text(text: str) -> None:
    if "\0" in text:
        raise ParseError("Text in the request contains a NUL character.")
    if not text.isascii():
        try:
            text.encode("utf-8")
        except UnicodeEncodeError as error:
            raise ParseError("Text in the request contains half a character.") from error
