"""Limits on how often, counted by one statement each, so that parallel requests cannot pass."""

from dataclasses import dataclass
from hashlib import sha256
from time import time

from django.conf import settings
from django.db import connection
from rest_framework.exceptions import Throttled

from customkeeps.rest.models import RateCount
from customkeeps.rest.pruning import prune_when_due

# A window begins with its first count; the next count after its end begins a new one.
COUNT = """
INSERT INTO rest_ratecount (key, window_start, expires_at, count) VALUES {rows}
ON CONFLICT (key) DO UPDATE SET
  count = CASE WHEN rest_ratecount.expires_at <= excluded.window_start
    THEN excluded.count ELSE rest_ratecount.count + excluded.count END,
  window_start = CASE WHEN rest_ratecount.expires_at <= excluded.window_start
    THEN excluded.window_start ELSE rest_ratecount.window_start END,
  expires_at = CASE WHEN rest_ratecount.expires_at <= excluded.window_start
    THEN excluded.expires_at ELSE rest_ratecount.expires_at END
RETURNING key, count, expires_at
"""
ROW = "(%s, %s, %s, %s)"


@dataclass(frozen=True, slots=True)
class Limit:
    """`times` in `seconds`, for each key of `scope`; RATE_LIMIT_SCALE multiplies `times`."""

    scope: str
    times: int
    seconds: int

    @property
    def allowed(self) -> int:
        return max(1, int(self.times * settings.RATE_LIMIT_SCALE))

    def row_key(self, key: str) -> str:
        """Short whatever was typed, and readable by nobody."""
        return f"{self.scope}:{sha256(key.encode()).hexdigest()}"


def count(limit: Limit, key: str, *, checked: Limit | None = None) -> None:
    """Count one. Raises Throttled (429) when that is one too many.

    `checked` is one more limit of the same key, not counted: it must not be used up. Both are one
    statement. Not to be called inside a transaction that the refusal would roll back.
    """
    prune_when_due()
    now = int(time())
    limits = {limit.row_key(key): (limit, 1)}
    if checked is not None:
        limits[checked.row_key(key)] = (checked, 0)
    values: list[str | int] = []
    for row_key, (each, times) in limits.items():
        values += [row_key, now, now + each.seconds, times]
    with connection.cursor() as cursor:
        cursor.execute(COUNT.format(rows=", ".join([ROW] * len(limits))), values)
        for row_key, counted, expires_at in cursor.fetchall():
            each, times = limits[row_key]
            if counted - times >= each.allowed:
                raise Throttled(wait=expires_at - now)


def check(limit: Limit, key: str) -> None:
    """Raises Throttled (429) when the limit is used up; counts nothing."""
    now = int(time())
    row = RateCount.objects.filter(pk=limit.row_key(key), expires_at__gt=now).first()
    if row is not None and row.count >= limit.allowed:
        raise Throttled(wait=row.expires_at - now)


def forget(limit: Limit, key: str) -> None:
    """Begin anew: what was counted turned out harmless."""
    RateCount.objects.filter(pk=limit.row_key(key)).delete()


def forget_all(key: str) -> None:
    """What was counted of this key, in whatever scope."""
    RateCount.objects.filter(pk__endswith=f":{sha256(key.encode()).hexdigest()}").delete()
