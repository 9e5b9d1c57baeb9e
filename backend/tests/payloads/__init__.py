"""Words that want to be more than words, in every string that a person can type.

`payloads.json` is shared with the journeys, which show them to a real browser.
"""

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Payload:
    """`context`: where in a careless page it would run, as `payloads.spec.ts` tries; or `none`."""

    name: str
    context: str
    text: str


PAYLOADS = [
    Payload(**each) for each in json.loads(Path(__file__).with_name("payloads.json").read_text())
]
# Fits where most others are too long.
SHORT = "<svg onload=ran()>"


def fit(text: str, length: int) -> str:
    """The text where it fits and can be typed in one line, else a short one."""
    return text if len(text) <= length and text.isprintable() else SHORT[:length]
