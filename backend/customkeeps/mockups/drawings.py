"""Turn a drawn product into what the rendered ones are, so that one formula serves both.

A drawing is two files: `<view>.svg` with three layers, the groups `shade` (the product in grey,
painted as if white), `dyed` (white where the dye takes) and `shadow` (white where it falls); and
`<view>.json` with the rectangle of the drawing that shows the print area, and its millimetres.
"""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import resvg_py
from PIL import Image

from .blank import Blank, Plane

FOLDER = Path(__file__).parent / "drawings"
LAYERS = ("shade", "dyed", "shadow")
BRIGHTEST = 1.45
"""Diffuse light of pure white paint, as in the passes of the rendered cloth."""
SHEEN = 0.016
"""Light that cloth mirrors whatever its dye, where it is lit; measured on the rendered shirt."""


def views() -> list[str]:
    """Codes of the views drawn by hand."""
    return sorted(path.stem for path in FOLDER.glob("*.svg"))


def load(view: str, width_px: int) -> Blank:
    """Rasterise one drawn view; drawings are square. Raises FileNotFoundError."""
    shade, dyed, shadow = (_layer(view, name, width_px) for name in LAYERS)
    diffuse = shade**2.2 * BRIGHTEST
    facts = json.loads((FOLDER / f"{view}.json").read_text())
    u_mm, v_mm = _print_map(facts, width_px)
    return Blank(
        diffuse=diffuse,
        gloss=SHEEN * diffuse**1.6,
        dyed=dyed,
        printable=dyed.copy(),
        shadow=shadow,
        u_mm=u_mm,
        v_mm=v_mm,
    )


def _layer(view: str, name: str, width_px: int) -> Plane:
    others = ",".join(f"#{other}" for other in LAYERS if other != name)
    png = resvg_py.svg_to_bytes(
        svg_path=str(FOLDER / f"{view}.svg"),
        width=width_px,
        height=width_px,
        background="#000000",
        skip_system_fonts=True,
        style_sheet=f"{others} {{ display: none }}",
    )
    with Image.open(BytesIO(bytes(png))) as picture:
        return np.asarray(picture.convert("L"), np.float32) / 255


def _print_map(facts: dict[str, Any], width_px: int) -> tuple[Plane, Plane]:
    """Millimetres from the middle of the print area; `bow_mm` is how far its sides drop."""
    left, top, right, bottom = (share * width_px for share in facts["print_box"])
    centres = np.arange(width_px, dtype=np.float32) + 0.5
    across = ((centres - (left + right) / 2) / ((right - left) / 2))[None, :]
    down = ((centres - (top + bottom) / 2) / ((bottom - top) / 2))[:, None]
    u_mm = across * facts["width_mm"] / 2 + 0 * down
    v_mm = facts["bow_mm"] * across**2 - down * facts["height_mm"] / 2
    return u_mm.astype(np.float32), v_mm.astype(np.float32)
