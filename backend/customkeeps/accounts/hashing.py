"""Hashing a password costs a tenth of a second of a processor and 100 MiB, on purpose.

So few are hashed at once, and of a process's threads some are always left for the rest of the shop.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from customkeeps.rest.errors import Unavailable

# In each process; those served by four threads keep one for everything else.
AT_ONCE = 2
WAITING = 1
PATIENCE_SECONDS = 1.0


class TooManyAtOnce(Unavailable):
    """503: too many people log in at this moment."""

    def __init__(self) -> None:
        super().__init__(
            "too_many_logins",
            "Too many people are logging in right now. Try again in a few seconds.",
            retry_after=3,
        )


class Queue:
    """Lets `at_once` work and `waiting` more wait, for a short while; refuses all others."""

    def __init__(self, at_once: int, waiting: int, patience_seconds: float) -> None:
        self.working = BoundedSemaphore(at_once)
        self.inside = BoundedSemaphore(at_once + waiting)
        self.patience_seconds = patience_seconds

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Raises TooManyAtOnce (503)."""
        if not self.inside.acquire(blocking=False):
            raise TooManyAtOnce
        try:
            if not self.working.acquire(timeout=self.patience_seconds):
                raise TooManyAtOnce
            try:
                yield
            finally:
                self.working.release()
        finally:
            self.inside.release()


HASHING = Queue(AT_ONCE, WAITING, PATIENCE_SECONDS)
