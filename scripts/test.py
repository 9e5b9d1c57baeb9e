"""`make test`: every test there is, part by part, and a plain summary."""

import os
import sys
from pathlib import Path

from scripts.children import StoppedError, stop_on_signals
from scripts.parts import Part, run_parts, summary
from scripts.places import BACKEND, E2E, FRONTEND, NODE_MODULES, PYTHON, ROOT

CORES = str(os.cpu_count() or 1)
PLAYWRIGHT = NODE_MODULES / "@playwright" / "test" / "cli.js"


def parts() -> list[Part]:
    def pytest(name: str, folder: Path, *options: str) -> Part:
        return Part(name, [str(PYTHON), "-m", "pytest", *options], folder)

    def npm(name: str, script: str) -> Part:
        return Part(name, ["npm", "run", "--silent", script], FRONTEND)

    listed = [
        pytest("sqlite", BACKEND, "-n", CORES),
        pytest("postgresql", BACKEND, "-n", CORES, "--database=postgresql"),
        pytest("sandbox", ROOT / "payments_sandbox", "-q"),
        npm("storefront", "test"),
        npm("size", "size"),
        pytest("scripts", ROOT / "scripts"),
    ]
    if any(E2E.glob("playwright.config.*")):
        play = ["node", str(PLAYWRIGHT), "test"]
        beside_shop = [str(PYTHON), "-m", "scripts.beside_shop", E2E.name]
        listed.append(Part("journeys", [*beside_shop, *play], ROOT))
    return listed


def main() -> int:
    try:
        with stop_on_signals():
            return summary(run_parts(parts(), at_once=1, quiet=False))
    except StoppedError as stopped:
        return stopped.exit_code


if __name__ == "__main__":
    sys.exit(main())
