"""Whether words and clipart can be seen on the product."""

import math
from collections.abc import Iterator

from customkeeps.drawing.checks.colours import distance, distance_on
from customkeeps.drawing.checks.findings import LIMITS, Finding, Look
from customkeeps.drawing.clipart import piece
from customkeeps.drawing.document import Layer


def check_contrast(look: Look) -> Iterator[Finding]:
    layer, ground = look.layer, look.ground
    if look.is_blank:
        return
    if layer["kind"] == "image":
        if layer["opacity"] < LIMITS["picture_opacity"]:
            yield _faint(look, LIMITS["picture_opacity"])
        return
    if ground is None:
        return
    colours = _colours_of(layer)
    furthest = max(distance(colour, ground) for colour in colours)
    if furthest < LIMITS["same_colour"] and not look.touches_layer:
        yield look.finding("same_colour", "confirm", words=layer["kind"])
    elif furthest < LIMITS["close_colour"]:
        yield look.finding("close_colour", "warning", words=layer["kind"])
    elif not _is_seen(colours, ground, layer["opacity"]):
        yield _faint(look, _least_opacity(colours, ground))


def _colours_of(layer: Layer) -> list[str]:
    """One of these has to be seen for the layer to be."""
    if layer["kind"] == "text":
        ring = layer["outline"]
        return [layer["colour"], ring["colour"]] if ring else [layer["colour"]]
    if layer["kind"] == "image":
        return []
    palette = piece(layer["clipart"]).palette
    return [*layer["colours"], *palette[len(layer["colours"]) :]][: len(palette)]


def _is_seen(colours: list[str], ground: str, opacity: float) -> bool:
    close = LIMITS["close_colour"]
    return any(distance_on(colour, ground, opacity) >= close for colour in colours)


def _least_opacity(colours: list[str], ground: str) -> float:
    """The first step at which it is seen; at full opacity it is."""
    steps = math.floor(1 / LIMITS["opacity_step"] + 0.5)
    seen = (n for n in range(1, steps) if _is_seen(colours, ground, n / steps))
    return next(seen, steps) / steps


def _faint(look: Look, least: float) -> Finding:
    return look.finding(
        "faint",
        "warning",
        opacity=math.floor(look.layer["opacity"] * 100),
        least_opacity=math.floor(least * 100 + 0.5),
    )
