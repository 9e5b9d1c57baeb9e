"""A layer's pictures, drawn in the order in which their rows are read.

So of a photograph of 40 megapixels some hundred rows are in memory at a time, even when it is
turned: a square needs no more of them than it is long.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import accumulate

import skia

from customkeeps.drawing.bitmaps import SPARE_ROWS, bitmap_of, image_of
from customkeeps.drawing.decoding import OpenArtwork
from customkeeps.drawing.matrices import Matrix, matrix_of, multiplied, stretches_of
from customkeeps.drawing.scene import Picture
from customkeeps.drawing.skia_shapes import skia_matrix
from customkeeps.drawing.squares import Square


class PlacedPicture:
    """`matrix` brings its layer to pixels. Raises RenderingError."""

    def __init__(self, picture: Picture, matrix: Matrix, open_artwork: OpenArtwork) -> None:
        self._picture = picture
        whole = multiplied(matrix, matrix_of(picture.transforms))
        across, down = stretches_of(whole)
        target_px = (round(picture.width * across), round(picture.height * down))
        data = open_artwork(picture.artwork)
        self.bitmap = bitmap_of(data, picture.colour_key, target_px)
        # Skia does not keep the pixels alive itself: this picture has to outlive what is drawn.
        self.image = image_of(self.bitmap)
        self._back = skia.Matrix()
        skia_matrix(whole).invert(self._back)

    def rows_in(self, square: Square) -> tuple[int, int]:
        """From which to which of the bitmap's rows are needed there."""
        seen = self._back.mapRect(square.rect)
        rows_each = len(self.bitmap.pixels) / self._picture.height
        first = (seen.top() - self._picture.y) * rows_each
        last = (seen.bottom() - self._picture.y) * rows_each
        return math.floor(first) - SPARE_ROWS, math.ceil(last) + SPARE_ROWS


def in_reading_order(
    squares: Sequence[Square], placed: Sequence[PlacedPicture]
) -> Iterator[Square]:
    """The squares, each when the rows that it shows are there. Raises RenderingError."""
    if not placed:
        yield from squares
        return
    # A layer has no more than one, as documents are drawn; others are simply all there.
    first, *others = placed
    for other in others:
        other.bitmap.need(0, len(other.bitmap.pixels))
    needs = sorted(((first.rows_in(square), square) for square in squares), key=_last_row)
    starts = [start for (start, _), _ in needs]
    # The first row that is needed then or later.
    kept_from = [*accumulate(reversed(starts), min)][::-1]
    for start, ((_, stop), square) in zip(kept_from, needs, strict=True):
        first.bitmap.need(start, stop)
        yield square


def _last_row(need: tuple[tuple[int, int], Square]) -> int:
    return need[0][1]
