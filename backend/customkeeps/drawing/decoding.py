"""Stored pictures decoded, no more of them at a time than is being worked on."""

import mmap
from collections.abc import Callable, Iterator

import numpy as np
import skia
from numpy.typing import NDArray

from customkeeps.drawing.colour_key import apply_colour_key
from customkeeps.drawing.document import ColourKey
from customkeeps.drawing.errors import RenderingError

# (height, width, 4) as blue, green, red, alpha: the order that Skia draws as browsers do.
Bytes = NDArray[np.uint8]
# Gives a stored picture's file by its SHA-256.
OpenArtwork = Callable[[str], bytes]
# Pixels that are worked on at a time, of a picture or a drawing.
STRIP_PIXELS = 500_000
PREMULTIPLIED, STRAIGHT = skia.kPremul_AlphaType, skia.kUnpremul_AlphaType


class Decoding:
    """A stored picture, of which a JPEG is decoded from top to bottom as its rows are needed.

    `pixels` has room for all of it, which takes memory only where something was written. Raises
    RenderingError.
    """

    def __init__(
        self,
        data: bytes,
        colour_key: ColourKey | None,
        alpha: skia.AlphaType = PREMULTIPLIED,
    ) -> None:
        self._data, self._codec = data, codec_of(data)
        self._colour_key, self._alpha = colour_key, alpha
        width, height = self._codec.dimensions().width(), self._codec.dimensions().height()
        self._memory = mmap.mmap(-1, height * width * 4)
        self.pixels: Bytes = np.frombuffer(self._memory, np.uint8).reshape(height, width, 4)
        self._row_bytes, self._loaded, self._released = width * 4, 0, 0

    def need(self, start: int, stop: int) -> None:
        """Have these rows; those before are not looked at again. Raises RenderingError."""
        height, width = self.pixels.shape[:2]
        before = self._loaded
        for rows in strips_of(min(stop, height) - before, width):
            # What is no JPEG is all there after the first strip.
            if self._loaded < height:
                self._load(before + rows.start, before + rows.stop)
                self._release(min(start, self._loaded))
        self._release(min(start, self._loaded))

    def _load(self, start: int, stop: int) -> None:
        if self._codec.getEncodedFormat() == skia.EncodedImageFormat.kJPEG:
            _check(self._read_rows(start, stop))
        else:
            stop = len(self.pixels)
            _check(self._read_all())
        self._loaded = stop
        if self._colour_key is not None:
            for rows in strips_of(stop - start, self.pixels.shape[1]):
                self._apply_key(self.pixels[start + rows.start : start + rows.stop])

    def _release(self, start: int) -> None:
        """Give back the memory of the rows before `start`."""
        end = start * self._row_bytes // mmap.PAGESIZE * mmap.PAGESIZE
        if end > self._released:
            self._memory.madvise(mmap.MADV_DONTNEED, self._released, end - self._released)
            self._released = end

    def _read_all(self) -> skia.Codec.Result:
        layout = layout_of(self.pixels, self._codec_alpha())
        return self._codec.getPixels(layout, self.pixels, self._row_bytes)

    def _read_rows(self, start: int, stop: int) -> skia.Codec.Result:
        if start == 0:
            layout = layout_of(self.pixels, self._codec_alpha())
            _check(self._codec.startScanlineDecode(layout))
        rows = self._codec.getScanlines(self.pixels[start:stop], stop - start, self._row_bytes)
        return skia.Codec.kSuccess if rows == stop - start else skia.Codec.kIncompleteInput

    def _codec_alpha(self) -> skia.AlphaType:
        """A colour is keyed by what it is, so before it is premultiplied."""
        return self._alpha if self._colour_key is None else STRAIGHT

    def _apply_key(self, strip: Bytes) -> None:
        if self._colour_key is not None:
            apply_colour_key(strip[..., 2::-1], strip[..., 3], self._colour_key)
            if self._alpha == PREMULTIPLIED:
                product = strip[..., :3].astype(np.uint16) * strip[..., 3:] + 128
                strip[..., :3] = (product + (product >> 8)) >> 8


def codec_of(data: bytes) -> skia.Codec:
    """What reads this file; `data` has to outlive it. Raises RenderingError."""
    try:
        return skia.Codec.MakeFromData(skia.Data.MakeWithoutCopy(data))
    except RuntimeError as error:
        raise RenderingError("A stored picture is not one that can be read.") from error


def strips_of(height: int, width: int) -> Iterator[slice]:
    """The rows of a picture, so many at a time that work on them needs little memory."""
    step = max(1, STRIP_PIXELS // width)
    return (slice(start, min(height, start + step)) for start in range(0, height, step))


def layout_of(pixels: Bytes, alpha: skia.AlphaType = PREMULTIPLIED) -> skia.ImageInfo:
    height, width = pixels.shape[:2]
    return skia.ImageInfo.Make(width, height, skia.kBGRA_8888_ColorType, alpha)


def _check(result: skia.Codec.Result) -> None:
    if result != skia.Codec.kSuccess:
        raise RenderingError(f"A stored picture cannot be read: {result.name}.")
