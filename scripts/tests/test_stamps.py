"""Nothing is done again that has not changed, and everything that has."""

import os
from pathlib import Path

import pytest

from scripts.stamps import Stamp, fingerprint


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "src"
    (folder / "deep").mkdir(parents=True)
    (folder / "one.ts").write_text("1")
    (folder / "deep" / "two.ts").write_text("2")
    return folder


def test_it_is_fresh_only_once_written(tmp_path: Path, sources: Path) -> None:
    stamp = Stamp(tmp_path / "result" / ".stamp", sources)
    assert not stamp.is_fresh()
    stamp.write()
    assert Stamp(tmp_path / "result" / ".stamp", sources).is_fresh()


def test_times_do_not_count(sources: Path) -> None:
    before = fingerprint(sources)
    os.utime(sources / "one.ts", (0, 0))
    assert fingerprint(sources) == before


@pytest.mark.parametrize("change", ["edit", "rename", "add", "remove", "move text"])
def test_every_change_counts(sources: Path, change: str) -> None:
    before = fingerprint(sources)
    one, two = sources / "one.ts", sources / "deep" / "two.ts"
    if change == "edit":
        one.write_text("3")
    elif change == "rename":
        one.rename(sources / "uno.ts")
    elif change == "add":
        (sources / "three.ts").write_text("")
    elif change == "remove":
        two.unlink()
    else:
        one.write_text("")
        two.write_text("12")
    assert fingerprint(sources) != before


def test_a_change_during_the_work_is_noticed_next_time(tmp_path: Path, sources: Path) -> None:
    path = tmp_path / ".stamp"
    stamp = Stamp(path, sources)
    (sources / "one.ts").write_text("changed while building")
    stamp.write()
    assert not Stamp(path, sources).is_fresh()


def test_compiled_files_and_absent_ones_do_not_count(tmp_path: Path, sources: Path) -> None:
    before = fingerprint(sources)
    (sources / "__pycache__").mkdir()
    (sources / "__pycache__" / "one.pyc").write_bytes(b"\0")
    assert fingerprint(sources, tmp_path / "absent") == before
