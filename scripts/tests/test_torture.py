"""The table says what was measured, and what failed."""

import json
from pathlib import Path

import pytest

from scripts.torture import parts, table

NOTE = {
    "row": "stock",
    "asked": "50 rounds",
    "measured": "5 rounds | 10 sold",
    "database": "sqlite",
    "seconds": 7,
}


def test_the_table_shows_each_figure() -> None:
    lines = [json.dumps(NOTE | {"passed": passed}) for passed in (True, False)]
    assert table(lines, machine="2 cores", date="2026-01-02").splitlines()[2:] == [
        r"| stock | 50 rounds | 5 rounds \| 10 sold | sqlite | 7 | 2 cores | 2026-01-02 |",
        r"| stock | 50 rounds | **failed**: 5 rounds \| 10 sold | sqlite | 7 | 2 cores "
        "| 2026-01-02 |",
    ]


def test_each_row_runs_on_both_databases(tmp_path: Path) -> None:
    sqlite, postgresql = parts(["stock"], tmp_path)
    assert next(word for word in sqlite.command if "test_" in word).endswith("test_stock.py")
    assert sqlite.command[:-1] == postgresql.command[:-1]
    assert sqlite.environment["TORTURE"] == "full"


def test_an_unknown_row_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="No such row: weather"):
        parts(["weather"], tmp_path)
