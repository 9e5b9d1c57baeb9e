"""Switches that make the next calls of the API go wrong."""

import threading
from dataclasses import asdict, dataclass, replace

from payments_sandbox.errors import Json

KINDS = ("delay", "dribble", "rate_limited", "reset", "server_error", "timeout")
MOMENTS = ("after", "before")
# What befalls no call of the API: it has to be meant by name.
INTERNAL = ("REFUND", "WEBHOOK")


@dataclass(frozen=True)
class Fault:
    """What befalls a call. `when`: before or after its effect. `seconds`: of delay or time-out, or
    the pause after each byte that dribbles. `path` is a prefix, or all of it when `exact`.
    """

    kind: str
    when: str = "before"
    times: int = 1
    seconds: float = 30.0
    method: str | None = None
    path: str | None = None
    exact: bool = False

    def concerns(self, method: str, path: str) -> bool:
        is_meant = self.method == method or (self.method is None and method not in INTERNAL)
        is_there = path == self.path if self.exact else path.startswith(self.path or "")
        return is_meant and is_there


class Faults:
    """Kept in memory: a restarted sandbox is a healthy one."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []
        self._lock = threading.Lock()

    def add(self, fault: Fault) -> None:
        with self._lock:
            self._waiting.append(fault)

    def take(self, method: str, path: str) -> Fault | None:
        """The first fault that concerns this call, used up by one."""
        with self._lock:
            for position, fault in enumerate(self._waiting):
                if fault.concerns(method, path):
                    left = replace(fault, times=fault.times - 1)
                    self._waiting[position : position + 1] = [left] if left.times else []
                    return fault
        return None

    def clear(self) -> None:
        with self._lock:
            self._waiting.clear()

    def describe(self) -> list[Json]:
        with self._lock:
            return [asdict(fault) for fault in self._waiting]
