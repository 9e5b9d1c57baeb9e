"""Stored pictures as pixels for Skia, no larger than the drawing needs.

Made smaller as Chromium does it: to the whole picture's size halved so many times, by averaging
four pixels to one as often as that is right, then linearly where a side is odd. All of it is
written over the picture's own beginning: what is overwritten has been read before.
"""

import math

import numpy as np
import skia
from numpy.typing import NDArray

from customkeeps.drawing.decoding import Bytes, layout, premultiplied_pixels, strips_of
from customkeeps.drawing.document import ColourKey

LINEAR = skia.SamplingOptions(skia.FilterMode.kLinear)
# What is drawn replaces what was there.
PLAIN = skia.Paint(BlendMode=skia.BlendMode.kSrc)
Size = tuple[int, int]


def bitmap_of(data: bytes, colour_key: ColourKey | None, target_px: Size) -> Bytes:
    """The picture, halved as long as it stays no smaller than `target_px`: width, height.

    (height, width, 4) as blue, green, red, alpha, premultiplied. Raises RenderingError.
    """
    pixels = premultiplied_pixels(data, colour_key)
    size = _halved_size((pixels.shape[1], pixels.shape[0]), target_px)
    for _ in range(_averagings(pixels, size)):
        pixels = _averaged(pixels)
    return pixels if pixels.shape[1::-1] == size else _stretched(pixels, *size)


def image_of(pixels: Bytes) -> skia.Image:
    """The same for Skia, which does not keep `pixels` alive itself."""
    return skia.Image.MakeRasterData(layout(pixels), pixels, pixels.shape[1] * 4)


def _halved_size(size: Size, target_px: Size) -> Size:
    half = (-(-size[0] // 2), -(-size[1] // 2))
    if half == size or half[0] < target_px[0] or half[1] < target_px[1]:
        return size
    return _halved_size(half, target_px)


def _averagings(pixels: Bytes, size: Size) -> int:
    """The level of Skia's mipmaps from which it would draw the picture at this size."""
    scale = math.sqrt(size[0] / pixels.shape[1] * size[1] / pixels.shape[0])
    return math.floor(-math.log2(scale))


def _averaged(pixels: Bytes) -> Bytes:
    height, width = pixels.shape[:2]
    smaller = _beginning(pixels, max(1, width // 2), max(1, height // 2))
    shift = _weight_bits(height) + _weight_bits(width)
    for rows in strips_of(len(smaller), 2 * width):
        strip = pixels[2 * rows.start : 2 * rows.stop + height % 2].astype(np.uint16)
        smaller[rows] = _sums(_sums(strip).swapaxes(0, 1)).swapaxes(0, 1) >> shift
    return smaller


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


def _stretched(pixels: Bytes, width: int, height: int) -> Bytes:
    smaller, image = _beginning(pixels, width, height), image_of(pixels)
    for rows in strips_of(height, width):
        strip = np.empty_like(smaller[rows])
        surface = skia.Surface(strip, skia.kBGRA_8888_ColorType, skia.kPremul_AlphaType)
        canvas = surface.getCanvas()
        canvas.translate(0, -rows.start)
        canvas.drawImageRect(image, skia.Rect.MakeWH(width, height), LINEAR, PLAIN)
        smaller[rows] = strip
    return smaller


def _beginning(pixels: Bytes, width: int, height: int) -> Bytes:
    return pixels.reshape(-1)[: height * width * 4].reshape(height, width, 4)
