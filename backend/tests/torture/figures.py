"""What the tests of this folder have measured, for the table that `make torture` prints.

`TORTURE=full` asks for the long form of each, `TORTURE_SCALE` for a part of it only.
"""

import json
import math
import os
import time
from dataclasses import dataclass, field
from pathlib import Path

FULL = os.environ.get("TORTURE") == "full"


def times(full: int, quick: int) -> int:
    """How often to do it: as the figure asks, or a few times in the ordinary run."""
    if not FULL:
        return quick
    return max(1, round(full * float(os.environ.get("TORTURE_SCALE") or 1)))


def sized(full: int, quick: int) -> int:
    """How many there are of what has to be many at once; no scale makes it less."""
    return full if FULL else quick


@dataclass
class Figures:
    """The figures of one test; what a test that failed has measured is told as failed."""

    test: str
    database: str
    notes: list[dict[str, str]] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)

    def note(self, *, row: str, asked: str, measured: str) -> None:
        """`row`: a word or two. `measured` says how many were really run."""
        self.notes.append({"row": row, "asked": asked, "measured": measured})

    def write(self, *, passed: bool) -> None:
        """Append a line of JSON for each note to the file that TORTURE_FIGURES names, if any."""
        if not (path := os.environ.get("TORTURE_FIGURES")):
            return
        if not passed and not self.notes:
            self.note(row=self.test, asked="", measured="see above")
        rest = {
            "database": self.database,
            "passed": passed,
            "seconds": round(time.monotonic() - self.began),
        }
        with Path(path).open("a") as file:
            file.writelines(json.dumps(note | rest) + "\n" for note in self.notes)


def percentile(values: list[float], percent: int) -> float:
    """The smallest value that so many percent of all do not exceed."""
    return sorted(values)[math.ceil(len(values) * percent / 100) - 1]
