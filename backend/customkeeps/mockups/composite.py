"""The one formula that puts dye and print on a blank product.

Written down in docs/mockups.md; whoever draws mockups elsewhere follows the same lines:

    A = to_linear(mix(base_sRGB, design_sRGB, alpha · 0.97 · printable))
    L = 0.93 · A · diffuse + gloss;   above 0.8: 0.8 + 0.2 · (1 - exp(-(L - 0.8) / 0.2))
    B = to_linear(background) · (1 - 0.07 · r² / 0.5) · (1 - shadow)
    out = to_sRGB(L · dyed + B · (1 - dyed)) + dither

with r the distance from (0.42, 0.38) of the picture, in widths and heights.
"""

from functools import lru_cache

import numpy as np
from PIL import Image

from .blank import Blank, Plane
from .colour import Floats, parse_hex, to_linear, to_srgb
from .views import load_blank

AreaMm = tuple[float, float, float, float]
"""Left, bottom, right, top of the design in the view's print millimetres."""

PAPER = "#eceae6"
"""The background all product pictures share."""

INK_COVER = 0.97
"""Share of the base colour that full ink hides."""
WHITEST = 0.93
"""Light a white product sends back: nothing real reflects all of it."""
ROLL_OFF_FROM = 0.8


def composite(
    view: str,
    *,
    base_hex: str,
    design: Image.Image | None = None,
    area_mm: AreaMm | None = None,
    width_px: int = 1200,
    background: str = PAPER,
) -> Image.Image:
    """Picture one view of a product dyed in `base_hex`, with `design` filling `area_mm`.

    The design is a picture of any size with transparency; its edges lie on the edges of the area.
    The same arguments give the same pixels. Raises ValueError for a colour that is not `#rrggbb`,
    a design without an area and an area without extent; LookupError for an unknown view.
    """
    base, paper = parse_hex(base_hex), parse_hex(background)
    blank = load_blank(view, width_px)
    light = blank.diffuse[..., None] * (to_linear(base) * WHITEST)
    if design is not None:
        if area_mm is None:
            message = "A design needs the area it is printed on."
            raise ValueError(message)
        _print_design(light, blank, base, design, area_mm)
    light += blank.gloss[..., None]
    _roll_off(light)
    dyed = blank.dyed[..., None]
    light *= dyed
    light += _backdrop(blank)[..., None] * to_linear(paper) * (1 - dyed)
    pixels = to_srgb(light)
    pixels += _dither(blank.height_px, blank.width_px)[..., None]
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def _print_design(
    light: Floats, blank: Blank, base: Floats, design: Image.Image, area_mm: AreaMm
) -> None:
    """Replace the light of the pixels under the design; the rest of the picture is not touched."""
    left, bottom, right, top = area_mm
    if right <= left or top <= bottom:
        message = "The area of a design runs from left to right and from bottom to top."
        raise ValueError(message)
    under = (blank.printable > 0) & (blank.u_mm > left) & (blank.u_mm < right)
    under &= (blank.v_mm > bottom) & (blank.v_mm < top)
    if not under.any():
        return
    ink = _at_picture_scale(design, right - left, top - bottom, blank.mm_per_px)
    height, width = ink.shape[:2]
    column = (blank.u_mm[under] - left) / (right - left) * width - 0.5
    row = (top - blank.v_mm[under]) / (top - bottom) * height - 0.5
    sampled = _bilinear(ink, row, column)
    alpha = sampled[:, 3:]
    cover = alpha * (INK_COVER * blank.printable[under][:, None])
    colour = sampled[:, :3] / np.maximum(alpha, 1e-4)
    # Mixed in sRGB, as the editor's canvas does, so that half-transparent ink looks the same there.
    mixed = base + (np.clip(colour, 0, 1) - base) * cover
    light[under] = to_linear(mixed) * (WHITEST * blank.diffuse[under][:, None])


def _at_picture_scale(
    design: Image.Image, width_mm: float, height_mm: float, mm_per_px: float
) -> Floats:
    """The design with premultiplied alpha, area-filtered to little more than the picture's pixels.

    Sampling a print-sized design as it is would alias; a quarter more than the picture's own
    resolution keeps lettering crisp under the bilinear filter that follows.
    """
    size = tuple(
        max(1, min(pixels, round(extent / mm_per_px * 1.25)))
        for pixels, extent in zip(design.size, (width_mm, height_mm), strict=True)
    )
    premultiplied = design.convert("RGBA").convert("RGBa")
    if size != design.size:
        premultiplied = premultiplied.resize((size[0], size[1]), Image.Resampling.HAMMING)
    return np.asarray(premultiplied, np.float32) / 255


def _bilinear(picture: Floats, row: Plane, column: Plane) -> Floats:
    """Colours at fractional pixel positions; beyond the edge the edge's own colour."""
    height, width = picture.shape[:2]
    row, column = np.clip(row, 0, height - 1), np.clip(column, 0, width - 1)
    upper, left = row.astype(np.intp), column.astype(np.intp)
    lower, right = np.minimum(upper + 1, height - 1), np.minimum(left + 1, width - 1)
    down, across = (row - upper)[:, None], (column - left)[:, None]
    above = picture[upper, left] * (1 - across) + picture[upper, right] * across
    below = picture[lower, left] * (1 - across) + picture[lower, right] * across
    return above * (1 - down) + below * down


def _roll_off(light: Floats) -> None:
    """Bend highlights towards 1 in place, so that folds stay visible on white."""
    bright = light > ROLL_OFF_FROM
    room = 1 - ROLL_OFF_FROM
    light[bright] = ROLL_OFF_FROM + room * (1 - np.exp((ROLL_OFF_FROM - light[bright]) / room))


def _backdrop(blank: Blank) -> Plane:
    """Light on the wall behind: brightest at the upper left, less in the product's shadow."""
    across = np.arange(blank.width_px, dtype=np.float32) / blank.width_px - 0.42
    down = np.arange(blank.height_px, dtype=np.float32) / blank.height_px - 0.38
    radius_squared = across[None, :] ** 2 + down[:, None] ** 2
    return (1 - 0.07 * radius_squared / 0.5) * (1 - blank.shadow)


@lru_cache(maxsize=4)
def _dither(height: int, width: int) -> Plane:
    """Half a step of rounding and a fixed noise that breaks up bands in soft gradients."""
    noise = np.random.default_rng(0).random((2, height, width), np.float32)
    return 0.5 + 0.6 * (noise[0] - noise[1])
