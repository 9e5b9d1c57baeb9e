"""`make bench`: the long forms of tests, and how many requests the shop answers."""

import os
import sys

from scripts.children import StoppedError, stop_on_signals
from scripts.parts import Part, run_parts, summary
from scripts.places import BACKEND, PYTHON, ROOT

CORES = str(os.cpu_count() or 1)


def parts() -> list[Part]:
    thorough = [str(PYTHON), "-m", "pytest", "-n", CORES, "-m", "thorough"]
    requests = [str(PYTHON), "-m", "benchmarks.requests"]
    beside_shop = [str(PYTHON), "-m", "scripts.beside_shop", "."]
    return [Part("thorough", thorough, BACKEND), Part("requests", [*beside_shop, *requests], ROOT)]


def main() -> int:
    try:
        with stop_on_signals():
            return summary(run_parts(parts(), at_once=1, quiet=False))
    except StoppedError as stopped:
        return stopped.exit_code


if __name__ == "__main__":
    sys.exit(main())
