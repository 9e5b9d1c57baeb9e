"""Where a layer is printed: the ink of words, the shape of a picture, turned as they are."""

import math
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from customkeeps.drawing.clipart import piece
from customkeeps.drawing.curve import cos_deg, sin_deg
from customkeeps.drawing.document import ClipartLayer, Document, ImageLayer, Layer, TextLayer
from customkeeps.drawing.masks import BOX, MASKS, stretched
from customkeeps.drawing.scene import Path, Transform
from customkeeps.drawing.text import Letter, letters_of

Point = tuple[float, float]
# Pieces and letters whose bounds are remembered.
REMEMBERED = 4096
# What a quarter of a round mask is divided into: it reaches no half of a hundredth further.
STEPS = 8


class Bounds(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float


class Extent(NamedTuple):
    """Of what is printed, in the print area's millimetres; without corners where nothing is.

    `corners` are those of the smallest rectangle around it that leans as the layer does, `bounds`
    the smallest upright one.
    """

    corners: list[Point]
    bounds: Bounds


NOWHERE = Extent([], Bounds(math.inf, math.inf, -math.inf, -math.inf))


def extent_of(layer: Layer) -> Extent:
    """Raises UnknownFaceError, UnknownPieceError."""
    points, turn = list(_own_points(layer)), layer["rotation_deg"]
    if not points:
        return NOWHERE
    corners = _turned(layer, turn, _corners(_bounds_of(points)))
    return Extent(corners, _bounds_of(_turned(layer, turn, points)))


def is_outside(layer: Layer, extent: Extent, document: Document) -> bool:
    """Whether nothing of the layer is in the print area.

    Seen from the area or from the layer, one of them is beside the other.
    """
    area = Bounds(0, 0, document["width_mm"], document["height_mm"])
    if _are_apart(extent.bounds, area):
        return True
    turn = -layer["rotation_deg"]
    own, seen = (_turned(layer, turn, points) for points in (extent.corners, _corners(area)))
    return _are_apart(_bounds_of(own), _bounds_of(seen))


def are_touching(one: Extent, other: Extent) -> bool:
    """Whether their bounds share anything."""
    return not _are_apart(one.bounds, other.bounds)


def is_within(extent: Extent, layer: Layer, slack: float) -> bool:
    """Whether all of it lies in the layer's box as it stands, or hardly beyond it."""
    own = _bounds_of(_turned(layer, -layer["rotation_deg"], extent.corners))
    return (
        own.left >= layer["x_mm"] - slack
        and own.top >= layer["y_mm"] - slack
        and own.right <= layer["x_mm"] + layer["width_mm"] + slack
        and own.bottom <= layer["y_mm"] + layer["height_mm"] + slack
    )


def _own_points(layer: Layer) -> Iterable[Point]:
    """Before the layer is turned."""
    if layer["kind"] == "text":
        return _points_of_words(layer)
    return _points_of_picture(layer) if layer["kind"] == "image" else _points_of_piece(layer)


def _points_of_words(layer: TextLayer) -> Iterator[Point]:
    ring = layer["outline"]["width_mm"] if layer["outline"] else 0
    for letter in letters_of(layer):
        left, top, right, bottom = _bounds_of_letter(letter)
        yield from _corners(Bounds(left - ring, top - ring, right + ring, bottom + ring))


def _bounds_of_letter(letter: Letter) -> Bounds:
    """A letter is turned last, if at all, and stands the other way up in its font's units."""
    *turns, place, scale = letter.transforms
    (x, y), (across, down) = place.values, scale.values
    left, low, right, high = _bounds_of_path(letter.outline)
    bounds = Bounds(x + left * across, y + high * down, x + right * across, y + low * down)
    return _bounds_of(_transformed(_corners(bounds), turns[0])) if turns else bounds


def _points_of_picture(layer: ImageLayer) -> Iterator[Point]:
    mask = BOX if layer["mask"] == "none" else MASKS[layer["mask"]]
    box = layer["x_mm"], layer["y_mm"], layer["width_mm"], layer["height_mm"]
    return _points_along(stretched(mask, *box))


def _points_of_piece(layer: ClipartLayer) -> Iterator[Point]:
    """Corners of what is drawn, which seldom fills the piece's own box."""
    for part_x, part_y in _corners(_parts_of_piece(layer["clipart"])):
        x = 1 - part_x if layer["flip_x"] else part_x
        y = 1 - part_y if layer["flip_y"] else part_y
        yield layer["x_mm"] + x * layer["width_mm"], layer["y_mm"] + y * layer["height_mm"]


@lru_cache(REMEMBERED)
def _parts_of_piece(piece_id: str) -> Bounds:
    """As parts of the piece's width and height."""
    drawn = piece(piece_id)
    bounds = _bounds_of([point for path, _ in drawn.paths for point in _points_of_path(path)])
    return Bounds(
        bounds.left / drawn.width,
        bounds.top / drawn.height,
        bounds.right / drawn.width,
        bounds.bottom / drawn.height,
    )


@lru_cache(REMEMBERED)
def _bounds_of_path(path: Path) -> Bounds:
    return _bounds_of(list(_points_of_path(path)))


def _points_of_path(path: Path) -> Iterator[Point]:
    """Those that steer a curve too: it stays between them."""
    for command in path:
        numbers = [float(number) for number in command[1:]]
        yield from zip(numbers[::2], numbers[1::2], strict=True)


def _points_along(path: Path) -> Iterator[Point]:
    """Points on a mask, which has lines and cubic curves."""
    start = (0.0, 0.0)
    for command in path:
        numbers = [float(number) for number in command[1:]]
        points = [start, *zip(numbers[::2], numbers[1::2], strict=True)]
        if command[0] == "C":
            yield from (_on_cubic(points, step / STEPS) for step in range(1, STEPS))
        start = points[-1]
        yield start


def _on_cubic(points: list[Point], t: float) -> Point:
    u = 1 - t
    weights = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
    x = sum(weight * point[0] for weight, point in zip(weights, points, strict=True))
    y = sum(weight * point[1] for weight, point in zip(weights, points, strict=True))
    return x, y


def _bounds_of(points: list[Point]) -> Bounds:
    xs, ys = zip(*points, strict=True)
    return Bounds(min(xs), min(ys), max(xs), max(ys))


def _corners(bounds: Bounds) -> list[Point]:
    left, top, right, bottom = bounds
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def _are_apart(one: Bounds, other: Bounds) -> bool:
    return (
        one.right <= other.left
        or other.right <= one.left
        or one.bottom <= other.top
        or other.bottom <= one.top
    )


def _turned(layer: Layer, degrees: float, points: Iterable[Point]) -> list[Point]:
    """About the middle of the layer's box."""
    if degrees == 0:
        return list(points)
    x = layer["x_mm"] + layer["width_mm"] / 2
    y = layer["y_mm"] + layer["height_mm"] / 2
    return _transformed(points, Transform("rotate", (degrees, x, y)))


def _transformed(points: Iterable[Point], transform: Transform) -> list[Point]:
    values = transform.values
    if transform.kind == "translate":
        return [(x + values[0], y + values[1]) for x, y in points]
    if transform.kind == "scale":
        return [(x * values[0], y * values[1]) for x, y in points]
    degrees, middle_x, middle_y = values
    cos, sin = cos_deg(degrees), sin_deg(degrees)
    from_middle = [(x - middle_x, y - middle_y) for x, y in points]
    return [(middle_x + x * cos - y * sin, middle_y + x * sin + y * cos) for x, y in from_middle]
