"""Stored pictures decoded, in one place in memory however many steps there are."""

from collections.abc import Iterator

import numpy as np
import skia
from numpy.typing import NDArray

from customkeeps.drawing.colour_key import apply_colour_key
from customkeeps.drawing.document import ColourKey
from customkeeps.drawing.errors import RenderingError

# (height, width, 4) as blue, green, red, alpha: the order that Skia draws as browsers do.
Bytes = NDArray[np.uint8]
# Pixels that are worked on at a time, of a picture or a drawing.
STRIP_PIXELS = 500_000


def codec_of(data: bytes) -> skia.Codec:
    """What reads this file; `data` has to outlive it. Raises RenderingError."""
    try:
        return skia.Codec.MakeFromData(skia.Data.MakeWithoutCopy(data))
    except RuntimeError as error:
        raise RenderingError("A stored picture is not one that can be read.") from error


def straight_pixels(data: bytes, colour_key: ColourKey | None) -> Bytes:
    """Not premultiplied. Raises RenderingError."""
    pixels = _decoded(data, skia.kUnpremul_AlphaType)
    if colour_key is not None:
        for rows in strips_of(*pixels.shape[:2]):
            strip = pixels[rows]
            apply_colour_key(strip[..., 2::-1], strip[..., 3], colour_key)
    return pixels


def premultiplied_pixels(data: bytes, colour_key: ColourKey | None) -> Bytes:
    """Raises RenderingError."""
    if colour_key is None:
        return _decoded(data, skia.kPremul_AlphaType)
    pixels = straight_pixels(data, colour_key)
    for rows in strips_of(*pixels.shape[:2]):
        strip = pixels[rows]
        product = strip[..., :3].astype(np.uint16) * strip[..., 3:] + 128
        strip[..., :3] = (product + (product >> 8)) >> 8
    return pixels


def strips_of(height: int, width: int) -> Iterator[slice]:
    """The rows of a picture, so many at a time that work on them needs little memory."""
    step = max(1, STRIP_PIXELS // width)
    return (slice(start, min(height, start + step)) for start in range(0, height, step))


def layout(pixels: Bytes, alpha: skia.AlphaType = skia.kPremul_AlphaType) -> skia.ImageInfo:
    height, width = pixels.shape[:2]
    return skia.ImageInfo.Make(width, height, skia.kBGRA_8888_ColorType, alpha)


def _decoded(data: bytes, alpha: skia.AlphaType) -> Bytes:
    codec = codec_of(data)
    size = codec.dimensions()
    pixels = np.empty((size.height(), size.width(), 4), np.uint8)
    result = codec.getPixels(layout(pixels, alpha), pixels, size.width() * 4)
    if result != skia.Codec.kSuccess:
        raise RenderingError(f"A stored picture cannot be read: {result.name}.")
    return pixels
