"""Whether a picture has the pixels for its size, and no background that shows."""

import math
from collections.abc import Iterator

from customkeeps.drawing.checks.colours import distance, furthest_channel
from customkeeps.drawing.checks.findings import LIMITS, Finding, Level, Look, PictureFacts
from customkeeps.drawing.document import ImageLayer
from customkeeps.drawing.numbers import MM_PER_INCH, rounded


def check_picture(look: Look, layer: ImageLayer) -> Iterator[Finding]:
    facts = look.pictures.get(layer["artwork"])
    if facts is None:
        yield look.finding("unknown_picture", "error")
        return
    yield from _check_dpi(look, layer, facts)
    yield from _check_background(look, layer, facts)


def dpi_of(layer: ImageLayer, facts: PictureFacts) -> float:
    """Pixels an inch as placed, in the direction that has fewer."""
    across = facts["width_px"] * layer["crop"]["width"] / layer["width_mm"]
    down = facts["height_px"] * layer["crop"]["height"] / layer["height_mm"]
    return min(across, down) * MM_PER_INCH


def _check_dpi(look: Look, layer: ImageLayer, facts: PictureFacts) -> Iterator[Finding]:
    plain_dpi = dpi_of(layer, facts)
    dpi = plain_dpi * (facts["true_scale"] or 1)
    if dpi >= LIMITS["soft_dpi"]:
        return
    level: Level = "confirm" if dpi < LIMITS["coarse_dpi"] else "warning"
    width_mm, height_mm = layer["width_mm"], layer["height_mm"]
    fit_width_mm, fit_height_mm = (
        _tenths(length_mm * dpi / LIMITS["soft_dpi"]) for length_mm in (width_mm, height_mm)
    )
    is_small = min(fit_width_mm, fit_height_mm) < LIMITS["least_fit_mm"]
    yield look.finding(
        "low_dpi" if dpi == plain_dpi else "enlarged",
        level,
        words="small" if is_small and level == "confirm" else level,
        # Never rounded up over a limit that is not met.
        dpi=math.floor(dpi),
        width_mm=rounded(width_mm, 1),
        height_mm=rounded(height_mm, 1),
        fit_width_mm=fit_width_mm,
        fit_height_mm=fit_height_mm,
    )


def _check_background(look: Look, layer: ImageLayer, facts: PictureFacts) -> Iterator[Finding]:
    colour = facts["border_colour"]
    if not colour or look.ground is None or layer["mask"] != "none" or layer["opacity"] == 0:
        return
    if _removes(layer, colour) or not _shows_a_side(layer):
        return
    if distance(colour, look.ground) > LIMITS["box_colour"]:
        yield look.finding("background_box", "warning", colour=colour)


def _removes(layer: ImageLayer, colour: str) -> bool:
    """Whether the colour key takes this colour away altogether."""
    key = layer["colour_key"]
    if key is None:
        return False
    return furthest_channel(key["colour"], colour) <= math.floor(key["tolerance"] * 255 + 0.5)


def _shows_a_side(layer: ImageLayer) -> bool:
    """Whether the crop leaves one side of the picture: of cut edges nothing is known."""
    crop, slack = layer["crop"], LIMITS["kept_side"]
    return (
        min(crop["x"], crop["y"]) <= slack
        or max(crop["x"] + crop["width"], crop["y"] + crop["height"]) >= 1 - slack
    )


def _tenths(length_mm: float) -> float:
    """Rounded down, so that the size named meets the limit."""
    return math.floor(length_mm * 10) / 10
