"""Words of a design, as outlines where they are drawn."""

from collections.abc import Iterator
from dataclasses import dataclass

from customkeeps.drawing.curve import Arc, arc, cos_deg, is_curved, sin_deg
from customkeeps.drawing.document import TextLayer
from customkeeps.drawing.fonts import Cluster, Typeface, typeface
from customkeeps.drawing.lines import Line, lines_of
from customkeeps.drawing.scene import Path, Transform, rotate, scale, translate

ALIGNED = {"left": 0.0, "center": 0.5, "right": 1.0}


@dataclass(frozen=True, slots=True)
class Letter:
    """The outline of a glyph in font units, and what brings it to its place in mm."""

    outline: Path
    transforms: tuple[Transform, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A layer's words, measured. `mm` is one font unit."""

    layer: TextLayer
    typeface: Typeface
    lines: list[Line]
    mm: float

    @property
    def pitch(self) -> float:
        return self.layer["line_height"] * self.layer["size_mm"]

    @property
    def width(self) -> float:
        """The widest line's, in mm."""
        return max(line.length for line in self.lines) * self.mm

    @property
    def ascent(self) -> float:
        return self.typeface.face.ascent * self.layer["size_mm"]

    @property
    def descent(self) -> float:
        return self.typeface.face.descent * self.layer["size_mm"]

    @property
    def arc(self) -> Arc:
        layer = self.layer
        return arc(self.width, layer["curve_deg"], layer["size_mm"], self.pitch)


def letters_of(layer: TextLayer) -> list[Letter]:
    """What is drawn, from the first letter to the last. Raises UnknownFaceError."""
    block = _block(layer)
    return list(_on_circles(block) if is_curved(layer) else _on_lines(block))


def text_size_of(layer: TextLayer) -> tuple[float, float]:
    """The width and height in mm that the words take, from the top of the box.

    Straight words are wrapped to the box's width first. Raises UnknownFaceError.
    """
    block = _block(layer)
    if is_curved(layer):
        return _curved_size(block)
    return block.width, block.ascent + block.descent + (len(block.lines) - 1) * block.pitch


def missing_of(layer: TextLayer) -> list[str]:
    """The characters that the face cannot draw, each once. Raises UnknownFaceError."""
    return typeface(layer["font"]).missing(layer["content"])


def outline_units(layer: TextLayer, width_mm: float) -> float:
    """A length in the units of the outlines of these letters."""
    return width_mm / layer["size_mm"] * typeface(layer["font"]).face.units_per_em


def _block(layer: TextLayer) -> Block:
    face = typeface(layer["font"])
    lines = lines_of(layer, wrapped=not is_curved(layer))
    return Block(layer, face, lines, layer["size_mm"] / face.face.units_per_em)


def _on_lines(block: Block) -> Iterator[Letter]:
    layer, mm = block.layer, block.mm
    for number, line in enumerate(block.lines):
        room = layer["width_mm"] - line.length * mm
        left = layer["x_mm"] + room * ALIGNED[layer["align"]]
        baseline = layer["y_mm"] + block.ascent + number * block.pitch
        for index, cluster in enumerate(line.clusters):
            x = left + line.start(index) * mm
            yield from _letters(block, cluster, x, baseline, ())


def _on_circles(block: Block) -> Iterator[Letter]:
    """Each cluster stands upright at the apex and is turned from there about the middle."""
    layer, mm, circles = block.layer, block.mm, block.arc
    middle_x = layer["x_mm"] + layer["width_mm"] / 2
    middle_y = layer["y_mm"] + _apex(block) + circles.sign * circles.radius
    for number, line in enumerate(block.lines):
        baseline = middle_y - circles.sign * circles.radius_of(number)
        for index, cluster in enumerate(line.clusters):
            along = line.start(index) + cluster.advance / 2 - line.length / 2
            turned = circles.turned_deg(along * mm, number)
            x = middle_x - cluster.advance / 2 * mm
            turn = rotate(turned, middle_x, middle_y)
            yield from _letters(block, cluster, x, baseline, (turn,))


def _letters(
    block: Block, cluster: Cluster, x: float, y: float, turn: tuple[Transform, ...]
) -> Iterator[Letter]:
    """A cluster's glyphs that have an outline; a blank has none."""
    mm = block.mm
    for glyph, dx, dy in cluster.glyphs:
        outline = block.typeface.outline(glyph)
        if outline:
            placed = translate(x + dx * mm, y - dy * mm)
            yield Letter(outline, (*turn, placed, scale(mm, -mm)))


def _apex(block: Block) -> float:
    """How far below the box's top the first baseline is at its middle."""
    return block.ascent + (block.arc.sagitta if block.arc.sign < 0 else 0)


def _curved_size(block: Block) -> tuple[float, float]:
    """Of the sectors of rings that the lines fill."""
    sectors = [_sector(block, number, line) for number, line in enumerate(block.lines)]
    return max(width for width, _ in sectors), max(bottom for _, bottom in sectors)


def _sector(block: Block, number: int, line: Line) -> tuple[float, float]:
    """Its width, and how far below the box's top it ends."""
    circles, arches = block.arc, block.arc.sign > 0
    radius = circles.radius_of(number)
    outer = radius + (block.ascent if arches else block.descent)
    half = min(180, abs(circles.turned_deg(line.length * block.mm / 2, number)))
    width = 2 * outer * (1 if half > 90 else sin_deg(half))
    if not arches:
        return width, _apex(block) - circles.radius + outer
    lowest = cos_deg(half) * (outer if half > 90 else max(0, radius - block.descent))
    return width, _apex(block) + circles.radius - lowest
