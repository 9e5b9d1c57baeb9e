"""What paths become when they are combined: skia's path operations, back and forth."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import skia

PLACES = 3
SIDES = 61
Command = tuple[Any, ...]
Path = tuple[Command, ...]
LETTERS = {
    skia.Path.kMove_Verb: "M",
    skia.Path.kLine_Verb: "L",
    skia.Path.kQuad_Verb: "Q",
    skia.Path.kCubic_Verb: "C",
}


def place(number: float) -> float:
    """Rounded; never minus zero."""
    return round(number, PLACES) + 0.0


def to_skia(path: Path) -> skia.Path:
    drawn = skia.Path()
    draw = {"M": drawn.moveTo, "L": drawn.lineTo, "C": drawn.cubicTo, "Q": drawn.quadTo}
    for letter, *numbers in path:
        draw.get(letter, drawn.close)(*numbers)
    return drawn


def from_skia(path: skia.Path) -> Path:
    return tuple(_commands(path))


def _commands(path: skia.Path) -> Iterator[Command]:
    for verb, points in path:
        if verb == skia.Path.kClose_Verb:
            yield ("Z",)
        elif verb != skia.Path.kDone_Verb:
            # All but a first point start where the pen is.
            own = points if verb == skia.Path.kMove_Verb else points[1:]
            yield (LETTERS[verb], *(place(each) for at in own for each in (at.x(), at.y())))


def wound(path: Path) -> Path:
    """An even-odd path's contours, cut and turned so that the nonzero rule fills the same."""
    drawn = to_skia(path)
    drawn.setFillType(skia.PathFillType.kEvenOdd)
    return _turned(skia.Simplify(drawn))


def common(one: Path, other: Path) -> Path:
    return _turned(skia.Op(to_skia(one), to_skia(other), skia.kIntersect_PathOp))


def _turned(path: skia.Path) -> Path:
    """Its contours cross nowhere: those that bound ink run one way, those that bound holes the
    other. (skia's AsWinding errs where contours touch.)
    """
    contours = [to_skia(each) for each in _contours(from_skia(path))]
    turned = skia.Path()
    for contour in contours:
        is_hole = sum(_lies_in(contour, other) for other in contours if other is not contour) % 2
        is_right_way = (_area(contour) > 0) != bool(is_hole)
        (turned.addPath if is_right_way else turned.reverseAddPath)(contour)
    return from_skia(turned)


def _contours(path: Path) -> Iterator[Path]:
    starts = [at for at, command in enumerate(path) if command[0] == "M"]
    for start, end in pairwise([*starts, len(path)]):
        yield path[start:end]


def _lies_in(contour: skia.Path, other: skia.Path) -> bool:
    """By the middles of its sides, of which most touch nothing."""
    points = _corners(contour)
    middles = [((x + u) / 2, (y + v) / 2) for (x, y), (u, v) in pairwise(points)]
    return bool(2 * sum(other.contains(*middle) for middle in middles) > len(middles))


def _area(contour: skia.Path) -> float:
    return sum(x * v - u * y for (x, y), (u, v) in pairwise(_corners(contour)))


def _corners(contour: skia.Path) -> list[tuple[float, float]]:
    """Of the contour as short straight sides, the first once more at the end."""
    measure = skia.PathMeasure(contour, forceClosed=True)
    length = measure.getLength()
    along = (measure.getPosTan(length * step / SIDES)[0] for step in range(SIDES))
    points = [(at.x(), at.y()) for at in along]
    return [*points, points[0]]


def uncovered(one: Path, others: list[Path]) -> Path:
    left = to_skia(one)
    for other in others:
        left = skia.Op(left, to_skia(other), skia.kDifference_PathOp)
    return from_skia(left)


def box_of(path: Path) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of what is drawn, not of the curves' handles."""
    bounds = to_skia(path).computeTightBounds()
    return bounds.left(), bounds.top(), bounds.right(), bounds.bottom()
