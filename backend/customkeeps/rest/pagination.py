"""Lists are bare arrays; `?limit=` and `?offset=` cut them, `Link: rel="next"` leads on."""

import re
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import QueryDict
from rest_framework.request import Request

from customkeeps.rest.base_url import base_url
from customkeeps.rest.errors import InvalidInput

MAX_LIMIT = 100
MAX_OFFSET = 1_000_000_000
DIGITS = re.compile(r"[0-9]{1,10}")

Row = TypeVar("Row", bound=Model)


def page_of(queryset: QuerySet[Row], request: Request) -> tuple[list[Row], dict[str, str]]:
    """The rows asked for, and the headers to send along. Raises InvalidInput for a bad number.

    One row more than asked for is fetched instead of counting them all.
    """
    limit = _number(request.query_params, "limit", default=MAX_LIMIT, low=1, high=MAX_LIMIT)
    offset = _number(request.query_params, "offset", default=0, low=0, high=MAX_OFFSET)
    rows = list(queryset[offset : offset + limit + 1])
    if len(rows) <= limit:
        return rows, {}
    query = request.query_params.copy()
    query["limit"], query["offset"] = str(limit), str(offset + limit)
    address = f"{base_url(request)}{request.path}?{query.urlencode()}"
    return rows[:limit], {"Link": f'<{address}>; rel="next"'}


def _number(query: QueryDict, name: str, *, default: int, low: int, high: int) -> int:
    text = query.get(name)
    if text is None:
        return default
    if not DIGITS.fullmatch(text) or not low <= int(text) <= high:
        raise InvalidInput({name: [f"Give a whole number from {low} to {high}."]})
    return int(text)
