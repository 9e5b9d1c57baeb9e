"""A scene as pixels, drawn by Skia as Chromium does it without a graphics card.

That is: in overlapping squares, as Skia's curves depend a little on where they are cut off; with
blue before red; and with pictures halved first, then filtered linearly. What is left of
differences is in `docs/parity.md`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import skia

from customkeeps.drawing.bitmaps import LINEAR, bitmap_of, image_of
from customkeeps.drawing.decoding import Bytes, strips_of
from customkeeps.drawing.matrices import Matrix, matrix_of, multiplied, stretches_of
from customkeeps.drawing.scene import Path, Picture, Scene, SceneLayer, Shape

OpenArtwork = Callable[[str], bytes]
SQUARE_PX, BORDER_PX = 256, 1


def raster_of(scene: Scene, open_artwork: OpenArtwork, width_px: int, height_px: int) -> Bytes:
    """(height, width, 4) as blue, green, red, alpha, premultiplied; stretched to fill the size.

    `open_artwork` gives a stored picture's file by its SHA-256. One of them is open at a time.
    """
    pixels = np.zeros((height_px, width_px, 4), np.uint8)
    page: Matrix = (width_px / scene.width_mm, 0, 0, height_px / scene.height_mm, 0, 0)
    for layer in scene.layers:
        _draw_layer(pixels, layer, multiplied(page, matrix_of(layer.transforms)), open_artwork)
    return pixels


def straight_strips(pixels: Bytes) -> Iterator[Bytes]:
    """The rows of a raster, many at a time, as red, green, blue, alpha, not premultiplied."""
    for rows in strips_of(*pixels.shape[:2]):
        strip = skia.Pixmap(pixels[rows], skia.kBGRA_8888_ColorType, skia.kPremul_AlphaType)
        straight = np.empty_like(pixels[rows])
        strip.readPixels(skia.Pixmap(straight, skia.kRGBA_8888_ColorType, skia.kUnpremul_AlphaType))
        yield straight


def _draw_layer(
    pixels: Bytes, layer: SceneLayer, matrix: Matrix, open_artwork: OpenArtwork
) -> None:
    # Skia does not keep these alive, so they are held here until the layer is drawn.
    bitmaps = [
        _bitmap(item, matrix, open_artwork) for item in layer.items if isinstance(item, Picture)
    ]
    drawing = _recorded(layer, matrix, iter(bitmaps))
    extent = drawing.cullRect()
    for down in _spans(extent.top(), extent.bottom(), pixels.shape[0]):
        for across in _spans(extent.left(), extent.right(), pixels.shape[1]):
            _draw_square(pixels, drawing, down, across)


@dataclass(frozen=True, slots=True)
class Span:
    """One side of a square: where it is drawn, and what of that is kept."""

    start: int
    stop: int
    kept_from: int
    kept_to: int


def _spans(start: float, end: float, length: int) -> list[Span]:
    """Of the squares that a raster of this length is drawn in, those from `start` to `end`."""
    return [
        Span(first, last, first + BORDER_PX * (first > 0), last - BORDER_PX * (last < length))
        for first in range(0, length - 2 * BORDER_PX, SQUARE_PX - 2 * BORDER_PX)
        for last in [min(first + SQUARE_PX, length)]
        if first <= end + 1 and last >= start - 1
    ]


def _draw_square(pixels: Bytes, drawing: skia.Picture, down: Span, across: Span) -> None:
    square = pixels[down.start : down.stop, across.start : across.stop].copy()
    surface = skia.Surface(square, skia.kBGRA_8888_ColorType, skia.kPremul_AlphaType)
    canvas = surface.getCanvas()
    canvas.translate(-across.start, -down.start)
    canvas.drawPicture(drawing)
    pixels[down.kept_from : down.kept_to, across.kept_from : across.kept_to] = square[
        down.kept_from - down.start : down.kept_to - down.start,
        across.kept_from - across.start : across.kept_to - across.start,
    ]


def _recorded(layer: SceneLayer, matrix: Matrix, bitmaps: Iterator[Bytes]) -> skia.Picture:
    """What the layer draws, and as its cull rectangle where, in pixels."""
    recorder = skia.PictureRecorder()
    canvas = recorder.beginRecording(_extent(layer, matrix))
    canvas.concat(_skia_matrix(matrix))
    if layer.clip is not None:
        canvas.clipPath(_skia_path(layer.clip), doAntiAlias=True)
    if layer.opacity < 1:
        canvas.saveLayer(None, skia.Paint(Alphaf=layer.opacity))
    for item in layer.items:
        canvas.save()
        canvas.concat(_skia_matrix(matrix_of(item.transforms)))
        if isinstance(item, Picture):
            image = image_of(next(bitmaps))
            canvas.drawImageRect(image, _rect(item), LINEAR, skia.Paint(AntiAlias=True))
        else:
            canvas.drawPath(_skia_path(item.path), _paint(item))
        canvas.restore()
    return recorder.finishRecordingAsPicture()


def _bitmap(picture: Picture, matrix: Matrix, open_artwork: OpenArtwork) -> Bytes:
    across, down = stretches_of(multiplied(matrix, matrix_of(picture.transforms)))
    target_px = (round(picture.width * across), round(picture.height * down))
    return bitmap_of(open_artwork(picture.artwork), picture.colour_key, target_px)


def _paint(shape: Shape) -> skia.Paint:
    if shape.stroke is None:
        return skia.Paint(AntiAlias=True, Color=_colour(shape.fill or "#000000"))
    return skia.Paint(
        AntiAlias=True,
        Color=_colour(shape.stroke),
        Style=skia.Paint.kStroke_Style,
        StrokeWidth=shape.stroke_width,
        StrokeJoin=skia.Paint.kRound_Join,
        StrokeCap=skia.Paint.kRound_Cap,
    )


def _extent(layer: SceneLayer, matrix: Matrix) -> skia.Rect:
    if layer.clip is not None:
        return _skia_matrix(matrix).mapRect(_skia_path(layer.clip).getBounds())
    extent = skia.Rect()
    for item in layer.items:
        whole = multiplied(matrix, matrix_of(item.transforms))
        extent.join(_skia_matrix(whole).mapRect(_bounds(item)))
    return extent


def _bounds(item: Shape | Picture) -> skia.Rect:
    if isinstance(item, Picture):
        return _rect(item)
    return _skia_path(item.path).getBounds().makeOutset(item.stroke_width, item.stroke_width)


def _rect(picture: Picture) -> skia.Rect:
    return skia.Rect.MakeXYWH(picture.x, picture.y, picture.width, picture.height)


def _colour(text: str) -> int:
    return skia.Color(*bytes.fromhex(text.removeprefix("#")))


def _skia_matrix(matrix: Matrix) -> skia.Matrix:
    a, b, c, d, e, f = matrix
    return skia.Matrix.MakeAll(a, c, e, b, d, f, 0, 0, 1)


# Letters come again and again, and twice where they have an outline.
@lru_cache(maxsize=256)
def _skia_path(path: Path) -> skia.Path:
    drawn = skia.Path()
    steps = {"M": drawn.moveTo, "L": drawn.lineTo, "Q": drawn.quadTo, "C": drawn.cubicTo}
    for letter, *numbers in path:
        if letter == "Z":
            drawn.close()
        else:
            steps[str(letter)](*numbers)
    return drawn
