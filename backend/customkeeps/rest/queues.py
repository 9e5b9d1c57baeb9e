"""Few at once of what costs much, so that some of a process's threads are left for the rest."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from customkeeps.rest.errors import Unavailable


class Queue:
    """Lets `at_once` work and `waiting` more wait, for a short while; refuses all others.

    In each process. `refusal` is what the others hear (503).
    """

    def __init__(
        self, at_once: int, waiting: int, patience_seconds: float, refusal: type[Unavailable]
    ) -> None:
        self.working = BoundedSemaphore(at_once)
        self.inside = BoundedSemaphore(at_once + waiting)
        self.patience_seconds = patience_seconds
        self.refusal = refusal

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Raises the refusal."""
        if not self.inside.acquire(blocking=False):
            raise self.refusal()
        try:
            if not self.working.acquire(timeout=self.patience_seconds):
                raise self.refusal()
            try:
                yield
            finally:
                self.working.release()
        finally:
            self.inside.release()
