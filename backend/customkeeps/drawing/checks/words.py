"""Whether words can be printed: their face, their characters, their size."""

import math
import unicodedata
from collections.abc import Iterator

from customkeeps.drawing.checks.findings import LIMITS, Finding, Look
from customkeeps.drawing.document import TextLayer
from customkeeps.drawing.fonts import Face, typeface
from customkeeps.drawing.text import missing_of

_CIRCLE = "\u25cc"


def check_words(look: Look, layer: TextLayer) -> Iterator[Finding]:
    """Of a layer whose face is in the pack."""
    missing = missing_of(layer)
    if look.is_blank and not missing:
        yield look.finding("no_words", "warning")
        return
    face = typeface(layer["font"]).face
    if missing:
        named = _named(missing)
        yield look.finding("missing_characters", "error", font=face.family, characters=named)
    yield from _check_size(look, layer, face)
    ring, least = layer["outline"], LIMITS["stroke_mm"]
    if ring is not None and ring["width_mm"] < least:
        yield look.finding("thin_outline", "warning", width_mm=ring["width_mm"], least_mm=least)


def _check_size(look: Look, layer: TextLayer, face: Face) -> Iterator[Finding]:
    """One sentence for both: the size that it names puts both right."""
    size = layer["size_mm"]
    cap_height, stem = face.cap_height * size, face.stem * size
    enough = max(LIMITS["cap_height_mm"] / face.cap_height, LIMITS["stroke_mm"] / face.stem)
    size_mm = math.ceil(enough * 10) / 10
    if cap_height < LIMITS["cap_height_mm"]:
        yield look.finding("small_text", "warning", cap_height_mm=cap_height, size_mm=size_mm)
    elif stem < LIMITS["stroke_mm"]:
        yield look.finding("thin_text", "warning", stem_mm=stem, size_mm=size_mm)


def _named(characters: list[str]) -> str:
    """The first of them, side by side; a mark is shown on a circle."""
    most = int(LIMITS["characters_named"])
    shown = [_CIRCLE + c if unicodedata.category(c)[0] == "M" else c for c in characters[:most]]
    return " ".join(shown) + (" and more" if len(characters) > most else "")
