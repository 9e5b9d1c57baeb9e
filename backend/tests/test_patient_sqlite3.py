"""Writers of SQLite wait for each other, and give up when it takes too long."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django.db.utils import ConnectionHandler
from pytest_django import DjangoDbBlocker

from customkeeps.patient_sqlite3 import base

PATIENCE = 20


class Pauses(list[float]):
    """What a writer does while it waits: the others go on, at the pause that is told."""

    def __init__(self) -> None:
        self.others: dict[int, Any] = {}

    def __call__(self, seconds: float) -> None:
        self.append(seconds)
        if others := self.others.get(len(self)):
            others()


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> Pauses:
    pauses = Pauses()
    monkeypatch.setattr("customkeeps.patient_sqlite3.base.time.sleep", pauses)
    return pauses


def handler(file: Path, patience: float) -> ConnectionHandler:
    options = {
        "transaction_mode": "IMMEDIATE",
        "timeout": patience,
        "init_command": "PRAGMA journal_mode=WAL;",
    }
    like: dict[str, Any] = {"ENGINE": "customkeeps.patient_sqlite3", "NAME": str(file)}
    return ConnectionHandler({"default": like | {"OPTIONS": options}})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "shared.sqlite3"


@pytest.fixture
def other(file: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Any]:
    """Another process's connection, with a table to write to."""
    with django_db_blocker.unblock():
        connection = handler(file, PATIENCE)["default"]
        connection.cursor().execute("CREATE TABLE written (number INTEGER)")
        yield connection
        connection.close()


@pytest.fixture
def mine(file: Path, other: Any) -> Iterator[Any]:
    connection = handler(file, PATIENCE)["default"]
    yield connection
    connection.close()


def numbers(connection: Any) -> list[int]:
    rows = connection.cursor().execute("SELECT number FROM written ORDER BY number")
    return [number for [number] in rows]


def begin_to_write(connection: Any) -> None:
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    connection.cursor().execute("INSERT INTO written VALUES (1)")


def commit(connection: Any) -> None:
    connection.commit()
    connection.set_autocommit(True)


def test_a_statement_by_itself_waits_for_the_other_writer(
    mine: Any, other: Any, pauses: Pauses
) -> None:
    begin_to_write(other)
    pauses.others[3] = lambda: commit(other)
    mine.cursor().execute("INSERT INTO written VALUES (%s)", [2])
    assert pauses == [base.PAUSE_SECONDS] * 3
    assert numbers(mine) == [1, 2]


def test_many_rows_are_written_once_all_of_them(mine: Any, other: Any, pauses: Pauses) -> None:
    begin_to_write(other)
    pauses.others[2] = lambda: commit(other)
    rows = ([number] for number in (2, 3, 4))
    mine.cursor().executemany("INSERT INTO written VALUES (%s)", rows)
    assert pauses == [base.PAUSE_SECONDS] * 2
    assert numbers(mine) == [1, 2, 3, 4]
    assert not mine.connection.in_transaction


def test_of_many_rows_all_are_written_or_none(mine: Any, other: Any) -> None:
    """Here the second of them fails; it may as well be another writer's turn by then."""
    with pytest.raises(OperationalError, match="malformed"):
        mine.cursor().executemany("INSERT INTO written VALUES (json(%s))", [["2"], ["{"], ["4"]])
    assert numbers(other) == []
    assert not mine.connection.in_transaction


def test_many_rows_within_a_transaction_go_with_it(mine: Any, other: Any) -> None:
    mine.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    mine.cursor().executemany("INSERT INTO written VALUES (%s)", [[2], [3]])
    mine.rollback()
    assert numbers(other) == []


def test_a_transaction_waits_when_it_begins(mine: Any, other: Any, pauses: Pauses) -> None:
    begin_to_write(other)
    pauses.others[2] = lambda: commit(other)
    mine.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    assert numbers(mine) == [1]
    mine.rollback()
    assert len(pauses) == 2


def test_patience_ends(file: Path, other: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    now = iter(range(1000))
    monkeypatch.setattr("customkeeps.patient_sqlite3.base.time.monotonic", lambda: next(now))
    pauses = Pauses()
    monkeypatch.setattr("customkeeps.patient_sqlite3.base.time.sleep", pauses)
    begin_to_write(other)
    hasty = handler(file, 5)["default"]
    with pytest.raises(OperationalError, match="locked"):
        hasty.cursor().execute("INSERT INTO written VALUES (2)")
    assert len(pauses) == 5
    hasty.close()
    commit(other)
    assert numbers(other) == [1]


def test_within_a_transaction_nothing_is_tried_again(mine: Any, other: Any, pauses: Pauses) -> None:
    """What was read before would not be true any more."""
    mine.ensure_connection()
    mine.connection.execute("BEGIN DEFERRED")
    assert numbers(mine) == []
    other.cursor().execute("INSERT INTO written VALUES (1)")
    with pytest.raises(OperationalError, match="locked"):
        mine.cursor().execute("INSERT INTO written VALUES (2)")
    assert pauses == []
    mine.connection.execute("ROLLBACK")


def test_other_errors_are_told_at_once(mine: Any, pauses: Pauses) -> None:
    with pytest.raises(OperationalError, match="no such table"):
        mine.cursor().execute("INSERT INTO missing VALUES (1)")
    assert pauses == []
