"""The limit on all that a user does together: 600 requests a minute (contract §9).

Each process counts by itself and tells the common count in thirtieths of the limit, so that an
ordinary shopper's minute costs no statement. What it has not told yet when its own minute ends is
forgotten, so up to a thirtieth more may pass of each process.
"""

from collections import Counter
from threading import Lock
from time import monotonic
from typing import Any

from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from customkeeps.rest import counts
from customkeeps.rest.counts import Tally
from customkeeps.rest.throttling import Limit

REQUESTS = Limit("request", times=600, seconds=60)
PARTS = 30


class Untold:
    """What a process has counted of each user and not told yet, and until when it refuses whom."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.forget()

    def forget(self) -> None:
        self._refused_until: dict[str, float] = {}
        self._begin(monotonic())

    def _begin(self, now: float) -> None:
        """Another minute of this process's. Whoever is refused still is."""
        self._began, self._times = now, Counter[str]()
        refused = self._refused_until.items()
        self._refused_until = {key: until for key, until in refused if until > now}

    def count(self, key: str) -> float:
        """One more. How many seconds to wait; 0 when it may pass."""
        part = max(1, REQUESTS.allowed // PARTS)
        with self._lock:
            now = monotonic()
            if now - self._began >= REQUESTS.seconds:
                self._begin(now)
            left = self._refused_until.get(key, now) - now
            if left > 0:
                return left
            self._times[key] += 1
            if self._times[key] < part:
                return 0.0
            del self._times[key]
        return self._tell(key, part)

    def _tell(self, key: str, part: int) -> float:
        """The part that fills the limit still passes."""
        [found] = counts.add([Tally(REQUESTS.row_key(key), part, REQUESTS.seconds)])
        if found.times >= REQUESTS.allowed:
            with self._lock:
                self._refused_until[key] = monotonic() + found.seconds_left
        return float(found.seconds_left) if found.times > REQUESTS.allowed else 0.0


UNTOLD = Untold()


class EveryRequest(BaseThrottle):
    """For all views; who calls without a token is counted by none, or by the view itself."""

    def allow_request(self, request: Request, view: Any) -> bool:  # noqa: ARG002 (the library's)
        self.seconds = UNTOLD.count(str(request.user.pk)) if request.user else 0.0
        return not self.seconds

    def wait(self) -> float:
        return self.seconds
