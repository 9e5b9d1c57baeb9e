"""Holds the lock files against `safe_versions.toml`; `make check` runs it. Needs no network."""

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from typing import Any

from packaging.version import Version

from scripts.locks import DEVELOPMENT, RUNTIME, locked
from scripts.places import FRONTEND, ROOT

TABLE = ROOT / "scripts" / "safe_versions.toml"
ADVISORY = re.compile(r"CVE-\d{4}-\d{4,}|GHSA(-[23456789cfghjmpqrvwx]{4}){3}")
Versions = dict[str, set[str]]


def locked_node(lock: dict[str, Any]) -> Versions:
    """Name to versions of everything in package-lock.json."""
    versions: Versions = {}
    for path, entry in lock["packages"].items():
        if path and not entry.get("link"):
            name = entry.get("name") or path.rpartition("node_modules/")[2]
            versions.setdefault(name, set()).add(entry["version"])
    return versions


def complaints(table: dict[str, Any], kind: str, versions: Versions) -> Iterator[str]:
    for name, rules in table.items():
        for rule in rules:
            if not ADVISORY.fullmatch(rule["advisory"]):
                yield f"{kind} {name}: {rule['advisory']} is no advisory's id"
            if not rule.get("source"):
                yield f"{kind} {name}: nobody says where {rule['minimum']} was read"
            for version in sorted(versions.get(name, ())):
                if version.startswith(rule.get("line", "")) and is_older(version, rule["minimum"]):
                    mended = f"{rule['minimum']} mends it"
                    yield f"{kind} {name} {version} has {rule['advisory']}: {mended}"
        if name not in versions:
            yield f"{kind} {name} is in no lock file any more: take it out of {TABLE.name}"


def is_older(version: str, minimum: str) -> bool:
    return Version(version) < Version(minimum)


def main() -> int:
    table = tomllib.loads(TABLE.read_text())
    python = locked(DEVELOPMENT.read_text() + "\n" + RUNTIME.read_text())
    node = locked_node(json.loads((FRONTEND / "package-lock.json").read_text()))
    found = [*complaints(table["pypi"], "PyPI", python), *complaints(table["npm"], "npm", node)]
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
