"""A design moved to other print areas: as large as fits, in the middle, in its own proportions."""

from collections.abc import Sequence
from typing import Any, cast

from customkeeps.drawing.composing import Area
from customkeeps.drawing.document import Document, Layer, tidy

# How far the schema lets lengths go; what would be drawn smaller than that is hardly there.
AT_LEAST = {"width_mm": 0.1, "height_mm": 0.1, "size_mm": 0.5}
AT_MOST = {"width_mm": 5000, "height_mm": 5000, "size_mm": 1000}
FARTHEST = 5000
OUTLINE = (0.05, 50)


class NoPlaceError(Exception):
    """The product has fewer placements than the design; `placement` is the first without one."""

    def __init__(self, placement: str) -> None:
        super().__init__(placement)
        self.placement = placement


def fit_all(documents: Sequence[Document], areas: Sequence[Area]) -> list[Document]:
    """The documents on these print areas, in the areas' order.

    A placement goes to that of the same code, the others by their position to those that are left.
    Raises NoPlaceError.
    """
    by_code = {area.code: area for area in areas}
    own = {document["placement"] for document in documents} & by_code.keys()
    left = [area for area in areas if area.code not in own]
    fitted = {}
    for document in documents:
        code = document["placement"]
        if code not in by_code and not left:
            raise NoPlaceError(code)
        area = by_code[code] if code in by_code else left.pop(0)
        fitted[area.code] = fit(document, area)
    return [fitted[area.code] for area in areas if area.code in fitted]


def fit(document: Document, area: Area) -> Document:
    """The document on another print area. On one of the same size nothing of it changes."""
    size = (document["width_mm"], document["height_mm"])
    moved = {**document, "placement": area.code}
    if size != (area.width_mm, area.height_mm):
        scale = min(area.width_mm / size[0], area.height_mm / size[1])
        left = (area.width_mm - size[0] * scale) / 2
        top = (area.height_mm - size[1] * scale) / 2
        moved |= {
            "width_mm": area.width_mm,
            "height_mm": area.height_mm,
            "layers": [_moved(layer, scale, left, top) for layer in document["layers"]],
        }
    return tidy(cast("Document", moved))


def _moved(layer: Layer, scale: float, left: float, top: float) -> dict[str, Any]:
    moved: dict[str, Any] = {
        **layer,
        "x_mm": _within(layer["x_mm"] * scale + left, -FARTHEST, FARTHEST),
        "y_mm": _within(layer["y_mm"] * scale + top, -FARTHEST, FARTHEST),
    }
    for name, least in AT_LEAST.items():
        if name in moved:
            moved[name] = _within(moved[name] * scale, least, AT_MOST[name])
    if outline := moved.get("outline"):
        width = _within(outline["width_mm"] * scale, *OUTLINE)
        moved["outline"] = {**outline, "width_mm": width}
    return moved


def _within(number: float, least: float, most: float) -> float:
    return max(least, min(number, most))
