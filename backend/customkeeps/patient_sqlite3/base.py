"""SQLite lets one writer in at a time, and the others look again whether it is their turn.

By itself it looks less and less often, ten times a second in the end, so that under load the lock
is free most of the time while everybody sleeps. Here they look every millisecond.
"""

import sqlite3
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db.backends.sqlite3 import base

PAUSE_SECONDS = 0.001
# SQLite's own waiting before each look; not longer than the pause.
BUSY_MILLISECONDS = 1
# The part of an error code that says what kind it is; the rest tells kinds of busy apart.
PRIMARY = 0xFF


class DatabaseWrapper(base.DatabaseWrapper):
    """`OPTIONS["timeout"]`: how many seconds a writer waits for its turn."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> sqlite3.Connection:
        connection: sqlite3.Connection = super().get_new_connection(conn_params)
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        return connection

    def create_cursor(self, name: Any = None) -> "PatientCursor":  # noqa: ARG002 (Django says so)
        patience = self.settings_dict["OPTIONS"]["timeout"]
        cursor: PatientCursor = self.connection.cursor(factory=partial(PatientCursor, patience))
        return cursor


class PatientCursor(base.SQLiteCursorWrapper):
    """Tries again what only begins: BEGIN IMMEDIATE, or a statement outside a transaction."""

    def __init__(self, patience: float, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self._patience = patience

    def execute(self, query: str, params: Any = None) -> Any:
        return self._in_turn(lambda: super(PatientCursor, self).execute(query, params))

    def executemany(self, query: str, param_list: Any) -> Any:
        """All or none: by itself each row is a transaction, and some may have been written already
        when another writer comes in between.
        """
        if self.connection.in_transaction:
            return super().executemany(query, param_list)
        self.execute("BEGIN IMMEDIATE")
        with self.connection:
            return super().executemany(query, param_list)

    def _in_turn(self, execute: Callable[[], Any]) -> Any:
        """Raises sqlite3.OperationalError when others are still writing after all patience."""
        end = time.monotonic() + self._patience
        while True:
            try:
                return execute()
            except sqlite3.OperationalError as error:
                is_busy = getattr(error, "sqlite_errorcode", 0) & PRIMARY == sqlite3.SQLITE_BUSY
                if not is_busy or self.connection.in_transaction or time.monotonic() > end:
                    raise
            time.sleep(PAUSE_SECONDS)
