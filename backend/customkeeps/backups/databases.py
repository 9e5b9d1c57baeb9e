"""A database into one file and back: SQLite by its own copying, PostgreSQL by its own programs."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol

from django.db import connection
from psycopg.conninfo import make_conninfo

from customkeeps.backups.archive import BackupError

EMPTY_SCHEMA = "DROP SCHEMA public CASCADE;\nCREATE SCHEMA public;\n"


class Dump(Protocol):
    """How one kind of database is kept. `name` is the dump's in the archive."""

    name: str

    def save(self, file: Path) -> None:
        """All of it, as at one instant, while the shop goes on. Raises BackupError."""

    def load(self, file: Path) -> None:
        """Put it in place of whatever is there, all or nothing. Raises BackupError."""


class SQLiteDump:
    name = "database.sqlite3"

    def save(self, file: Path) -> None:
        database = self._database()
        # Not on the copy: constraints call functions that Django's connection has.
        [(verdict,)] = database.execute("PRAGMA integrity_check(1)").fetchall()
        if verdict != "ok":
            raise BackupError(f"The database is damaged: {verdict}")
        with closing(sqlite3.connect(file)) as copy:
            database.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")

    def load(self, file: Path) -> None:
        with closing(sqlite3.connect(file)) as copy:
            try:
                copy.backup(self._database())
            except sqlite3.Error as error:
                raise BackupError(f"The database cannot be replaced: {error}") from error
        connection.close()

    def _database(self) -> sqlite3.Connection:
        connection.ensure_connection()
        raw: sqlite3.Connection = connection.connection
        return raw


class PostgreSQLDump:
    name = "database.pgdump"

    def save(self, file: Path) -> None:
        self._run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--file", file)

    def load(self, file: Path) -> None:
        """One transaction of `psql` over everything, so that a failure leaves what was there."""
        script, emptying = file.with_suffix(".sql"), file.with_name("empty.sql")
        emptying.write_text(EMPTY_SCHEMA)
        self._run("pg_restore", "--no-owner", "--no-privileges", "--file", script, file, ours=False)
        connection.close()
        self._run("psql", "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--single-transaction",
                  "--output", os.devnull, "--file", emptying, "--file", script)  # fmt: skip

    def _run(self, program: str, *words: str | Path, ours: bool = True) -> None:
        """Run one of PostgreSQL's programs; `ours`: on this shop's database."""
        found = shutil.which(program)
        if found is None:
            raise BackupError(
                f"{program} is not on the path. Install PostgreSQL's client programs, of the "
                "server's version or a newer one."
            )
        address, password = self._address()
        command = [found, *map(str, words), *(["--dbname", address] if ours else [])]
        done = subprocess.run(  # noqa: S603 (our own words and the settings' address)
            command, env=os.environ | password, stderr=subprocess.PIPE, text=True, check=False
        )
        if done.returncode:
            raise BackupError(f"{program} failed: {done.stderr.strip()}")

    @staticmethod
    def _address() -> tuple[str, dict[str, str]]:
        """Where the database is, and the password apart, as command lines are seen by everybody."""
        connection.ensure_connection()
        info: Any = connection.connection.info
        password = {"PGPASSWORD": info.password} if info.password else {}
        return make_conninfo(**info.get_parameters()), password


DUMPS: dict[str, type[Dump]] = {"sqlite": SQLiteDump, "postgresql": PostgreSQLDump}


def dump_of(vendor: str) -> Dump:
    """Raises BackupError for a database that is neither."""
    if vendor not in DUMPS:
        raise BackupError(f"There is no backup of {vendor}.")
    return DUMPS[vendor]()
