"""The clipart that documents may name: flat pieces in a few colours each.

Built by the import of the clipart pack into `clipart/`; the storefront reads the same pieces.
"""

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path as File
from typing import Any

from customkeeps.drawing.paths import read_path
from customkeeps.drawing.scene import Path

FILE = File(__file__).with_name("clipart") / "pieces.json"
REMEMBERED_PIECES = 256


class UnknownPieceError(LookupError):
    """The pack has no piece of this id."""


@dataclass(frozen=True, slots=True)
class Piece:
    """`paths` are (path, place in the palette) from the lowest, in a box of this size."""

    width: float
    height: float
    palette: tuple[str, ...]
    paths: tuple[tuple[Path, int], ...]


@lru_cache(REMEMBERED_PIECES)
def piece(piece_id: str) -> Piece:
    """Raises UnknownPieceError."""
    if not has_piece(piece_id):
        raise UnknownPieceError(piece_id)
    entry: dict[str, Any] = json.loads(lines()[piece_id])
    paths = tuple((read_path(data), colour) for data, colour in entry["paths"])
    return Piece(entry["width"], entry["height"], tuple(entry["palette"]), paths)


def has_piece(piece_id: str) -> bool:
    return piece_id in lines()


@cache
def lines() -> dict[str, str]:
    """The pack's pieces as JSON, by id in its order; each is read when wanted: there are many."""
    found = (line.rstrip(",") for line in FILE.read_text("utf-8").splitlines())
    return {line.split('"', 4)[3]: line for line in found if line.startswith('{"id"')}
