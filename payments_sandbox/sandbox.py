"""One running sandbox: its state on disk, its switches, and one call being answered."""

import time
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from payments_sandbox.errors import Json
from payments_sandbox.faults import Faults
from payments_sandbox.idempotency import KeysInUse
from payments_sandbox.store import Store


@dataclass
class Sandbox:
    store: Store
    processing_seconds: float = 5.0
    faults: Faults = field(default_factory=Faults)
    keys_in_use: KeysInUse = field(default_factory=KeysInUse)
    work_waits: Event = field(default_factory=Event)
    stopping: Event = field(default_factory=Event)

    @classmethod
    def open(cls, folder: Path, *, processing_seconds: float) -> "Sandbox":
        return cls(Store(folder), processing_seconds)


@dataclass(frozen=True)
class Call:
    """A request whose parameters have been checked. `publishable`: sent with a pk_test_ key."""

    sandbox: Sandbox
    params: Json
    ids: tuple[str, ...] = ()
    request_id: str | None = None
    idempotency_key: str | None = None
    publishable: bool = False

    @property
    def store(self) -> Store:
        return self.sandbox.store


def now() -> int:
    return int(time.time())
