"""Makes one colour of a picture transparent, in whole numbers, so that screen and print agree.

The storefront has the same in `features/studio/drawing/colour-key.ts`.
"""

import math

import numpy as np
from numpy.typing import NDArray

from customkeeps.drawing.document import ColourKey

Bytes = NDArray[np.uint8]
# Beyond the tolerance, opacity grows to the picture's own over so many steps of 255.
SOFT = 16


def apply_colour_key(colours: Bytes, alpha: Bytes, key: ColourKey) -> None:
    """Change `alpha` in place by `colours`: (..., 3), red, green, blue, not premultiplied.

    A pixel's distance is the largest among its three channels' differences.
    """
    kept = _parts(key["tolerance"])[_distance(colours, key["colour"])]
    alpha[...] = alpha * kept // SOFT


def _parts(tolerance: float) -> NDArray[np.uint16]:
    """How many of SOFT parts of its alpha a pixel keeps, by its distance from the colour."""
    nearest = math.floor(tolerance * 255 + 0.5)
    return np.clip(np.arange(256) - nearest, 0, SOFT).astype(np.uint16)


def _distance(colours: Bytes, colour: str) -> Bytes:
    wanted = bytes.fromhex(colour.removeprefix("#"))
    furthest = np.zeros(colours.shape[:-1], np.uint8)
    for channel, value in enumerate(wanted):
        found = colours[..., channel]
        difference = np.maximum(found, value) - np.minimum(found, np.uint8(value))
        np.maximum(furthest, difference, out=furthest)
    return furthest
