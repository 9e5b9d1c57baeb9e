"""State on disk: every object is one JSON row, in the order of its making."""

import json
import secrets
import sqlite3
import string
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from payments_sandbox.errors import Json

LETTERS = string.ascii_letters + string.digits
TABLE = """
CREATE TABLE IF NOT EXISTS objects (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    json TEXT NOT NULL,
    UNIQUE (kind, id)
)
"""
INDEX = "CREATE INDEX IF NOT EXISTS objects_by_kind ON objects (kind, position)"
CHUNK = 200


def new_id(prefix: str, length: int = 24) -> str:
    return f"{prefix}_" + "".join(secrets.choice(LETTERS) for _ in range(length))


class Store:
    """One SQLite file, one writer at a time. Survives the killing of the process."""

    def __init__(self, folder: Path) -> None:
        """Raises sqlite3.OperationalError when another sandbox already uses the folder."""
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = threading.RLock()
        self._db = sqlite3.connect(
            folder / "payments_sandbox.sqlite3",
            isolation_level=None,
            check_same_thread=False,
            timeout=1,
        )
        self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.execute(TABLE)
        self._db.execute(INDEX)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, alone; nests by joining the outer one."""
        with self._lock:
            if self._db.in_transaction:
                yield
                return
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def put(self, kind: str, item: Json) -> Json:
        """Inserts or replaces; a replaced object keeps its place in lists."""
        with self._lock:
            self._db.execute(
                "INSERT INTO objects (kind, id, json) VALUES (?, ?, ?) "
                "ON CONFLICT (kind, id) DO UPDATE SET json = excluded.json",
                (kind, item["id"], json.dumps(item)),
            )
        return item

    def get(self, kind: str, item_id: str) -> Json | None:
        with self._lock:
            row = self._db.execute(
                "SELECT json FROM objects WHERE kind = ? AND id = ?", (kind, item_id)
            ).fetchone()
        return None if row is None else dict(json.loads(row[0]))

    def newest_first(self, kind: str, *, before: str | None = None) -> Iterator[Json]:
        """Those made before the object with that id, or all: read as far as they are asked for.

        Raises KeyError for an id that is not there.
        """
        position = self._position(kind, before) if before is not None else sys.maxsize
        while True:
            with self._lock:
                rows = self._db.execute(
                    "SELECT position, json FROM objects WHERE kind = ? AND position < ? "
                    "ORDER BY position DESC LIMIT ?",
                    (kind, position, CHUNK),
                ).fetchall()
            for _, text in rows:
                yield json.loads(text)
            if len(rows) < CHUNK:
                return
            position = rows[-1][0]

    def _position(self, kind: str, item_id: str) -> int:
        with self._lock:
            row = self._db.execute(
                "SELECT position FROM objects WHERE kind = ? AND id = ?", (kind, item_id)
            ).fetchone()
        if row is None:
            raise KeyError(item_id)
        return int(row[0])

    def delete(self, kind: str, item_id: str) -> None:
        with self._lock:
            self._db.execute("DELETE FROM objects WHERE kind = ? AND id = ?", (kind, item_id))

    def counts(self) -> dict[str, int]:
        with self._lock:
            rows = self._db.execute(
                "SELECT kind, count(*) FROM objects GROUP BY kind ORDER BY kind"
            ).fetchall()
        return dict(rows)

    def clear(self) -> None:
        with self._lock:
            self._db.execute("DELETE FROM objects")
