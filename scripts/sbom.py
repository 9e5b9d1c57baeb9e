"""`make sbom`: everything that the shop is built from, as CycloneDX 1.6, out of the lock files.

https://cyclonedx.org/docs/1.6/json/ · The same lock files give the same bytes.
"""

import base64
import json
import sys
import tomllib
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from scripts.locks import DEVELOPMENT, PINNED, RUNTIME, locked
from scripts.places import BACKEND, FRONTEND, ROOT

DEFAULT_PLACE = ROOT / "var" / "sbom.cdx.json"
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://cyclonedx.org/customkeeps")
HASHES = {"sha256": "SHA-256", "sha384": "SHA-384", "sha512": "SHA-512", "sha1": "SHA-1"}


def bill(version: str, runtime: str, development: str, node_lock: dict[str, Any]) -> dict[str, Any]:
    """The document; `scope` tells what is shipped (required) from what only builds and tests."""
    components = sorted(
        [*python_components(runtime, development), *node_components(node_lock)],
        key=lambda component: component["bom-ref"],
    )
    content = json.dumps(components, sort_keys=True)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(NAMESPACE, content)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "customkeeps",
                "name": "customkeeps",
                "version": version,
            }
        },
        "components": components,
        "dependencies": [
            {"ref": "customkeeps", "dependsOn": [each["bom-ref"] for each in components]}
        ],
    }


def python_components(runtime: str, development: str) -> Iterator[dict[str, Any]]:
    shipped = locked(runtime)
    seen = set()
    for found in PINNED.finditer(development + "\n" + runtime):
        name, version = found["name"].lower().replace("_", "-").replace(".", "-"), found["version"]
        if (name, version) not in seen:
            seen.add((name, version))
            is_shipped = version in shipped.get(name, ())
            yield component(f"pkg:pypi/{name}@{version}", name, version, is_shipped=is_shipped)


def node_components(lock: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A package may be there twice; it is shipped when one of the two is."""
    found: dict[str, dict[str, Any]] = {}
    for path, entry in lock["packages"].items():
        if not path or entry.get("link"):
            continue
        name, version = entry.get("name") or path.rpartition("node_modules/")[2], entry["version"]
        url = f"pkg:npm/{quote(name, safe='/')}@{version}"
        is_shipped = not entry.get("dev", False) or found.get(url, {}).get("scope") == "required"
        found[url] = component(url, name, version, is_shipped=is_shipped)
        found[url]["hashes"] = [hash_of(entry["integrity"])]
    yield from found.values()


def component(url: str, name: str, version: str, *, is_shipped: bool) -> dict[str, Any]:
    return {
        "type": "library",
        "bom-ref": url,
        "name": name,
        "version": version,
        "scope": "required" if is_shipped else "excluded",
        "purl": url,
    }


def hash_of(integrity: str) -> dict[str, str]:
    """npm's `sha512-<base64>` as CycloneDX writes it."""
    kind, _, content = integrity.partition("-")
    return {"alg": HASHES[kind], "content": base64.b64decode(content).hex()}


def main(place: str = "") -> int:
    path = Path(place) if place else DEFAULT_PLACE
    version = tomllib.loads((BACKEND / "pyproject.toml").read_text())["project"]["version"]
    node_lock = json.loads((FRONTEND / "package-lock.json").read_text())
    document = bill(version, RUNTIME.read_text(), DEVELOPMENT.read_text(), node_lock)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document, indent=2) + "\n")
    print(f"{len(document['components'])} components: {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
