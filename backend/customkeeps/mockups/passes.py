"""Load the passes that were rendered from the models or baked from the drawings.

A view is three files: `<view>.webp`, five grey planes stacked (diffuse, gloss, dyed, printable,
shadow); `<view>_uv.webp`, the residual of the print map in 12 + 12 bits at a quarter of the
resolution; `<view>.json`, the sizes, the ranges and the cubic polynomial the residual adds to.
A drawn view lies flat: its print map is the polynomial alone, without a residual.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from .blank import Blank, Plane

FOLDER = Path(__file__).parent / "passes"
GAMMA = 2.2
"""Exponent the light planes are stored with."""


def views() -> list[str]:
    """Codes of all views there are."""
    return sorted(path.stem for path in FOLDER.glob("*.json"))


def load(view: str, width_px: int) -> Blank:
    """Decode one view at the width asked for. Raises FileNotFoundError."""
    facts = json.loads((FOLDER / f"{view}.json").read_text())
    full_width, full_height = facts["w"], facts["h"]
    height_px = round(full_height * width_px / full_width)
    with Image.open(FOLDER / f"{view}.webp") as picture:
        atlas = picture.convert("L")

    def plane(row: int, gamma: float = 1.0, highest: float = 1.0) -> Plane:
        box = (0, row * full_height, full_width, (row + 1) * full_height)
        stored = np.asarray(atlas.crop(box), np.float32) / 255
        light = Image.fromarray(stored**gamma * highest if gamma != 1 else stored)
        if light.size == (width_px, height_px):
            return np.array(light)
        resized = light.resize((width_px, height_px), Image.Resampling.LANCZOS)
        return np.clip(np.asarray(resized), 0, highest)

    u_mm, v_mm = _print_map(view, facts, width_px, height_px)
    return Blank(
        diffuse=plane(0, GAMMA, facts["dmax"]),
        gloss=plane(1, GAMMA, facts["smax"]),
        dyed=plane(2),
        printable=plane(3),
        shadow=plane(4),
        u_mm=u_mm,
        v_mm=v_mm,
    )


def _print_map(
    view: str, facts: dict[str, Any], width_px: int, height_px: int
) -> tuple[Plane, Plane]:
    # Centres of the wanted pixels, counted in pixels of the full rendering.
    columns = (np.arange(width_px) + 0.5) * facts["w"] / width_px - 0.5
    rows = (np.arange(height_px) + 0.5) * facts["h"] / height_px - 0.5
    x = (columns / facts["w"] * 2 - 1)[None, :]
    y = (rows / facts["h"] * 2 - 1)[:, None]
    u_mm, v_mm = _polynomial(facts["cu"], x, y), _polynomial(facts["cv"], x, y)
    if "box" in facts:
        u_residual, v_residual = _residuals(view, facts["box"])
        grid_rows, grid_columns = rows / facts["q"], columns / facts["q"]
        u_mm = u_mm + _interpolate(_interpolate(u_residual, grid_rows).T, grid_columns).T
        v_mm = v_mm + _interpolate(_interpolate(v_residual, grid_rows).T, grid_columns).T
    return np.ascontiguousarray(u_mm, np.float32), np.ascontiguousarray(v_mm, np.float32)


def _polynomial(c: list[float], x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """c0 + c1x + c2y + c3x² + c4xy + c5y² + c6x³ + c7x²y + c8xy² + c9y³."""
    in_x = ((c[6] * x + c[3] + c[7] * y) * x + c[1] + c[4] * y + c[8] * y * y) * x
    total: np.ndarray = in_x + c[0] + y * (c[2] + y * (c[5] + y * c[9]))
    return total


def _residuals(view: str, box: list[float]) -> tuple[np.ndarray, np.ndarray]:
    with Image.open(FOLDER / f"{view}_uv.webp") as picture:
        packed = np.asarray(picture.convert("RGB")).astype(np.int32)
    red, green, blue = packed[..., 0], packed[..., 1], packed[..., 2]
    u_low, u_high, v_low, v_high = box
    u_residual = ((red << 4) | (green >> 4)) / 4095 * (u_high - u_low) + u_low
    v_residual = (((green & 15) << 8) | blue) / 4095 * (v_high - v_low) + v_low
    return u_residual, v_residual


def _interpolate(grid: np.ndarray, at: np.ndarray) -> np.ndarray:
    """Rows of the grid at fractional row numbers, linearly between neighbours."""
    inside = np.clip(at, 0, len(grid) - 1)
    lower = np.minimum(inside.astype(int), len(grid) - 2)
    share = (inside - lower)[:, None]
    return grid[lower] * (1 - share) + grid[lower + 1] * share
