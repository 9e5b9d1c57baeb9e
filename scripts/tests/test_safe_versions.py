"""The table of safe versions finds what is too old, and knows what the lock files hold."""

import json
import tomllib

import pytest

from scripts.locks import RUNTIME, locked
from scripts.places import FRONTEND
from scripts.safe_versions import TABLE, complaints, locked_node, main

RULES = {
    "thing": [
        {"line": "1.", "minimum": "1.1.12", "advisory": "CVE-2025-5889", "source": "CVE record"},
        {"minimum": "1.1.2", "advisory": "CVE-2024-0001", "source": "CVE record"},
    ]
}


def test_the_lock_files_are_safe(capsys: pytest.CaptureFixture[str]) -> None:
    assert (main(), capsys.readouterr().out) == (0, "\n")


@pytest.mark.parametrize(
    ("version", "count"), [("1.1.12", 0), ("1.1.9", 1), ("1.1.1", 2), ("2.0.0", 0), ("0.9", 1)]
)
def test_versions_are_compared_as_numbers(version: str, count: int) -> None:
    found = list(complaints(RULES, "npm", {"thing": {version}}))
    assert len(found) == count
    assert all(version in each for each in found)


def test_a_lowered_lock_is_told_with_its_advisory() -> None:
    table = tomllib.loads(TABLE.read_text())["pypi"]
    versions = locked(RUNTIME.read_text()) | {"pillow": {"12.3.0"}}
    only = {"pillow": table["pillow"]}
    assert list(complaints(only, "PyPI", versions)) == [
        "PyPI pillow 12.3.0 has GHSA-5x8w-8jj5-q52h: 13.0.0 mends it",
        "PyPI pillow 12.3.0 has CVE-2026-96639: 13.0.0 mends it",
    ]


def test_an_advisory_needs_an_id_and_a_source_and_a_rule_a_package() -> None:
    rules = {"gone": [{"minimum": "1", "advisory": "somebody said so"}]}
    assert list(complaints(rules, "npm", {})) == [
        "npm gone: somebody said so is no advisory's id",
        "npm gone: nobody says where 1 was read",
        "npm gone is in no lock file any more: take it out of safe_versions.toml",
    ]


def test_each_node_package_is_known_by_its_own_name() -> None:
    lock = json.loads((FRONTEND / "package-lock.json").read_text())
    versions = locked_node(lock)
    assert "@eslint/js" in versions
    assert sum(map(len, versions.values())) > 300
