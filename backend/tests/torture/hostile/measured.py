"""How much memory and processor each process takes that is started with `subprocess.run`."""

import os
import subprocess
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar

TICKS = os.sysconf("SC_CLK_TCK")


class Measured(subprocess.Popen[Any]):
    """Looks at the kernel's high-water mark until the end.

    `ended`: (bytes of memory at most, seconds of processor) of each. One that exceeds `most_bytes`
    or `most_seconds` has shown enough, and is killed.
    """

    ended: ClassVar[list[tuple[int, float]]] = []
    most_bytes = 600_000_000
    most_seconds = 2.7

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.peak_bytes, self.cpu_seconds = 0, 0.0
        self.watching = threading.Thread(target=self._watch)
        self.watching.start()

    def _watch(self) -> None:
        # A process that has ended and was not waited for yet is still there, without memory.
        while (now := memory_of(self.pid)) is not None:
            self.peak_bytes = max(self.peak_bytes, now)
            self.cpu_seconds = max(self.cpu_seconds, processor_of(self.pid))
            if self.peak_bytes > self.most_bytes or self.cpu_seconds > self.most_seconds:
                with suppress(ProcessLookupError):
                    os.kill(self.pid, 9)
            time.sleep(0.004)

    def _try_wait(self, wait_flags: int) -> tuple[int, int]:
        """What `wait` calls; the kernel's sum of the processor's time comes with the ending."""
        pid, status, usage = os.wait4(self.pid, wait_flags)
        if pid == self.pid:
            self.watching.join()
            seconds = max(self.cpu_seconds, usage.ru_utime + usage.ru_stime)
            self.ended.append((self.peak_bytes, seconds))
        return pid, status


def memory_of(pid: int) -> int | None:
    """The most that was ever in memory, in bytes; None when it has ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return None


def processor_of(pid: int) -> float:
    with suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS
    return 0.0
