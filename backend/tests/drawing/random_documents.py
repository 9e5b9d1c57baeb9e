"""Documents by chance, always the same ones, that nobody chose because they come out right."""

import random
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from customkeeps.drawing.document import Document
from customkeeps.drawing.fonts import faces
from tests.drawing.documents import document, layer

SEED, COUNT = 20250517, 1000
MASKS = ("none", "rounded", "ellipse", "heart", "star", "hexagon")
# Ranges of characters, those that a design's words have most often first.
ALPHABETS = (
    (0x20, 0x7E), (0x61, 0x7A), (0x41, 0x5A), (0xA0, 0x17F), (0x300, 0x36F), (0x2000, 0x206F),
    (0x370, 0x3FF), (0x400, 0x52F), (0x1E00, 0x1EFF), (0x20A0, 0x20BF), (0x2190, 0x21FF),
    (0x590, 0x6FF), (0x900, 0x97F), (0xE00, 0xE7F), (0xFB00, 0xFB4F), (0x1F300, 0x1F64F),
    (0xFE00, 0xFE0F), (0x0, 0x1F),
)  # fmt: skip
WORDS = (
    "Ana", "Happy Birthday", "office", "waffle", "AVA To Ty", "Maligayang Pasko", "ñandú", "1987",
    "₱500", "fjord", "World's best", "Việt", "Lola", "Пасха", "Καλή", "“quoted”", "😀", "x\u0301",
)  # fmt: skip

T = TypeVar("T")


class Chance:
    """Only `random()` is used, which gives the same numbers on every version of Python."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed).random  # noqa: S311 no secret, and the same each time

    def happens(self, probability: float) -> bool:
        return self.random() < probability

    def between(self, low: float, high: float) -> float:
        return low + (high - low) * self.random()

    def whole(self, low: int, high: int) -> int:
        return int(self.between(low, high + 1))

    def one(self, things: Sequence[T]) -> T:
        return things[self.whole(0, len(things) - 1)]

    def colour(self) -> str:
        return f"#{self.whole(0, 0xFFFFFF):06x}"

    def maybe(self, probability: float, make: Callable[[], T], otherwise: T) -> T:
        return make() if self.happens(probability) else otherwise


def random_documents(pieces: Sequence[tuple[str, int]]) -> list[Document]:
    """`pieces` are ids of clipart with the length of their palettes."""
    chance = Chance(SEED)
    return [_document(chance, pieces) for _ in range(COUNT)]


def _document(chance: Chance, pieces: Sequence[tuple[str, int]]) -> Document:
    layers = [_layer(chance, pieces) for _ in range(chance.whole(1, 4))]
    width, height = chance.between(20, 500), chance.between(20, 500)
    return document(*layers, width_mm=width, height_mm=height)


def _layer(chance: Chance, pieces: Sequence[tuple[str, int]]) -> dict[str, Any]:
    box = {
        "x_mm": chance.between(-50, 300),
        "y_mm": chance.between(-50, 300),
        "width_mm": chance.between(0.1, 300),
        "height_mm": chance.between(0.1, 300),
        "rotation_deg": chance.maybe(0.4, lambda: chance.between(-360, 360), 0),
        "opacity": chance.maybe(0.3, chance.random, 1),
    }
    kind = chance.random()
    if kind < 0.2:
        return layer("image", **box, **_picture(chance))
    if kind < 0.35:
        return layer("clipart", **box, **_piece(chance, pieces))
    return layer("text", **box, **_words(chance))


def _picture(chance: Chance) -> dict[str, Any]:
    return {
        "artwork": f"{chance.whole(0, 2**52):064x}",
        "crop": {
            "x": chance.maybe(0.5, chance.random, 0),
            "y": chance.maybe(0.5, chance.random, 0),
            "width": chance.maybe(0.5, lambda: chance.between(0.001, 1), 1),
            "height": chance.maybe(0.5, lambda: chance.between(0.001, 1), 1),
        },
        "mask": chance.one(MASKS),
        "flip_x": chance.happens(0.3),
        "flip_y": chance.happens(0.3),
        "colour_key": chance.maybe(0.3, lambda: _key(chance), None),
    }


def _key(chance: Chance) -> dict[str, Any] | None:
    return {"colour": chance.colour(), "tolerance": chance.random()}


def _piece(chance: Chance, pieces: Sequence[tuple[str, int]]) -> dict[str, Any]:
    name, colours = chance.one(pieces)
    own = [chance.colour() for _ in range(colours)]
    return {
        "clipart": name,
        "colours": own if chance.happens(0.5) else [],
        "flip_x": chance.happens(0.3),
        "flip_y": chance.happens(0.3),
    }


def _words(chance: Chance) -> dict[str, Any]:
    return {
        "content": _content(chance),
        "font": chance.one(list(faces())),
        "size_mm": chance.maybe(0.9, lambda: chance.between(2, 60), chance.between(0.5, 1000)),
        "colour": chance.colour(),
        "align": chance.one(("left", "center", "right")),
        "letter_spacing": chance.maybe(0.3, lambda: chance.between(-0.5, 2), 0),
        "line_height": chance.between(0.5, 4),
        "outline": chance.maybe(0.15, lambda: _ring(chance), None),
        "curve_deg": chance.maybe(0.4, lambda: chance.between(-360, 360), 0),
    }


def _ring(chance: Chance) -> dict[str, Any] | None:
    return {"colour": chance.colour(), "width_mm": chance.between(0.05, 5)}


def _content(chance: Chance) -> str:
    between = (" ", " ", "", "\n")
    return "".join(_part(chance) + chance.one(between) for _ in range(chance.whole(1, 6)))


def _part(chance: Chance) -> str:
    if chance.happens(0.6):
        return chance.one(WORDS)
    first, last = chance.one(ALPHABETS)
    letters = (chr(chance.whole(first, last)) for _ in range(chance.whole(1, 6)))
    return "".join(letters)
