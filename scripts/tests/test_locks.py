"""Lock files that are stale, without hashes, or that name a machine are told."""

from pathlib import Path

import pytest

from scripts import locks

LOCK = """django==5.2.19 \\
    --hash=sha256:aa
    # via customkeeps (pyproject.toml)
numpy==2.4.0 ; python_version < '3.12' \\
    --hash=sha256:bb
numpy==2.5.0 ; python_version >= '3.12' \\
    --hash=sha256:cc
"""
PACKAGE = {"dependencies": {"react": "19.3.1"}}


def node_lock(**entry: str) -> dict[str, object]:
    return {"packages": {"": PACKAGE, "node_modules/react": {"integrity": "sha512-aa", **entry}}}


def test_ours_are_well() -> None:
    assert list(locks.complaints()) == []


def test_a_universal_lock_may_hold_several_versions() -> None:
    assert locks.locked(LOCK)["numpy"] == {"2.4.0", "2.5.0"}
    assert list(locks.python_complaints("lock", ["Django>=5,<6", "numpy>=2,<3"], LOCK)) == []


@pytest.mark.parametrize(
    ("wanted", "complaint"),
    [
        ("stripe>=16", "lock: stripe>=16 is not locked"),
        ("Django>=6", "lock: Django 5.2.19 is not what pyproject.toml allows"),
    ],
)
def test_a_lock_behind_its_project_is_told(wanted: str, complaint: str) -> None:
    assert list(locks.python_complaints("lock", [wanted], LOCK)) == [complaint]


def test_a_missing_hash_is_told() -> None:
    bare = LOCK.replace("    --hash=sha256:aa\n", "")
    assert list(locks.python_complaints("lock", [], bare)) == ["lock: django==5.2.19 has no hash"]


def test_the_two_python_locks_must_agree() -> None:
    runtime, other = {"django": {"5.2.19"}}, {"django": {"5.2.20"}}
    assert list(locks.superset_complaints(runtime, runtime)) == []
    expected = ["requirements-dev.txt: django differs from requirements.txt"]
    assert list(locks.superset_complaints(runtime, other)) == expected
    assert list(locks.superset_complaints(runtime, {})) == expected


def test_a_node_lock_behind_its_project_is_told() -> None:
    assert list(locks.node_complaints(PACKAGE, node_lock())) == []
    newer = {"dependencies": {"react": "19.4.0"}}
    expected = ["package-lock.json: its dependencies are not those of package.json"]
    assert list(locks.node_complaints(newer, node_lock())) == expected


def test_where_a_node_package_came_from_is_told() -> None:
    lock = node_lock(resolved="https://registry.example.com/react.tgz")
    expected = ["package-lock.json: node_modules/react names where it was downloaded from"]
    assert list(locks.node_complaints(PACKAGE, lock)) == expected


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://pypi.example.com/simple",
        "--extra-index-url=x",
        "wheel @ file:///wheels/x.whl",
        "registry=http://npm.example.com",
        f"    # via -r {Path.home()}/requirements.in",
    ],
)
def test_addresses_and_folders_are_told(line: str) -> None:
    assert len(list(locks.address_complaints("lock", f"{LOCK}{line}\n"))) == 1
    assert list(locks.address_complaints("lock", LOCK)) == []
