"""How thin a face's strokes are: what preflight compares with what a printer can hold.

The letters are drawn large and every inked pixel is given its distance to the nearest blank one.
Where that distance is greatest across a stroke runs the stroke's middle line, and twice the
distance is the stroke's width there. The stem is the width that nine tenths of all middle lines
exceed: a serif face's hairline, a sans's crossbar, a script's upstroke, whatever its slant.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
import skia
from fontTools.pens.basePen import BasePen

EM_PX = 400
MARGIN_PX = 8
LETTERS = "abdefghiklmnopqrstuxyzABCEFGHIKLMNOPRSTUVX"
THINNER_PART = 10
# Towards a corner the distance falls by 0.7 a pixel; along a stroke that tapers, by far less.
MOST_TAPER_PX = 0.3
# The distance reaches from a pixel's middle to the next one's: half a pixel too far, on average.
HALF_PIXEL = 0.5

Field = npt.NDArray[np.float64]


class SkiaPen(BasePen):  # type: ignore[misc]  # fontTools has no types
    """Draws a glyph into a skia path, in pixels, y down."""

    def __init__(self, glyph_set: Any, scale: float) -> None:
        super().__init__(glyph_set)
        self.path, self.scale = skia.Path(), scale

    def _at(self, *points: tuple[float, float]) -> list[float]:
        return [each * way for x, y in points for each, way in ((x, self.scale), (y, -self.scale))]

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 (fontTools' name)
        self.path.moveTo(*self._at(pt))

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 (fontTools' name)
        self.path.lineTo(*self._at(pt))

    def _curveToOne(self, *points: tuple[float, float]) -> None:  # noqa: N802 (fontTools' name)
        self.path.cubicTo(*self._at(*points))

    def _qCurveToOne(self, *points: tuple[float, float]) -> None:  # noqa: N802 (fontTools' name)
        self.path.quadTo(*self._at(*points))

    def _closePath(self) -> None:  # noqa: N802 (fontTools' name)
        self.path.close()


def stem_of(font: Any) -> float:
    """In em, to 4 decimals."""
    glyph_set, names = font.getGlyphSet(), font.getBestCmap()
    scale = EM_PX / font["head"].unitsPerEm
    widths = []
    for letter in LETTERS:
        if ord(letter) in names:
            pen = SkiaPen(glyph_set, scale)
            glyph_set[names[ord(letter)]].draw(pen)
            widths.append(stroke_widths(drawn(pen.path)))
    return round(float(np.percentile(np.concatenate(widths), THINNER_PART)) / EM_PX, 4)


def drawn(path: skia.Path) -> npt.NDArray[np.bool_]:
    bounds = path.getBounds()
    width, height = (int(side) + 2 * MARGIN_PX for side in (bounds.width(), bounds.height()))
    surface = skia.Surface(width, height)
    canvas = surface.getCanvas()
    canvas.translate(MARGIN_PX - bounds.left(), MARGIN_PX - bounds.top())
    canvas.drawPath(path, skia.Paint(AntiAlias=False))
    return np.asarray(surface.toarray()[..., 3] > 0)


def stroke_widths(inked: npt.NDArray[np.bool_]) -> Field:
    """Of every pixel on a middle line, in pixels."""
    distance = distance_to_blank(inked)
    around = [
        np.roll(distance, (down, right), (0, 1)) - (MOST_TAPER_PX if down * right == 0 else 0.42)
        for down in (-1, 0, 1)
        for right in (-1, 0, 1)
        if down or right
    ]
    middle = inked & (distance >= np.maximum.reduce(around))
    widths: Field = 2 * distance[middle] - HALF_PIXEL
    return widths


def distance_to_blank(inked: npt.NDArray[np.bool_]) -> Field:
    """Exact: first down each column, then along the rows."""
    column = np.where(inked, np.inf, 0.0)
    for row in range(1, len(column)):
        column[row] = np.minimum(column[row], column[row - 1] + 1)
    for row in range(len(column) - 2, -1, -1):
        column[row] = np.minimum(column[row], column[row + 1] + 1)
    squares = column**2
    nearest = squares.copy()
    for step in range(1, inked.shape[1]):
        if step**2 >= nearest.max():
            break
        np.minimum(nearest[:, step:], squares[:, :-step] + step**2, out=nearest[:, step:])
        np.minimum(nearest[:, :-step], squares[:, step:] + step**2, out=nearest[:, :-step])
    distances: Field = np.sqrt(nearest)
    return distances
