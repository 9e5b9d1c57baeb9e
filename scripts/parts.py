"""Run the parts of a check or of the tests and say plainly how each ended."""

import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scripts.children import Child, Family


@dataclass(frozen=True)
class Part:
    name: str
    command: list[str]
    folder: Path
    environment: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    name: str
    code: int
    seconds: float

    def __str__(self) -> str:
        word = "passed" if self.code == 0 else f"FAILED (exit code {self.code})"
        return f"{self.name:<24} {self.seconds:6.1f} s  {word}"


def run_parts(parts: Sequence[Part], *, at_once: int, quiet: bool) -> list[Outcome]:
    """Every part is run, whatever becomes of the others. Quiet ones are heard when they fail."""
    waiting = deque(parts)
    outcomes: list[Outcome] = []
    started: dict[str, float] = {}
    with Family() as family:
        while waiting or len(outcomes) < len(started):
            while waiting and len(started) - len(outcomes) < at_once:
                part = waiting.popleft()
                started[part.name] = time.monotonic()
                family.add(_child(part, quiet=quiet))
            ended = family.wait()
            if ended is not None:
                outcomes.append(_outcome(ended, time.monotonic() - started[ended.name]))
    return outcomes


def summary(outcomes: Sequence[Outcome]) -> int:
    """Print how all of it went; the exit code for it."""
    failed = sum(outcome.code != 0 for outcome in outcomes)
    print("\n".join(["", *map(str, outcomes)]))
    print(f"\n{len(outcomes) - failed} passed, {failed} failed", flush=True)
    return 1 if failed else 0


def _child(part: Part, *, quiet: bool) -> Child:
    if not quiet:
        print(f"\n== {part.name}", flush=True)
    return Child(
        part.name, part.command, folder=part.folder, environment=part.environment, quiet=quiet
    )


def _outcome(child: Child, seconds: float) -> Outcome:
    outcome = Outcome(child.name, child.wait(), seconds)
    if child.quiet and outcome.code != 0:
        print(f"\n== {child.name}\n{''.join(child.last_words)}", flush=True)
    return outcome
