"""`make torture`: what dies, repeats, races or lies, in the full numbers, on both databases.

`ROWS="kills webhooks"` runs some rows only, `TORTURE_SCALE=0.1` a tenth of each. What was measured
is printed as a table for docs/payments.md.
"""

import json
import os
import platform
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from scripts.children import StoppedError, stop_on_signals
from scripts.parts import Part, run_parts, summary
from scripts.places import BACKEND, PYTHON

ROWS = BACKEND / "tests" / "torture"
COLUMNS = ("row", "asked", "measured", "database", "seconds", "machine", "date")


def parts(rows: list[str], figures: Path) -> list[Part]:
    """Raises SystemExit for a row that does not exist."""
    known = sorted(path.stem.removeprefix("test_") for path in ROWS.glob("test_*.py"))
    if unknown := set(rows) - set(known):
        sys.exit(f"No such row: {', '.join(sorted(unknown))}. There are: {', '.join(known)}.")
    files = [str(ROWS / f"test_{row}.py") for row in rows or known]
    pytest = [
        str(PYTHON),
        "-m",
        "pytest",
        "--randomly-dont-reorganize",
        "-v",
        "-m",
        "torture",
        *files,
    ]
    environment = {"TORTURE": "full", "TORTURE_FIGURES": str(figures)}
    return [
        Part(database, [*pytest, f"--database={database}"], BACKEND, environment)
        for database in ("sqlite", "postgresql")
    ]


def table(lines: list[str], *, machine: str, date: str) -> str:
    """The figures, each a line of JSON, as a Markdown table."""
    rows = [COLUMNS, ("---",) * len(COLUMNS)]
    for line in lines:
        note = json.loads(line)
        if not note["passed"]:
            note["measured"] = f"**failed**: {note['measured']}"
        cells = note | {"machine": machine, "date": date}
        rows.append(tuple(str(cells[column]).replace("|", "\\|") for column in COLUMNS))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def machine() -> str:
    """Cores and kind of processor, as far as the system tells."""
    kind = platform.processor() or platform.machine()
    information = Path("/proc/cpuinfo")
    if information.exists():
        names = [line for line in information.read_text().splitlines() if "model name" in line]
        kind = names[0].partition(":")[2].strip() if names else kind
    return f"{os.cpu_count()} cores, {kind}, Python {platform.python_version()}"


def main(*rows: str) -> int:
    try:
        with stop_on_signals(), tempfile.TemporaryDirectory() as folder:
            figures = Path(folder) / "figures.jsonl"
            figures.touch()
            outcomes = run_parts(parts(list(rows), figures), at_once=1, quiet=False)
            lines = figures.read_text().splitlines()
            today = datetime.now(UTC).date().isoformat()
            print("\n" + table(lines, machine=machine(), date=today))
            return summary(outcomes)
    except StoppedError as stopped:
        return stopped.exit_code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
