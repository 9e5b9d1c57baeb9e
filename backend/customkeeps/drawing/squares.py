"""The squares that a raster is drawn in, as Chromium's are: each overlaps the next by two."""

from dataclasses import dataclass

import skia

SQUARE_PX, BORDER_PX = 256, 1


@dataclass(frozen=True, slots=True)
class Span:
    """One side of a square: where it is drawn, and what of that is kept."""

    start: int
    stop: int
    kept_from: int
    kept_to: int


@dataclass(frozen=True, slots=True)
class Square:
    down: Span
    across: Span

    @property
    def drawn(self) -> tuple[slice, slice]:
        """Its rows and columns in the raster."""
        return slice(self.down.start, self.down.stop), slice(self.across.start, self.across.stop)

    @property
    def kept(self) -> tuple[slice, slice]:
        """Those that are its own."""
        return (
            slice(self.down.kept_from, self.down.kept_to),
            slice(self.across.kept_from, self.across.kept_to),
        )

    @property
    def kept_inside(self) -> tuple[slice, slice]:
        """The same, counted from where the square begins."""
        rows, columns = self.kept
        return (
            slice(rows.start - self.down.start, rows.stop - self.down.start),
            slice(columns.start - self.across.start, columns.stop - self.across.start),
        )

    @property
    def rect(self) -> skia.Rect:
        return skia.Rect.MakeLTRB(
            self.across.start, self.down.start, self.across.stop, self.down.stop
        )


def squares_of(extent: skia.Rect, width_px: int, height_px: int) -> list[Square]:
    """Those of a raster of this size that the extent touches."""
    return [
        Square(down, across)
        for down in _spans(extent.top(), extent.bottom(), height_px)
        for across in _spans(extent.left(), extent.right(), width_px)
    ]


def _spans(start: float, end: float, length: int) -> list[Span]:
    return [
        Span(first, last, first + BORDER_PX * (first > 0), last - BORDER_PX * (last < length))
        for first in range(0, max(1, length - 2 * BORDER_PX), SQUARE_PX - 2 * BORDER_PX)
        for last in [min(first + SQUARE_PX, length)]
        if first <= end + 1 and last >= start - 1
    ]
