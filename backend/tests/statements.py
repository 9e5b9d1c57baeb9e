"""Counting SQL statements."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

NOT_COUNTED = (
    # Beginning and ending a transaction; within a test's own transaction these are savepoints.
    "SAVEPOINT",
    "RELEASE",
    "BEGIN",
    "COMMIT",
)


def statements_of(call: Callable[[], Any]) -> list[str]:
    """The statements that the call sends: every read and write."""
    with CaptureQueriesContext(connection) as captured:
        call()
    return [query["sql"] for query in captured if not query["sql"].startswith(NOT_COUNTED)]
