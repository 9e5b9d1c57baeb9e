"""What a drawing consists of, whoever draws it: SVG for the screen, skia and PDF for the print.

All numbers are rounded already (`numbers.rounded`), so that every renderer draws the same.
"""

from dataclasses import dataclass
from typing import Literal

from customkeeps.drawing.document import ColourKey
from customkeeps.drawing.numbers import SCALE_PLACES, rounded

# Absolute commands of a path: ("M", x, y), ("L", x, y), ("Q", x1, y1, x, y),
# ("C", x1, y1, x2, y2, x, y), ("Z",).
Command = tuple[str | float, ...]
Path = tuple[Command, ...]


@dataclass(frozen=True, slots=True)
class Transform:
    """`translate x y`, `rotate degrees cx cy` (clockwise, as y runs down) or `scale sx sy`."""

    kind: Literal["translate", "rotate", "scale"]
    values: tuple[float, ...]


def translate(x: float, y: float) -> Transform:
    return Transform("translate", (rounded(x), rounded(y)))


def rotate(degrees: float, x: float, y: float) -> Transform:
    return Transform("rotate", (rounded(degrees), rounded(x), rounded(y)))


def scale(x: float, y: float) -> Transform:
    return Transform("scale", (rounded(x, SCALE_PLACES), rounded(y, SCALE_PLACES)))


@dataclass(frozen=True, slots=True)
class Shape:
    """A path, filled (nonzero) or stroked (round joins and caps), with colours as "#rrggbb".

    `stroke_width` is in the path's own units, as they are before the transforms.
    """

    path: Path
    transforms: tuple[Transform, ...] = ()
    fill: str | None = None
    stroke: str | None = None
    stroke_width: float = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole picture, stretched over this rectangle."""

    artwork: str
    colour_key: ColourKey | None
    x: float
    y: float
    width: float
    height: float
    transforms: tuple[Transform, ...] = ()


@dataclass(frozen=True, slots=True)
class SceneLayer:
    """`transforms` apply to all of it, its clip too; `opacity` to the layer as a whole."""

    id: str
    opacity: float
    transforms: tuple[Transform, ...]
    clip: Path | None
    items: tuple[Shape | Picture, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything outside the print area of `width_mm` by `height_mm` is cut off."""

    width_mm: float
    height_mm: float
    layers: tuple[SceneLayer, ...]
