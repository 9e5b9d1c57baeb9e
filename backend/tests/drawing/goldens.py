"""The drawings that Python and TypeScript must both give, byte for byte, in `goldens/`.

`python -m tests.drawing.goldens` writes them anew, when the rules or the packs have changed on
purpose; what has changed is then seen in the difference.
"""

import gzip
import hashlib
import json
import math
from pathlib import Path
from typing import Any

from customkeeps.drawing import clipart
from customkeeps.drawing.document import Document
from customkeeps.drawing.numbers import rounded, text_of
from customkeeps.drawing.svg import design_to_svg
from customkeeps.drawing.text import missing_of, text_size_of
from tests.drawing.hand_made import HAND_MADE
from tests.drawing.random_documents import Chance, random_documents

FOLDER = Path(__file__).with_name("goldens")
RANDOM_FILE = FOLDER / "random-documents.json.gz"
NUMBERS_FILE = FOLDER / "numbers.json"
# Every so many pieces of the pack take part in the documents by chance.
EVERY_PIECE = 37


def fingerprint(document: Document) -> str:
    return hashlib.sha256(design_to_svg(document).encode()).hexdigest()


def measures(document: Document) -> list[dict[str, Any]]:
    """What is told of the words: their size in mm, and what of them cannot be drawn."""
    words = [layer for layer in document["layers"] if layer["kind"] == "text"]
    return [
        {"size": [text_of(length) for length in text_size_of(layer)], "missing": missing_of(layer)}
        for layer in words
    ]


def by_chance() -> list[Document]:
    names = list(clipart.lines())[::EVERY_PIECE]
    return random_documents([(name, len(clipart.piece(name).palette)) for name in names])


def numbers() -> list[list[Any]]:
    """Numbers of every size, with how they are rounded and written."""
    chance = Chance(7)
    drawn = [chance.between(-1, 1) * 10 ** chance.whole(-7, 9) for _ in range(400)]
    halves = [chance.whole(-(10**7), 10**7) / 2 / 10**places for places in (4, 6) * 50]
    listed = [0, -0.0, 1, -1, 0.5, 1e-7, 999.99995, 1e9, math.pi, *drawn, *halves]
    return [
        [number, places, rounded(number, places), text_of(number, places)]
        for number in listed
        for places in (2, 3, 4, 6)
    ]


def files() -> dict[Path, bytes]:
    """Every golden file with what it is to hold."""
    found = {NUMBERS_FILE: _rows(numbers()), RANDOM_FILE: _packed(by_chance())}
    for name, document in HAND_MADE.items():
        expected = {"document": document, "measures": measures(document)}
        found[FOLDER / f"{name}.json"] = (json.dumps(expected, indent=1) + "\n").encode()
        found[FOLDER / f"{name}.svg"] = design_to_svg(document).encode()
    return found


def _rows(rows: list[list[Any]]) -> bytes:
    return ("[\n" + ",\n".join(map(json.dumps, rows)) + "\n]\n").encode()


def _packed(documents: list[Document]) -> bytes:
    rows = [[each, fingerprint(each), measures(each)] for each in documents]
    return gzip.compress(_rows(rows), mtime=0)


def read_random() -> list[list[Any]]:
    """Rows of a document, the SHA-256 of its drawing, and its measures."""
    rows: list[list[Any]] = json.loads(gzip.decompress(RANDOM_FILE.read_bytes()))
    return rows


if __name__ == "__main__":
    for path, content in files().items():
        path.write_bytes(content)
