"""`Idempotency-Key`: a repeated request gets the first answer instead of a second effect."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from hashlib import sha256
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.crypto import salted_hmac
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from customkeeps.rest.errors import Conflict, InvalidInput
from customkeeps.rest.models import IdempotentAnswer
from customkeeps.rest.pruning import prune_when_due

PRINTABLE = re.compile(r"[\x21-\x7e]([\x20-\x7e]{0,253}[\x21-\x7e])?")
# A request still at work after this long has died with its process.
ABANDONED_AFTER = timedelta(seconds=120)

Method = Callable[..., Response]


def idempotent(post: Method) -> Method:
    """For a view's method that creates something. Costs no statement without the header.

    Replays status and body of the first answer for a day. Refusals are not kept: they changed
    nothing, and what stood in the way may be gone. Raises Conflict (409) for another body, or
    while the first is still at work.
    """

    @wraps(post)
    def wrapper(view: APIView, request: Request, *args: Any, **kwargs: Any) -> Response:
        key = request.headers.get("Idempotency-Key")
        if key is None:
            return post(view, request, *args, **kwargs)
        if not PRINTABLE.fullmatch(key):
            raise InvalidInput({"Idempotency-Key": ["Give 1 to 255 printable ASCII characters."]})
        answer = _begin(request, key)
        if answer.status is not None:
            return Response(json.loads(answer.body) if answer.body else None, answer.status)
        return _run(answer, view, lambda: post(view, request, *args, **kwargs))

    return wrapper


def _run(answer: IdempotentAnswer, view: APIView, post: Callable[[], Response]) -> Response:
    try:
        response = post()
    except Exception as error:  # its answer, as it would be outside
        response = view.handle_exception(error)
    if response.status_code >= 400:
        answer.delete()
        return response
    body = "" if response.data is None else JSONRenderer().render(response.data).decode()
    # Whoever asked may have been erased meanwhile, and all that was remembered of them.
    IdempotentAnswer.objects.filter(pk=answer.pk).update(status=response.status_code, body=body)
    return response


def _begin(request: Request, key: str) -> IdempotentAnswer:
    """A fresh row that is ours to answer, or the answered one."""
    prune_when_due()
    scope = str(request.user.pk) if request.user else "anonymous"
    fingerprint = _fingerprint(request)
    now = timezone.now()
    try:
        with transaction.atomic():
            return IdempotentAnswer.objects.create(
                scope=scope, key=key, fingerprint=fingerprint, started_at=now
            )
    except IntegrityError:
        row = IdempotentAnswer.objects.filter(scope=scope, key=key).first()
    if row is None:
        raise _in_progress()
    if row.fingerprint != fingerprint:
        raise Conflict("idempotency_key_reused", "That Idempotency-Key belongs to another request.")
    if row.status is None and not _take_over(row):
        raise _in_progress()
    return row


def _take_over(row: IdempotentAnswer) -> bool:
    """Whether an abandoned row is now ours: only one of several that try gets it."""
    now = timezone.now()
    if row.started_at > now - ABANDONED_AFTER:
        return False
    same = IdempotentAnswer.objects.filter(pk=row.pk, status=None, started_at=row.started_at)
    return same.update(started_at=now) == 1


def _in_progress() -> Conflict:
    return Conflict(
        "idempotency_in_progress",
        "We are still working on that request. Try again in a moment.",
        headers={"Retry-After": "1"},
    )


def _fingerprint(request: Request) -> str:
    """Method, path and body; keyed, because bodies may hold passwords."""
    data = dict(request.data.lists()) if isinstance(request.data, QueryDict) else request.data
    body = json.dumps(data, sort_keys=True, default=_plain)
    text = f"{request.method} {request.path}\n{body}"
    return salted_hmac("idempotency", text, algorithm="sha256").hexdigest()


def _plain(value: Any) -> str:
    if not isinstance(value, UploadedFile):
        return str(value)
    digest = sha256()
    for chunk in value.chunks():
        digest.update(chunk)
    value.seek(0)
    return digest.hexdigest()
