"""Calls over the network that take no longer than they may, however the other side answers.

A socket's time-out starts anew with every byte, and looking up a name has none: so a call runs in
a thread of its own, which is given up when its time is over. While the other side stalls, further
calls are refused at once, so that there is always a thread left to serve everything else.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from queue import Empty, SimpleQueue
from threading import Condition, Thread
from time import monotonic
from typing import TypeVar

Answer = TypeVar("Answer")

# Of the four threads that a process serves with, one is left to everybody else.
MOST_AT_ONCE = 3
# Who has waited this long, waits for a side that stalls; two of them are enough to know.
STALLED_SECONDS, STALLED_CALLS = 2.0, 2
PATIENCE_SECONDS = 1.5
# A call that was given up may live on in its thread, looking up a name, say: no more than these.
MOST_GIVEN_UP = 20
# With less time left, asking is not worth it.
LEAST_SECONDS = 0.1

_end: ContextVar[float | None] = ContextVar("end", default=None)


class NoAnswerError(Exception):
    """The call was given up or not made. It may have had its effect, or have it later."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """All calls made inside end within these seconds, together. Also a decorator."""
    end = monotonic() + seconds
    earlier = _end.get()
    token = _end.set(end if earlier is None else min(end, earlier))
    try:
        yield
    finally:
        _end.reset(token)


class Calls:
    """The calls under way in this process, each with the time when it began."""

    def __init__(self) -> None:
        self._begun: dict[object, float] = {}
        self._threads = 0
        self._changed = Condition()

    def run(
        self,
        work: Callable[[], Answer],
        *,
        seconds: float,
        give_up: Callable[[], None] = lambda: None,
    ) -> Answer:
        """What `work` returns or raises. Raises NoAnswerError when that takes too long, after
        `give_up`, which should make `work` end.
        """
        end = min(monotonic() + seconds, _end.get() or float("inf"))
        with self._place(end):
            return self._in_thread(work, end - monotonic(), give_up)

    @contextmanager
    def _place(self, end: float) -> Iterator[None]:
        call = object()
        with self._changed:
            give_up_at = min(end, monotonic() + PATIENCE_SECONDS)
            while not self._is_stalled() and len(self._begun) >= MOST_AT_ONCE:
                if not self._changed.wait(give_up_at - monotonic()):
                    raise NoAnswerError("too many calls at once")
            if self._is_stalled():
                raise NoAnswerError("the calls under way get no answer")
            self._begun[call] = monotonic()
        try:
            yield
        finally:
            with self._changed:
                del self._begun[call]
                self._changed.notify_all()

    def _is_stalled(self) -> bool:
        long_ago = monotonic() - STALLED_SECONDS
        return sum(begun < long_ago for begun in self._begun.values()) >= STALLED_CALLS

    @contextmanager
    def _counted(self) -> Iterator[None]:
        """Around what a thread does, whoever still waits for it."""
        with self._changed:
            if self._threads > MOST_GIVEN_UP + MOST_AT_ONCE:
                raise NoAnswerError("too many calls that were given up have not ended")
            self._threads += 1
        try:
            yield
        finally:
            with self._changed:
                self._threads -= 1

    def _in_thread(
        self, work: Callable[[], Answer], seconds: float, give_up: Callable[[], None]
    ) -> Answer:
        if seconds < LEAST_SECONDS:
            raise NoAnswerError("no time left")
        outcome: SimpleQueue[tuple[Answer | None, BaseException | None]] = SimpleQueue()

        def run() -> None:
            try:
                with self._counted():
                    answer = work()
            except BaseException as error:
                outcome.put((None, error))
            else:
                outcome.put((answer, None))

        Thread(target=run, daemon=True).start()
        try:
            answer, error = outcome.get(timeout=seconds)
        except Empty:
            give_up()
            raise NoAnswerError("no answer in time") from None
        if error is not None:
            raise error
        return answer  # type: ignore[return-value]  # with no error it is what `work` returned
