"""Limits on how often, counted so that parallel requests cannot pass (`counts`)."""

from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from rest_framework.exceptions import Throttled

from customkeeps.rest import counts
from customkeeps.rest.counts import Tally


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

    `checked` is one more limit of the same key, not counted: it must not be used up. Both are
    counted at once. Not to be called inside a transaction that the refusal would roll back.
    """
    limits = [(limit, 1)] if checked is None else [(limit, 1), (checked, 0)]
    counted = counts.add(Tally(each.row_key(key), times, each.seconds) for each, times in limits)
    for (each, times), found in zip(limits, counted, strict=True):
        if found.times - times >= each.allowed:
            raise Throttled(wait=found.seconds_left)


def check(limit: Limit, key: str) -> None:
    """Raises Throttled (429) when the limit is used up; counts nothing."""
    found = counts.look(limit.row_key(key))
    if found.times >= limit.allowed:
        raise Throttled(wait=found.seconds_left)


def forget(limit: Limit, key: str) -> None:
    """Begin anew: what was counted turned out harmless."""
    counts.forget(limit.row_key(key))


def forget_all(key: str) -> None:
    """What was counted of this key, in whatever scope."""
    counts.forget_ending(f":{sha256(key.encode()).hexdigest()}")
