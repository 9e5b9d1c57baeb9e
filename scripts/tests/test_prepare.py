"""`prepare` on a small copy of the repository, with an npm that only counts how often it is asked.

The real installs are seen by everybody who runs the tests: they come first.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import prepare
from scripts.places import ROOT

# Installs as npm does: the folder is emptied first. Builds as Vite does.
NPM = """#!/bin/sh
echo "$1" >> "{log}"
test -e "{broken}" && exit 1
sleep 0.2
if [ "$1" = ci ]; then rm -rf node_modules && mkdir node_modules; fi
if [ "$1" = run ]; then rm -rf dist && mkdir dist && printf "$VITE_API_URL" > dist/index.html; fi
"""


class Copy:
    """A checkout with spaces in its path."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "a check out"
        self.frontend = self.folder / "frontend"
        self.log, self.broken = folder / "asked", folder / "broken"
        shutil.copytree(ROOT / "scripts", self.folder / "scripts")
        (self.frontend / "src").mkdir(parents=True)
        for name in ("package.json", "package-lock.json", "src/main.tsx"):
            (self.frontend / name).write_text("{}")
        npm = folder / "bin" / "npm"
        npm.parent.mkdir()
        npm.write_text(NPM.format(log=self.log, broken=self.broken))
        npm.chmod(0o755)
        self.path = f"{npm.parent}{os.pathsep}{os.environ['PATH']}"

    def start(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "scripts.prepare", "storefront"],
            cwd=self.folder,
            env={**os.environ, "PATH": self.path, "VITE_API_URL": "http://elsewhere.example.com"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def prepare(self) -> int:
        process = self.start()
        process.communicate(timeout=60)
        return process.returncode

    def asked(self) -> list[str]:
        return self.log.read_text().split() if self.log.exists() else []


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


def test_a_second_time_does_nothing(copy: Copy) -> None:
    assert copy.prepare() == 0
    assert copy.asked() == ["ci", "run"]
    assert copy.prepare() == 0
    assert copy.asked() == ["ci", "run"]


def test_a_changed_source_builds_and_a_changed_lock_installs_again(copy: Copy) -> None:
    copy.prepare()
    (copy.frontend / "src" / "main.tsx").write_text("changed")
    copy.prepare()
    assert copy.asked() == ["ci", "run", "run"]
    (copy.frontend / "package-lock.json").write_text('{"changed": 1}')
    copy.prepare()
    assert copy.asked() == ["ci", "run", "run", "ci", "run"]


def test_a_build_by_hand_for_another_place_is_replaced(copy: Copy) -> None:
    copy.prepare()
    shutil.rmtree(copy.frontend / "dist")
    (copy.frontend / "dist").mkdir()
    copy.prepare()
    assert copy.asked() == ["ci", "run", "run"]


def test_the_build_is_for_one_origin_whatever_the_shell_says(copy: Copy) -> None:
    copy.prepare()
    assert (copy.frontend / "dist" / "index.html").read_text() == ""


def test_what_failed_is_done_again(copy: Copy) -> None:
    copy.broken.touch()
    process = copy.start()
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "Installing the storefront's packages failed." in out
    assert "Traceback" not in out
    copy.broken.unlink()
    assert copy.prepare() == 0
    assert copy.asked() == ["ci", "ci", "run"]


def test_two_at_once_install_once(copy: Copy) -> None:
    together = [copy.start(), copy.start()]
    for process in together:
        process.communicate(timeout=60)
    assert [process.returncode for process in together] == [0, 0]
    assert copy.asked() == ["ci", "run"]


def test_an_old_node_is_told(copy: Copy) -> None:
    node = Path(copy.path.split(os.pathsep)[0]) / "node"
    node.write_text("#!/bin/sh\necho v18.20.0\n")
    node.chmod(0o755)
    process = copy.start()
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert out.splitlines()[-1] == "Node v18.20.0 is too old: install Node 20.19 or newer."
    assert copy.asked() == []


APT = """#!/bin/sh
echo "$*" >> "{log}"
"""


@pytest.mark.parametrize(("exit_code", "asked"), [(0, 0), (1, 2)])
def test_what_print_files_are_drawn_with_is_installed_where_it_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exit_code: int, asked: int
) -> None:
    python, apt, log = tmp_path / "python", tmp_path / "apt-get", tmp_path / "asked"
    python.write_text(f"#!/bin/sh\nexit {exit_code}\n")
    apt.write_text(APT.format(log=log))
    log.touch()
    for program in (python, apt):
        program.chmod(0o755)
    monkeypatch.setattr(prepare, "PYTHON", python)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    prepare._drawing_libraries()
    lines = log.read_text().splitlines()
    assert len(lines) == asked
    assert all(line.endswith(" libegl1 libgl1") for line in lines[1:])


def test_where_we_may_not_install_them_they_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\nexit 1\n")
    python.chmod(0o755)
    monkeypatch.setattr(prepare, "PYTHON", python)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(prepare.CannotPrepareError, match="apt-get install libegl1 libgl1"):
        prepare._drawing_libraries()
