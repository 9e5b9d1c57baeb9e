"""Bake a hand-drawn product into the same passes that the rendered ones have.

A drawing is two files: `<view>.svg` with three layers, the groups `shade` (the product in grey,
painted as if white), `dyed` (white where the dye takes) and `shadow` (white where it falls); and
`<view>.json` with the box of the drawing that shows the print area (left, top, right, bottom as
shares of the picture), the area's millimetres, and how far its sides drop (`bow_mm`).
Soft shadows take seconds to rasterise, so this runs when a drawing has changed, not in the shop:

    python -m customkeeps.mockups.drawings
"""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import resvg_py
from PIL import Image

from .blank import Plane
from .passes import FOLDER as PASSES
from .passes import GAMMA

DRAWINGS = Path(__file__).parent / "drawings"
LAYERS = ("shade", "dyed", "shadow")
WIDTH_PX = 1200
BRIGHTEST = 1.45
"""Diffuse light of pure white paint, as in the passes of the rendered cloth."""
SHEEN = 0.016
"""Light that cloth mirrors whatever its dye, where it is lit; measured on the rendered shirt."""
GLOSSIEST = SHEEN * BRIGHTEST**1.6


def bake(view: str) -> None:
    """Write the atlas and the facts of one drawn view. Raises FileNotFoundError."""
    shade, dyed, shadow = (_layer(view, name) for name in LAYERS)
    gloss = SHEEN * (shade**GAMMA * BRIGHTEST) ** 1.6
    planes = [shade, (gloss / GLOSSIEST) ** (1 / GAMMA), dyed, dyed, shadow]
    atlas = np.round(np.vstack(planes) * 255).astype(np.uint8)
    Image.fromarray(atlas).save(PASSES / f"{view}.webp", quality=86, method=6)
    drawn = json.loads((DRAWINGS / f"{view}.json").read_text())
    (PASSES / f"{view}.json").write_text(json.dumps(_facts(drawn), indent=1) + "\n")


def _layer(view: str, name: str) -> Plane:
    others = ",".join(f"#{other}" for other in LAYERS if other != name)
    png = resvg_py.svg_to_bytes(
        svg_path=str(DRAWINGS / f"{view}.svg"),
        width=WIDTH_PX,
        height=WIDTH_PX,
        background="#000000",
        skip_system_fonts=True,
        style_sheet=f"{others} {{ display: none }}",
    )
    with Image.open(BytesIO(bytes(png))) as picture:
        return np.asarray(picture.convert("L"), np.float32) / 255


def _facts(drawn: dict[str, Any]) -> dict[str, Any]:
    """The print map of a flat, bowed area is a polynomial without any residual."""
    left, top, right, bottom = drawn["print_box"]
    # Polynomials run over x = 2 · column / width - 1; pixel centres lie half a pixel further.
    middle = 0.5 + 0.5 / WIDTH_PX
    x0, x1 = (middle - (left + right) / 2) * 2 / (right - left), 1 / (right - left)
    y0, y1 = (middle - (top + bottom) / 2) * 2 / (bottom - top), 1 / (bottom - top)
    half_width, half_height, bow = drawn["width_mm"] / 2, drawn["height_mm"] / 2, drawn["bow_mm"]
    return {
        "w": WIDTH_PX,
        "h": WIDTH_PX,
        "dmax": BRIGHTEST,
        "smax": GLOSSIEST,
        "cu": [half_width * x0, half_width * x1, *[0.0] * 8],
        "cv": [
            bow * x0 * x0 - half_height * y0,
            2 * bow * x0 * x1,
            -half_height * y1,
            bow * x1 * x1,
            *[0.0] * 6,
        ],
    }


if __name__ == "__main__":
    for drawing in sorted(DRAWINGS.glob("*.svg")):
        bake(drawing.stem)
