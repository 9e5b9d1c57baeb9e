"""Databases with the shop's tables, made once in a test run and copied from then on."""

import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from tests.postgresql import new_database

BACKEND = Path(__file__).resolve().parents[1]


def migrated_database(url: str, folder: Path) -> str:
    """A new database with empty tables: a file in `folder`, or one on the server of `url`.

    Returns its DATABASE_URL.
    """
    template = _template(url)
    if not url.startswith("sqlite"):
        return new_database(url, like=template)
    return f"sqlite:///{shutil.copy(_file(template), _file_in(folder))}"


@cache
def _template(url: str) -> str:
    """By a process that has ended: nobody may be connected to what is copied."""
    folder = Path(tempfile.mkdtemp(dir=os.environ["DATA_DIR"]))
    is_sqlite = url.startswith("sqlite")
    template = f"sqlite:///{_file_in(folder)}" if is_sqlite else new_database(url)
    migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(migrate, cwd=BACKEND, env=os.environ | {"DATABASE_URL": template}, check=True)
    return template


def _file_in(folder: Path) -> Path:
    return folder / "shop.sqlite3"


def _file(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))
