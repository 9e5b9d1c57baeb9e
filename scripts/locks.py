"""What can be told of the lock files without a network; `make check` runs it.

Each direct dependency is locked at a version it allows, everything carries a hash, and no file
that travels with the repository names a registry or a folder of somebody's machine.
"""

import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from scripts.places import BACKEND, FRONTEND, ROOT

PINNED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)", re.MULTILINE)
ADDRESS = re.compile(
    r"(https?|file)://|--(extra-)?index-url|--find-links|(^|[\s\"'=])/(home|root|tmp|Users|opt|mnt)/"
)
RUNTIME, DEVELOPMENT = BACKEND / "requirements.txt", BACKEND / "requirements-dev.txt"


def complaints() -> Iterator[str]:
    project = tomllib.loads((BACKEND / "pyproject.toml").read_text())["project"]
    runtime, development = RUNTIME.read_text(), DEVELOPMENT.read_text()
    wanted = project["dependencies"]
    extra = project["optional-dependencies"]["dev"]
    yield from python_complaints(RUNTIME.name, wanted, runtime)
    yield from python_complaints(DEVELOPMENT.name, wanted + extra, development)
    yield from superset_complaints(locked(runtime), locked(development))
    package = json.loads((FRONTEND / "package.json").read_text())
    lock = json.loads((FRONTEND / "package-lock.json").read_text())
    yield from node_complaints(package, lock)
    for file in [RUNTIME, DEVELOPMENT, FRONTEND / ".npmrc"]:
        yield from address_complaints(file.relative_to(ROOT).as_posix(), file.read_text())


def locked(lock: str) -> dict[str, set[str]]:
    """Name to versions: a universal lock may hold several, for different Pythons."""
    versions: dict[str, set[str]] = {}
    for found in PINNED.finditer(lock):
        versions.setdefault(canonicalize_name(found["name"]), set()).add(found["version"])
    return versions


def python_complaints(name: str, wanted: Iterable[str], lock: str) -> Iterator[str]:
    versions = locked(lock)
    for text in wanted:
        requirement = Requirement(text)
        found = versions.get(canonicalize_name(requirement.name), set())
        if not found:
            yield f"{name}: {text} is not locked"
        for version in found:
            if not requirement.specifier.contains(version, prereleases=True):
                yield f"{name}: {requirement.name} {version} is not what pyproject.toml allows"
    for entry in re.split(r"\n(?=\S)", lock):
        if PINNED.match(entry) and "--hash=sha256:" not in entry:
            yield f"{name}: {entry.split()[0]} has no hash"


def superset_complaints(
    runtime: dict[str, set[str]], development: dict[str, set[str]]
) -> Iterator[str]:
    """`prepare` relies on it: who has the development packages has the shop's own."""
    for name, versions in runtime.items():
        if not versions <= development.get(name, set()):
            yield f"{DEVELOPMENT.name}: {name} differs from {RUNTIME.name}"


def node_complaints(package: dict[str, Any], lock: dict[str, Any]) -> Iterator[str]:
    packages = lock["packages"]
    for kind in ("dependencies", "devDependencies"):
        if package.get(kind, {}) != packages[""].get(kind, {}):
            yield f"package-lock.json: its {kind} are not those of package.json"
    for name, entry in packages.items():
        if "resolved" in entry:
            yield f"package-lock.json: {name} names where it was downloaded from"
        if name and not entry.get("link") and "integrity" not in entry:
            yield f"package-lock.json: {name} has no hash"


def address_complaints(name: str, text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), 1):
        if ADDRESS.search(line):
            yield f"{name}:{number} names a registry or a machine's folder: {line.strip()[:100]}"


def main() -> int:
    found = list(complaints())
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
