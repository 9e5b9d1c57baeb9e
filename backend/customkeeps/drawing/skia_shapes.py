"""A scene's parts as Skia has them."""

from functools import lru_cache

import skia

from customkeeps.drawing.matrices import Matrix
from customkeeps.drawing.scene import Path, Picture, Shape


def skia_matrix(matrix: Matrix) -> skia.Matrix:
    a, b, c, d, e, f = matrix
    return skia.Matrix.MakeAll(a, c, e, b, d, f, 0, 0, 1)


# Letters come again and again, and twice where they have an outline.
@lru_cache(maxsize=256)
def skia_path(path: Path) -> skia.Path:
    drawn = skia.Path()
    steps = {"M": drawn.moveTo, "L": drawn.lineTo, "Q": drawn.quadTo, "C": drawn.cubicTo}
    for letter, *numbers in path:
        if letter == "Z":
            drawn.close()
        else:
            steps[str(letter)](*numbers)
    return drawn


def bounds_of(item: Shape | Picture) -> skia.Rect:
    """What it covers, before its transforms."""
    if isinstance(item, Picture):
        return skia.Rect.MakeXYWH(item.x, item.y, item.width, item.height)
    return skia_path(item.path).getBounds().makeOutset(item.stroke_width, item.stroke_width)


def paint_of(shape: Shape) -> skia.Paint:
    if shape.stroke is None:
        return skia.Paint(AntiAlias=True, Color=_colour(shape.fill or "#000000"))
    return skia.Paint(
        AntiAlias=True,
        Color=_colour(shape.stroke),
        Style=skia.Paint.kStroke_Style,
        StrokeWidth=shape.stroke_width,
        StrokeJoin=skia.Paint.kRound_Join,
        StrokeCap=skia.Paint.kRound_Cap,
    )


def _colour(text: str) -> int:
    return skia.Color(*bytes.fromhex(text.removeprefix("#")))
