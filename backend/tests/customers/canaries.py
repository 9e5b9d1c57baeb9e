"""Looking for words everywhere: in every column of every table, in every file."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.db import connection


def places_of(words: Iterable[str], folder: Path) -> dict[str, set[str]]:
    """Where each word is, whatever case it is written in; only those that are somewhere."""
    found: dict[str, set[str]] = {}
    wanted = [(word, word.lower().encode()) for word in words]
    for place, content in (*_columns(), *_files(folder)):
        for word, lowered in wanted:
            if lowered in content.lower():
                found.setdefault(word, set()).add(place)
    return found


def _columns() -> Iterator[tuple[str, bytes]]:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            name = connection.ops.quote_name(table)
            cursor.execute(f"SELECT * FROM {name}")  # noqa: S608 (our own tables)
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    yield f"{table}.{name}", _as_bytes(value)


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in folder.rglob("*"):
        yield "files' names", path.name.encode()
        if path.is_file():
            yield "files", path.read_bytes()


def _as_bytes(value: object) -> bytes:
    if isinstance(value, bytes | memoryview):
        return bytes(value)
    text = value if isinstance(value, str) else json.dumps(value, default=str, ensure_ascii=False)
    return text.encode()
