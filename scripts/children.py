"""Processes that live and end together, each with a process group of its own."""

import contextlib
import ctypes
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

GRACE_SECONDS = 10.0
KEPT_LINES = 200
PR_SET_PDEATHSIG = 1
# Loaded before any fork: between fork and exec nothing may wait for a lock.
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


class StoppedError(BaseException):
    """Somebody asked this program to end; no `except Exception` takes it for a failure."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.exit_code = 128 + number


@contextlib.contextmanager
def stop_on_signals() -> Iterator[None]:
    """Within it Ctrl-C, SIGTERM and a closed terminal raise StoppedError: all is cleared up."""

    def stop(number: int, _frame: FrameType | None) -> None:
        # Once is enough: clearing up must not be interrupted half-way.
        for each in signals:
            signal.signal(each, signal.SIG_IGN)
        raise StoppedError(number)

    signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, stop) for number in signals}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class Child:
    """A running process. Its last lines are kept, and shown with its name unless it is quiet."""

    def __init__(
        self,
        name: str,
        command: list[str],
        *,
        folder: Path,
        environment: dict[str, str] | None = None,
        quiet: bool = False,
    ) -> None:
        self.name, self.quiet = name, quiet
        self.last_words: deque[str] = deque(maxlen=KEPT_LINES)
        self.process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, "NO_COLOR": "1", **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            process_group=0,
            preexec_fn=_end_with_parent,  # noqa: PLW1509 (one system call, nothing that locks)
        )
        self._reader = threading.Thread(target=self._pass_on, daemon=True)
        self._reader.start()

    def end(self) -> None:
        """End the whole group: politely first, then not."""
        self._signal(signal.SIGTERM)
        deadline = time.monotonic() + GRACE_SECONDS
        while self._lives() and time.monotonic() < deadline:
            time.sleep(0.05)
        self._signal(signal.SIGKILL)
        self.process.wait()
        self._reader.join(timeout=1)

    def wait(self) -> int:
        """The exit code as a shell has it, once the process has ended and is read out."""
        code = self.process.wait()
        self._reader.join(timeout=1)
        return code if code >= 0 else 128 - code

    def _signal(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)

    def _lives(self) -> bool:
        """Whether anything of the group is left."""
        self.process.poll()
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def _pass_on(self) -> None:
        if self.process.stdout is None:
            return
        with self.process.stdout as lines:
            for line in lines:
                self.last_words.append(line)
                if not self.quiet:
                    print(f"{self.name:>8} | {line.rstrip()}", flush=True)


class Family:
    """Children that end when one of them does, or when the `with` block is left."""

    def __init__(self) -> None:
        self._children: dict[str, Child] = {}
        self._ended: queue.SimpleQueue[Child] = queue.SimpleQueue()

    def __enter__(self) -> "Family":
        return self

    def __exit__(self, *_: object) -> None:
        # The first to start is needed by the others, so it ends last.
        for child in reversed(self._children.values()):
            child.end()

    def add(self, child: Child) -> None:
        self._children[child.name] = child
        threading.Thread(target=self._watch, args=(child,), daemon=True).start()

    def end(self, name: str) -> None:
        """End one child on purpose; the others live on."""
        self._children.pop(name).end()

    def wait(self, seconds: float | None = None) -> Child | None:
        """The next child that has ended by itself; None when none has in that many seconds."""
        try:
            child = self._ended.get(timeout=seconds)
        except queue.Empty:
            return None
        return child if child in self._children.values() else None

    def _watch(self, child: Child) -> None:
        child.process.wait()
        self._ended.put(child)


def _end_with_parent() -> None:
    """In the child: ask Linux for SIGTERM when the parent dies without a chance to clear up."""
    if LIBC is not None:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
