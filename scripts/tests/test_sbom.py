"""The bill of materials holds everything that is locked, and tells what is shipped."""

import json
from pathlib import Path

import pytest

from scripts.locks import DEVELOPMENT, locked
from scripts.places import FRONTEND
from scripts.safe_versions import locked_node
from scripts.sbom import hash_of, main


def test_it_holds_each_locked_package_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "one.json", tmp_path / "two.json"
    assert (main(str(first)), main(str(second))) == (0, 0)
    capsys.readouterr()
    assert first.read_bytes() == second.read_bytes()
    document = json.loads(first.read_text())
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.6")
    node = locked_node(json.loads((FRONTEND / "package-lock.json").read_text()))
    wanted = {("pypi", n, v) for n, vs in locked(DEVELOPMENT.read_text()).items() for v in vs}
    wanted |= {("npm", n, v) for n, vs in node.items() for v in vs}
    parts = document["components"]
    held = [(each["purl"][4:].partition("/")[0], each["name"], each["version"]) for each in parts]
    assert len(held) == len(set(held))
    assert set(held) == wanted
    scopes = {each["name"]: each["scope"] for each in parts}
    assert (scopes["django"], scopes["react"]) == ("required", "required")
    assert (scopes["pytest"], scopes["vitest"]) == ("excluded", "excluded")


def test_hashes_are_written_as_the_standard_wants() -> None:
    assert hash_of("sha512-AAEC/w==") == {"alg": "SHA-512", "content": "000102ff"}
