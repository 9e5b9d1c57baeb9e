"""What a picture's pixels say of how it will print: holes, a background, pixels without detail.

Pure, and cheap beside opening the picture: it runs in the same bounded process (`bounded.py`), so
it imports nothing of the shop. Preflight reads what it finds.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from PIL import Image, ImageChops
from PIL.Image import Resampling

OPAQUE = 255
HEX = re.compile(r"#[0-9a-f]{6}")
# A background is one colour, but for a few pixels and for what JPEG does to it (of 255).
BORDER_SHARE, BORDER_TOLERANCE = 0.98, 12
# The outermost pixels, and those a hundredth of the shorter side further in: a hairline is none.
BORDER_DEPTHS = (0, 0.01)

# Detail is looked for in squares of so many pixels, so many across and down, in luminance.
TILE_PX, TILES = 256, 5
# Only so many of them, where halving the picture would lose most, are looked at closely.
CLOSELY = 3
# Left out at a square's edges, where enlarging has to invent what lies beyond.
MARGIN_PX = 16
# The mean square of differences, below which a square tells nothing, as a plain sky does.
LEAST_DETAIL = 20.0
# A square that loses more than this part of its detail, halved in one simple step, is sharp: then
# the picture was not enlarged, however blurred it is elsewhere.
SHARP = 0.12
# At these scales, less than this part of the detail may be lost. Of 41 photographs and drawings all
# lost more, most of them five times as much; enlarged and saved as JPEG, nearly all lost less
# (docs/preflight.md).
SCALES = {0.25: 0.05, 0.5: 0.03}
# The ways in which pictures are usually enlarged, and how often a way back is improved.
WAYS, ROUNDS = (Resampling.BILINEAR, Resampling.BICUBIC, Resampling.LANCZOS), 3
MIDDLE = 128


@dataclass(frozen=True, slots=True)
class Facts:
    """`border_colour` is "" where the border is not one opaque colour. `true_scale`: how much of
    its width and height the picture would need for all the detail it has, 0.25, 0.5 or 1.
    """

    has_alpha: bool
    border_colour: str
    true_scale: float


class _Tile(NamedTuple):
    """A square of the picture in luminance; what it loses when halved, and all of its detail."""

    image: Image.Image
    lost: float
    detail: float


# Of a picture that cannot be looked at: nothing to warn about.
NOTHING_KNOWN = Facts(has_alpha=False, border_colour="", true_scale=1)


def facts_of(image: Image.Image) -> Facts:
    """`image` is RGB or RGBA, upright."""
    return Facts(
        has_alpha=_has_alpha(image),
        border_colour=_border_colour(image),
        true_scale=_true_scale(image),
    )


def read_facts(value: object) -> Facts:
    """Facts that another process tells, checked. Raises ValueError, TypeError."""
    facts = Facts(**value)  # type: ignore[arg-type]  # any mismatch is the TypeError promised
    sound = (
        isinstance(facts.has_alpha, bool)
        and isinstance(facts.border_colour, str)
        and (not facts.border_colour or HEX.fullmatch(facts.border_colour))
        and facts.true_scale in (*SCALES, 1)
    )
    if not sound:
        raise ValueError("These are not a picture's facts.")
    return facts


def _has_alpha(image: Image.Image) -> bool:
    """Whether any pixel is not opaque."""
    if image.mode != "RGBA":
        return False
    least, _ = image.getchannel("A").getextrema()
    return bool(least != OPAQUE)


def _border_colour(image: Image.Image) -> str:
    """The one opaque colour of nearly all pixels at the border, "" where there is none."""
    border = _border(image).convert("RGBA")
    colour = tuple(_median(band) for band in border.split())
    if colour[3] != OPAQUE:
        return ""
    bands = ImageChops.difference(border, Image.new("RGBA", border.size, colour)).split()
    furthest = ImageChops.lighter(
        ImageChops.lighter(bands[0], bands[1]), ImageChops.lighter(bands[2], bands[3])
    )
    alike = sum(furthest.histogram()[: BORDER_TOLERANCE + 1])
    if alike < BORDER_SHARE * border.width:
        return ""
    return "#{:02x}{:02x}{:02x}".format(*colour[:3])


def _border(image: Image.Image) -> Image.Image:
    """The pixels of both frames in one row."""
    strips = []
    for depth in BORDER_DEPTHS:
        inset = int(depth * min(image.size))
        right, bottom = image.width - inset, image.height - inset
        strips += [
            image.crop((inset, inset, right, inset + 1)),
            image.crop((inset, bottom - 1, right, bottom)),
            image.crop((inset, inset, inset + 1, bottom)).transpose(Image.Transpose.ROTATE_90),
            image.crop((right - 1, inset, right, bottom)).transpose(Image.Transpose.ROTATE_90),
        ]
    row = Image.new(image.mode, (sum(strip.width for strip in strips), 1))
    x = 0
    for strip in strips:
        row.paste(strip, (x, 0))
        x += strip.width
    return row


def _median(band: Image.Image) -> int:
    seen, half = 0, band.width / 2
    for value, count in enumerate(band.histogram()):
        seen += count
        if seen >= half:
            return value
    return OPAQUE


def _true_scale(image: Image.Image) -> float:
    """By making its richest squares small and large again: what was enlarged loses nothing."""
    tiles = [tile for tile in map(_tile_of, _tiles(image)) if tile.detail >= LEAST_DETAIL]
    if any(tile.lost > SHARP * tile.detail for tile in tiles):
        return 1
    tiles = sorted(tiles, key=attrgetter("lost"))[-CLOSELY:]
    detail = sum(tile.detail for tile in tiles)
    for scale, most in SCALES.items():
        if sum(_lost(tile.image, scale=round(1 / scale)) for tile in tiles) < most * detail:
            return scale
    return 1


def _tiles(image: Image.Image) -> Iterator[Image.Image]:
    """Squares of the picture in luminance, what is transparent over grey.

    They begin at multiples of four, so that an enlarged picture's steps are not cut.
    """
    for y in _starts(image.height):
        for x in _starts(image.width):
            right, bottom = min(x + TILE_PX, image.width), min(y + TILE_PX, image.height)
            yield _luminance(image.crop((x, y, right - (right - x) % 4, bottom - (bottom - y) % 4)))


def _starts(length: int) -> list[int]:
    many = max(1, min(TILES, length // TILE_PX))
    room = max(0, length - TILE_PX)
    return [room * i // max(1, many - 1) // 4 * 4 for i in range(many)]


def _luminance(tile: Image.Image) -> Image.Image:
    if tile.mode == "RGBA":
        grey = Image.new("RGBA", tile.size, (MIDDLE, MIDDLE, MIDDLE, OPAQUE))
        tile = Image.alpha_composite(grey, tile)
    return tile.convert("L")


def _tile_of(image: Image.Image) -> _Tile:
    return _Tile(image, lost=_lost_plainly(image, 2), detail=_lost_plainly(image, 8))


def _lost_plainly(tile: Image.Image, scale: int) -> float:
    """What is lost by making it so many times smaller and large again."""
    small = tile.resize(_smaller(tile, scale), Resampling.LANCZOS)
    return _mean_square(_missing(tile, small, Resampling.LANCZOS))


def _lost(tile: Image.Image, *, scale: int) -> float:
    """What no picture so many times smaller has of it, enlarged in the best of the usual ways.

    That small picture is looked for round by round: whoever has enlarged it had it.
    """
    size, least = _smaller(tile, scale), float("inf")
    for way in WAYS:
        small = tile.resize(size, Resampling.BOX)
        for _ in range(ROUNDS):
            missing = _missing(tile, small, way).resize(size, Resampling.BOX)
            small = ImageChops.add(small, missing, 1, -MIDDLE)
        least = min(least, _mean_square(_missing(tile, small, way)))
    return least


def _smaller(tile: Image.Image, scale: int) -> tuple[int, int]:
    return max(1, tile.width // scale), max(1, tile.height // scale)


def _missing(tile: Image.Image, small: Image.Image, way: Resampling) -> Image.Image:
    """The difference to the small one enlarged; MIDDLE stands for none."""
    return ImageChops.subtract(tile, small.resize(tile.size, way), 1, MIDDLE)


def _mean_square(difference: Image.Image) -> float:
    margin = min(MARGIN_PX, (min(difference.size) - 1) // 4)
    inner = difference.crop((margin, margin, difference.width - margin, difference.height - margin))
    histogram = inner.histogram()
    return sum(n * (value - MIDDLE) ** 2 for value, n in enumerate(histogram)) / sum(histogram)
