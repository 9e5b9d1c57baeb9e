"""All parts are run, and the summary says plainly which failed."""

import sys
from pathlib import Path

import pytest

from scripts.parts import Part, run_parts, summary


def part(name: str, code: str) -> Part:
    return Part(name, [sys.executable, "-c", code], Path())


@pytest.mark.parametrize("at_once", [1, 2])
def test_a_failure_stops_no_other_part(
    at_once: int, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    write = f"open({str(tmp_path / 'ran')!r}, 'w')"
    outcomes = run_parts(
        [part("bad", "exit(2)"), part("good", write)], at_once=at_once, quiet=False
    )
    assert {outcome.name: outcome.code for outcome in outcomes} == {"bad": 2, "good": 0}
    assert (tmp_path / "ran").exists()
    assert summary(outcomes) == 1
    assert capsys.readouterr().out.endswith("\n1 passed, 1 failed\n")


def test_all_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert summary(run_parts([part("good", "print('fine')")], at_once=1, quiet=True)) == 0
    out = capsys.readouterr().out
    assert "fine" not in out
    assert out.endswith("\n1 passed, 0 failed\n")


def test_a_quiet_part_is_heard_when_it_fails(capsys: pytest.CaptureFixture[str]) -> None:
    run_parts([part("bad", "print('because'); exit(1)")], at_once=1, quiet=True)
    assert "because" in capsys.readouterr().out
