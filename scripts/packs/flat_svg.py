"""SVG's shapes as plain filled paths: no groups, transforms, references or arcs.

What cannot be said that way without a guess (gradients, strokes, filters, most clips) raises
`UnsupportedError`; nothing is left out silently.
"""

import math
import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element, fromstring

from fontTools.misc.transform import Identity, Transform
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.svgLib.path import PathBuilder, parse_path

from scripts.packs.outlines import PLACES, Command, Path, place, wound

SVG = "{http://www.w3.org/2000/svg}"
HREF = ("href", "{http://www.w3.org/1999/xlink}href")
COLOUR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})")
NUMBER = r"[-+]?(?:\d*\.\d+|\d+\.?)(?:[eE][-+]?\d+)?"
BLACK = "#000000"
# A clip that is the drawing's own box takes nothing away: what sticks out is refused anyway.
WHOLE_BOX = "M0 0h32v32H0z"
BASICS = {"path", "circle", "ellipse", "rect"}
# The second says nothing outside a clip.
RULES = {"fill-rule", "clip-rule"}
UNDERSTOOD = {
    "svg": {"width", "height", "viewBox"},
    "g": {"fill", "clip-path", *RULES},
    "defs": set(),
    "use": {*HREF, "fill"},
    "path": {"d", "fill", "opacity", *RULES},
    "circle": {"cx", "cy", "r", "fill"},
    "ellipse": {"cx", "cy", "rx", "ry", "fill"},
    "rect": {"x", "y", "width", "height", "rx", "ry", "fill"},
}
EVERYWHERE = {"id", "transform"}


class UnsupportedError(Exception):
    """This drawing has something that plain paths do not have; the message names it."""


class Shape(NamedTuple):
    """A filled path under the nonzero rule: `path` holds M, L, C, Q and Z, absolute."""

    path: Path
    fill: str
    opacity: float = 1.0


class Inherited(NamedTuple):
    fill: str
    rule: str
    matrix: Transform


def shapes_of(svg: str) -> list[Shape]:
    """From the lowest to the topmost."""
    root = fromstring(svg)  # noqa: S314 (a pinned package's file, read by hand)
    named = {"#" + each.attrib["id"]: each for each in root.iter() if "id" in each.attrib}
    return list(shapes_in(root, Inherited(BLACK, "nonzero", Identity), named))


def shapes_in(element: Element, inherited: Inherited, named: dict[str, Element]) -> Iterator[Shape]:
    tag = element.tag.removeprefix(SVG)
    refuse_strangers(tag, element)
    if tag == "defs":
        return
    if "clip-path" in element.attrib:
        refuse_clip(named[element.attrib["clip-path"].removeprefix("url(").removesuffix(")")])
    matrix = inherited.matrix.transform(matrix_of(element.get("transform", "")))
    inherited = Inherited(
        element.get("fill", inherited.fill), element.get("fill-rule", inherited.rule), matrix
    )
    if tag in BASICS:
        yield from filled(tag, element, inherited)
    elif tag == "use":
        yield from shapes_in(named[referred(element)], inherited, named)
    else:
        for child in element:
            yield from shapes_in(child, inherited, named)


def refuse_strangers(tag: str, element: Element) -> None:
    if tag not in UNDERSTOOD:
        raise UnsupportedError(tag)
    strange = set(element.attrib) - UNDERSTOOD[tag] - EVERYWHERE
    if strange:
        raise UnsupportedError(f"{tag} {sorted(strange)[0]}")


def refuse_clip(clip: Element) -> None:
    if [each.get("d") for each in clip] != [WHOLE_BOX]:
        raise UnsupportedError("clip-path")


def referred(element: Element) -> str:
    return next(element.attrib[name] for name in HREF if name in element.attrib)


def filled(tag: str, element: Element, inherited: Inherited) -> Iterator[Shape]:
    if inherited.fill == "none":
        return
    pen = RecordingPen()
    parse_path(path_data(tag, element), TransformPen(pen, inherited.matrix))
    path = tuple(commands(pen.value))
    if inherited.rule == "evenodd":
        path = wound(path)
    if path:
        yield Shape(path, colour(inherited.fill), float(element.get("opacity", 1)))


def path_data(tag: str, element: Element) -> str:
    if tag == "path":
        return element.attrib["d"]
    bare = Element(tag, {name: value for name, value in element.items() if name != "transform"})
    builder = PathBuilder()
    builder.add_path_from_element(bare)
    return str(builder.paths[0])


def colour(fill: str) -> str:
    if not COLOUR.fullmatch(fill):
        raise UnsupportedError("fill that is no colour")
    return fill if len(fill) == 7 else "#" + "".join(2 * digit for digit in fill[1:])


def matrix_of(text: str) -> Transform:
    matrix = Identity
    for name, inside in re.findall(r"(\w+)\(([^)]*)\)", text):
        numbers = [float(each) for each in re.findall(NUMBER, inside)]
        if name == "matrix":
            matrix = matrix.transform(numbers)
        elif name == "translate":
            matrix = matrix.translate(*numbers)
        elif name == "rotate":
            angle, x, y = (*numbers, 0.0, 0.0)[:3]
            matrix = matrix.translate(x, y).rotate(math.radians(angle)).translate(-x, -y)
        else:
            raise UnsupportedError(f"transform {name}")
    return matrix


def commands(recorded: list[tuple[str, tuple[tuple[float, float], ...]]]) -> list[Command]:
    """Every contour is closed, as filling closes it; no line of its own leads back to its start."""
    letters = {"moveTo": "M", "lineTo": "L", "curveTo": "C", "qCurveTo": "Q"}
    path: list[Command] = []
    start: tuple[float, ...] = ()
    for name, points in recorded:
        numbers = tuple(place(each) for point in points for each in point)
        if name in letters:
            path.append((letters[name], *numbers))
            start = numbers if name == "moveTo" else start
        else:
            if path[-1] == ("L", *start):
                path.pop()
            path.append(("Z",))
    return path


def data_of(path: Path) -> str:
    """As an SVG's `d`: one letter a command, its numbers parted by one blank."""
    return "".join(
        letter + " ".join(f"{number:.{PLACES}f}".rstrip("0").rstrip(".") for number in numbers)
        for letter, *numbers in path
    )
