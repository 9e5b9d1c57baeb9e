"""Processes that end themselves at every step between paying and the mail, as by SIGKILL.

A step is the moment before or after an SQL statement, a commit, a call to Stripe or an answer. Its
label says where, so that a test can tell which were met. A process dies at each step it meets until
DYING_TIMES processes have died there; who died where is in the file that DYING_NOTES names.
"""

import inspect
import os
import re
import signal
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from threading import local
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

TIMES = int(os.environ.get("DYING_TIMES", "0"))
NOTES = Path(os.environ.get("DYING_NOTES", os.devnull))
ABOUT = re.compile(r'(?:INSERT INTO|INSERT OR IGNORE INTO|UPDATE|DELETE FROM|FROM) "(\w+)"')
SAVEPOINT = re.compile(r'"s\d+_x\d+"')
VALUES = re.compile(r"\((?:%s|NULL)(?:, (?:%s|NULL))*\)")
ROWS = re.compile(r"\(…\)(?:, \(…\))+")
_here = local()


@contextmanager
def between(where: str) -> Iterator[None]:
    """What happens inside are steps of this name; elsewhere nobody dies."""
    _here.where = where
    try:
        yield
    finally:
        del _here.where


def step(moment: str) -> None:
    """Die here, if it is this step's turn."""
    where = getattr(_here, "where", None)
    if where is None or not TIMES:
        return
    label = f"{where}: {moment}"
    if deaths()[label] < TIMES:
        with NOTES.open("a") as notes:
            notes.write(label + "\n")
        os.kill(os.getpid(), signal.SIGKILL)


def deaths() -> Counter[str]:
    """How many have died at each step so far, in all processes."""
    size = NOTES.stat().st_size if NOTES.exists() else 0
    if getattr(_here, "size", None) != size:
        _here.deaths = Counter(NOTES.read_text().splitlines() if size else ())
        _here.size = size
    return _here.deaths


def shape(sql: str) -> str:
    """A short name of a statement, whatever its values are and however many."""
    plain = ROWS.sub("(…)", VALUES.sub("(…)", SAVEPOINT.sub("", sql)))
    table = ABOUT.search(plain)
    words = [plain.split(maxsplit=1)[0], table[1] if table else ""]
    return f"{' '.join(words).strip()} #{zlib.crc32(plain.encode()) % 0xFFFF:04x}"


def install() -> None:
    """Make steps of all statements, commits and calls to Stripe in this process."""
    connection_created.connect(_watch_statements)
    BaseDatabaseWrapper._commit = _stepwise(BaseDatabaseWrapper._commit, _commit_name)
    gateway = import_module("customkeeps.payments.stripe_gateway")
    for name, function in inspect.getmembers(gateway, inspect.isfunction):
        is_call = function.__module__ == gateway.__name__ and not name.startswith("_")
        if is_call and name != "read_event":
            setattr(gateway, name, _stepwise(function, lambda called=name: called))


def _watch_statements(connection: BaseDatabaseWrapper, **_: Any) -> None:
    if _statement not in connection.execute_wrappers:  # they outlive a reconnection
        connection.execute_wrappers.append(_statement)


def _statement(
    execute: Callable[..., Any],
    sql: str,
    params: Any,
    many: bool,  # noqa: FBT001 (Django's signature)
    context: Any,
) -> Any:
    _here.statement = shape(sql)
    step(f"before {_here.statement}")
    result = execute(sql, params, many, context)
    step(f"after {_here.statement}")
    return result


def _commit_name() -> str:
    return f"COMMIT of {getattr(_here, 'statement', 'nothing')}"


def _stepwise(function: Callable[..., Any], name: Callable[[], str]) -> Callable[..., Any]:
    def stepwise(*args: Any, **kwargs: Any) -> Any:
        called = name()
        step(f"before {called}")
        result = function(*args, **kwargs)
        step(f"after {called}")
        return result

    return stepwise
