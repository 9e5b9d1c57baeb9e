"""Stored pictures as pixels for Skia, no larger than the drawing needs.

Made smaller as Chromium does it: to the whole picture's size halved so many times, by averaging
four pixels to one as often as that is right, then linearly where a side is odd.
"""

import math
from typing import Protocol

import numpy as np
import skia
from numpy.typing import NDArray

from customkeeps.drawing.decoding import Bytes, Decoding, layout_of, strips_of
from customkeeps.drawing.document import ColourKey

LINEAR = skia.SamplingOptions(skia.FilterMode.kLinear)
# What is drawn replaces what was there.
PLAIN = skia.Paint(BlendMode=skia.BlendMode.kSrc)
# Around the rows that a pixel is made of, so that rounding never asks for one that is not there.
SPARE_ROWS = 4
Size = tuple[int, int]


class Bitmap(Protocol):
    """Pixels as in `decoding`, premultiplied, to be looked at where they are needed."""

    pixels: Bytes

    def need(self, start: int, stop: int) -> None:
        """Have these rows; those before are not looked at again. Raises RenderingError."""


class _Made:
    """A bitmap that is in memory already."""

    def __init__(self, pixels: Bytes) -> None:
        self.pixels = pixels

    def need(self, start: int, stop: int) -> None:
        """They are there."""


def bitmap_of(data: bytes, colour_key: ColourKey | None, target_px: Size) -> Bitmap:
    """The picture, halved as long as it stays no smaller than `target_px`: width, height.

    Raises RenderingError.
    """
    bitmap: Bitmap = Decoding(data, colour_key)
    whole = _size(bitmap)
    size = _halved_size(whole, target_px)
    for _ in range(_averagings(whole, size)):
        bitmap = _averaged(bitmap)
    return bitmap if _size(bitmap) == size else _stretched(bitmap, *size)


def image_of(bitmap: Bitmap) -> skia.Image:
    """The same for Skia, which does not keep the pixels alive itself."""
    pixels = bitmap.pixels
    return skia.Image.MakeRasterData(layout_of(pixels), pixels, pixels.shape[1] * 4)


def _size(bitmap: Bitmap) -> Size:
    height, width = bitmap.pixels.shape[:2]
    return width, height


def _halved_size(size: Size, target_px: Size) -> Size:
    half = (-(-size[0] // 2), -(-size[1] // 2))
    if half == size or half[0] < target_px[0] or half[1] < target_px[1]:
        return size
    return _halved_size(half, target_px)


def _averagings(whole: Size, size: Size) -> int:
    """The level of Skia's mipmaps from which it would draw the picture at this size."""
    scale = math.sqrt(size[0] / whole[0] * size[1] / whole[1])
    return math.floor(-math.log2(scale))


def _averaged(bitmap: Bitmap) -> Bitmap:
    width, height = _size(bitmap)
    smaller = np.empty((max(1, height // 2), max(1, width // 2), 4), np.uint8)
    shift = _weight_bits(height) + _weight_bits(width)
    for rows in strips_of(len(smaller), 2 * width):
        start, stop = 2 * rows.start, 2 * rows.stop + height % 2
        bitmap.need(start, stop)
        strip = bitmap.pixels[start:stop].astype(np.uint16)
        smaller[rows] = _sums(_sums(strip).swapaxes(0, 1)).swapaxes(0, 1) >> shift
    return _Made(smaller)


def _sums(lines: NDArray[np.uint16]) -> NDArray[np.uint16]:
    """Of two lines each; of three, the middle one twice, when their number is odd."""
    if len(lines) == 1:
        return lines
    end = len(lines) // 2 * 2
    if len(lines) % 2:
        return lines[0:end:2] + 2 * lines[1:end:2] + lines[2 : end + 1 : 2]
    return lines[0:end:2] + lines[1:end:2]


def _weight_bits(length: int) -> int:
    """How many bits longer the sums along a side of this length are."""
    return 0 if length == 1 else 1 + length % 2


def _stretched(bitmap: Bitmap, width: int, height: int) -> Bitmap:
    smaller, image = np.empty((height, width, 4), np.uint8), image_of(bitmap)
    rows_each = len(bitmap.pixels) / height
    for rows in strips_of(height, width):
        first, last = math.floor(rows.start * rows_each), math.ceil(rows.stop * rows_each)
        bitmap.need(first - SPARE_ROWS, last + SPARE_ROWS)
        surface = skia.Surface(smaller[rows], skia.kBGRA_8888_ColorType, skia.kPremul_AlphaType)
        canvas = surface.getCanvas()
        canvas.translate(0, -rows.start)
        canvas.drawImageRect(image, skia.Rect.MakeWH(width, height), LINEAR, PLAIN)
    return _Made(smaller)
