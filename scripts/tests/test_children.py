"""Processes end together, whole groups of them, and what they said is kept."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scripts.children import Child, Family
from scripts.places import ROOT

# A program that starts another one, and both turn a deaf ear to SIGTERM.
STUBBORN = """
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
if len(sys.argv) == 1:
    inner = subprocess.Popen([sys.executable, __file__, "inner"])
    print(inner.pid, flush=True)
time.sleep(60)
"""
# A program that is asked to end while its child runs.
PARENT = """
import sys, time
from pathlib import Path
from scripts.children import Child, Family, StoppedError, stop_on_signals
try:
    with stop_on_signals(), Family() as family:
        child = Child("sleeper", ["sleep", "60"], folder=Path("."))
        family.add(child)
        print(child.process.pid, flush=True)
        family.wait()
except StoppedError as stopped:
    print("ended")
    sys.exit(stopped.exit_code)
"""


def python(code: str, tmp_path: Path, *, name: str = "child") -> Child:
    file = tmp_path / f"{name}.py"
    file.write_text(code)
    return Child(name, [sys.executable, str(file)], folder=tmp_path)


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_its_lines_are_shown_and_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    child = python("print('one'); print('two')", tmp_path, name="talker")
    assert child.wait() == 0
    assert list(child.last_words) == ["one\n", "two\n"]
    assert capsys.readouterr().out == "  talker | one\n  talker | two\n"


@pytest.mark.parametrize(("code", "exit_code"), [("exit(3)", 3), ("1/0", 1), ("", 0)])
def test_its_exit_code(tmp_path: Path, code: str, exit_code: int) -> None:
    assert python(code, tmp_path).wait() == exit_code


def test_a_killed_one_has_the_exit_code_that_shells_give(tmp_path: Path) -> None:
    child = python("import time; time.sleep(60)", tmp_path)
    child.process.kill()
    assert child.wait() == 128 + signal.SIGKILL


def test_the_whole_group_ends_even_against_its_will(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scripts.children.GRACE_SECONDS", 0.3)
    child = python(STUBBORN, tmp_path)
    while not child.last_words:
        time.sleep(0.02)
    inner = int(child.last_words[0])
    assert is_alive(inner)
    child.end()
    assert not is_alive(child.process.pid)
    assert not is_alive(inner)


def test_leaving_a_family_ends_its_members(tmp_path: Path) -> None:
    with Family() as family:
        sleeper = python("import time; time.sleep(60)", tmp_path, name="sleeper")
        family.add(sleeper)
        family.add(python("exit(7)", tmp_path, name="quitter"))
        ended = family.wait(10)
        assert ended is not None
        assert (ended.name, ended.wait()) == ("quitter", 7)
        assert is_alive(sleeper.process.pid)
    assert not is_alive(sleeper.process.pid)


def test_one_ended_on_purpose_is_no_news(tmp_path: Path) -> None:
    with Family() as family:
        family.add(python("import time; time.sleep(60)", tmp_path, name="worker"))
        family.end("worker")
        assert family.wait(0.3) is None


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_to_the_parent_ends_the_children(number: signal.Signals) -> None:
    parent, sleeper = start_parent()
    parent.send_signal(number)
    out, _ = parent.communicate(timeout=10)
    assert out == "ended\n"
    assert parent.returncode == 128 + number
    assert not is_alive(sleeper)


@pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux tells children of their parent's end"
)
def test_a_killed_parent_leaves_no_children() -> None:
    parent, sleeper = start_parent()
    parent.kill()
    parent.communicate()
    deadline = time.monotonic() + 5
    while is_alive(sleeper) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not is_alive(sleeper)


def start_parent() -> tuple[subprocess.Popen[str], int]:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert parent.stdout is not None
    return parent, int(parent.stdout.readline())
