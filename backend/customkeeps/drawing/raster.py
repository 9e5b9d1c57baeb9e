"""A scene as pixels, drawn by Skia as Chromium does it without a graphics card.

That is: in overlapping squares, as Skia's curves depend a little on where they are cut off; with
blue before red; and with pictures halved first, then filtered linearly. What is left of
differences is in `docs/parity.md`.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import skia

from customkeeps.drawing.bitmaps import LINEAR
from customkeeps.drawing.decoding import Bytes, OpenArtwork, strips_of
from customkeeps.drawing.matrices import Matrix, matrix_of, multiplied
from customkeeps.drawing.placed_pictures import PlacedPicture, in_reading_order
from customkeeps.drawing.scene import Picture, Scene, SceneLayer
from customkeeps.drawing.skia_shapes import bounds_of, paint_of, skia_matrix, skia_path
from customkeeps.drawing.squares import Square, squares_of


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
    placed = [
        PlacedPicture(item, matrix, open_artwork)
        for item in layer.items
        if isinstance(item, Picture)
    ]
    drawing = _recorded(layer, matrix, placed)
    height_px, width_px = pixels.shape[:2]
    squares = squares_of(drawing.cullRect(), width_px, height_px)
    for square in in_reading_order(squares, placed):
        _draw_square(pixels, drawing, square)


def _draw_square(pixels: Bytes, drawing: skia.Picture, square: Square) -> None:
    copy = pixels[square.drawn].copy()
    surface = skia.Surface(copy, skia.kBGRA_8888_ColorType, skia.kPremul_AlphaType)
    canvas = surface.getCanvas()
    canvas.translate(-square.across.start, -square.down.start)
    canvas.drawPicture(drawing)
    pixels[square.kept] = copy[square.kept_inside]


def _recorded(layer: SceneLayer, matrix: Matrix, placed: Sequence[PlacedPicture]) -> skia.Picture:
    """What the layer draws, and as its cull rectangle where, in pixels."""
    recorder = skia.PictureRecorder()
    canvas = recorder.beginRecording(_extent(layer, matrix))
    canvas.concat(skia_matrix(matrix))
    if layer.clip is not None:
        canvas.clipPath(skia_path(layer.clip), doAntiAlias=True)
    if layer.opacity < 1:
        canvas.saveLayer(None, skia.Paint(Alphaf=layer.opacity))
    images = iter([picture.image for picture in placed])
    for item in layer.items:
        canvas.save()
        canvas.concat(skia_matrix(matrix_of(item.transforms)))
        if isinstance(item, Picture):
            smooth = skia.Paint(AntiAlias=True)
            canvas.drawImageRect(next(images), bounds_of(item), LINEAR, smooth)
        else:
            canvas.drawPath(skia_path(item.path), paint_of(item))
        canvas.restore()
    return recorder.finishRecordingAsPicture()


def _extent(layer: SceneLayer, matrix: Matrix) -> skia.Rect:
    if layer.clip is not None:
        return skia_matrix(matrix).mapRect(skia_path(layer.clip).getBounds())
    extent = skia.Rect()
    for item in layer.items:
        whole = multiplied(matrix, matrix_of(item.transforms))
        extent.join(skia_matrix(whole).mapRect(bounds_of(item)))
    return extent
