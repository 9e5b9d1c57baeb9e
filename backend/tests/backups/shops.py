"""Shops as their owners have them: a database, a folder, and `manage.py`. Nothing is served."""

import hashlib
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import environ
from django.db import connections

BACKEND = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Rows:
    """What is in one table: how many rows, and a hash of all that is in them in any order."""

    count: int
    hash: str


class Shop:
    def __init__(self, folder: Path, database_url: str, **environment: str) -> None:
        self.folder = folder
        self.alias = f"kept_{uuid4().hex}"
        self.environment = os.environ | {
            "DATA_DIR": str(folder),
            "DATABASE_URL": database_url,
            "PYTHONWARNINGS": "ignore",
            **environment,
        }
        name = environ.Env.db_url_config(database_url)["NAME"]
        connections.databases[self.alias] = connections.databases["default"] | {"NAME": name}

    def close(self) -> None:
        connections[self.alias].close()
        del connections.databases[self.alias]

    def manage(self, *words: str) -> str:
        """What the command prints. Fails with what it complains about."""
        done = self._manage(*words)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def refusal(self, *words: str) -> str:
        """What a command says that refuses: one sentence, no trace."""
        done = self._manage(*words)
        assert done.returncode == 1
        assert done.stderr.startswith("CommandError: "), done.stderr
        return done.stderr

    def _manage(self, *words: str) -> subprocess.CompletedProcess[str]:
        connections[self.alias].close()
        command = [sys.executable, "manage.py", *words]
        return subprocess.run(
            command, cwd=BACKEND, env=self.environment, capture_output=True, text=True, check=False
        )

    def put(self, name: str, content: bytes) -> None:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)

    def files(self) -> dict[str, bytes]:
        """What was uploaded."""
        return {
            str(file.relative_to(self.folder)): file.read_bytes()
            for name in ("private", "media")
            for file in (self.folder / name).rglob("*")
            if file.is_file()
        }

    def rows(self) -> dict[str, Rows]:
        """Every table, whoever made it."""
        connection = connections[self.alias]
        tables = sorted(connection.introspection.table_names())
        found = {}
        with connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 (a name the database gave)
                rows = sorted(repr(row) for row in cursor.fetchall())
                found[table] = Rows(len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest())
        connection.close()
        return found
