"""Stored pictures as pixels for Skia, no larger than the drawing needs."""

import numpy as np
import skia
from numpy.typing import NDArray

from customkeeps.drawing.decoding import Bytes, layout, premultiplied_pixels, strips_of
from customkeeps.drawing.document import ColourKey


def bitmap_of(data: bytes, colour_key: ColourKey | None, target_px: tuple[int, int]) -> Bytes:
    """The picture, halved as long as it stays no smaller than `target_px`.

    Browsers choose so, and average four pixels so; what remains is done by linear filtering.
    (height, width, 4) as blue, green, red, alpha, premultiplied. Raises RenderingError.
    """
    pixels = premultiplied_pixels(data, colour_key)
    while _may_be_halved(pixels, target_px):
        pixels = _halved(pixels)
    return pixels


def image_of(pixels: Bytes) -> skia.Image:
    """The same for Skia, which does not keep `pixels` alive itself."""
    return skia.Image.MakeRasterData(layout(pixels), pixels, pixels.shape[1] * 4)


def _may_be_halved(pixels: Bytes, target_px: tuple[int, int]) -> bool:
    height, width = pixels.shape[0] // 2, pixels.shape[1] // 2
    return min(height, width) > 0 and width >= target_px[0] and height >= target_px[1]


def _halved(pixels: Bytes) -> Bytes:
    """Half as large, written over its own beginning: what is overwritten has been read before."""
    height, width = pixels.shape[0] // 2, pixels.shape[1] // 2
    odd = pixels.shape[0] % 2
    halved = pixels.reshape(-1)[: height * width * 4].reshape(height, width, 4)
    for rows in strips_of(height, 2 * width):
        strip = pixels[2 * rows.start : 2 * rows.stop + odd].astype(np.uint16)
        across = _pairs(_pairs(strip).swapaxes(0, 1)).swapaxes(0, 1)
        halved[rows] = across >> (2 + odd + pixels.shape[1] % 2)
    return halved


def _pairs(lines: NDArray[np.uint16]) -> NDArray[np.uint16]:
    """Sums of two lines each; of three, the middle one twice, when their number is odd."""
    end = len(lines) // 2 * 2
    if len(lines) % 2:
        return lines[0:end:2] + 2 * lines[1:end:2] + lines[2 : end + 1 : 2]
    return lines[0:end:2] + lines[1:end:2]
