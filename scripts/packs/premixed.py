"""Translucent shapes over opaque ones, as opaque shapes of the mixed colours."""

from scripts.packs.flat_svg import Shape, UnsupportedError
from scripts.packs.outlines import box_of, common, uncovered

# Narrower than this is where two edges were meant to lie on each other.
SLIVER = 0.06


def premixed(shapes: list[Shape]) -> list[Shape]:
    """A translucent shape becomes its part on each shape below, in their order: as those overlap
    each other, so do the parts. Where it would let the product itself shine through, it cannot.
    """
    opaque: list[Shape] = []
    for shape in shapes:
        opaque += [shape] if shape.opacity == 1 else parts(shape, opaque)
    return opaque


def parts(shape: Shape, below: list[Shape]) -> list[Shape]:
    left, top, right, bottom = box_of(uncovered(shape.path, [each.path for each in below]))
    if min(right - left, bottom - top) > SLIVER:
        raise UnsupportedError("opacity over nothing")
    overlaps = [(common(shape.path, each.path), each) for each in below]
    return [Shape(path, mixed(shape, each.fill)) for path, each in overlaps if path]


def mixed(shape: Shape, below: str) -> str:
    """In sRGB, as SVG's opacity mixes."""
    pairs = zip(bytes.fromhex(shape.fill[1:]), bytes.fromhex(below[1:]), strict=True)
    part = shape.opacity
    return "#" + "".join(f"{round(over * part + under * (1 - part)):02x}" for over, under in pairs)
