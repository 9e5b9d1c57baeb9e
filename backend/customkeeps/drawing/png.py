"""A scene as a PNG file with transparent background, for print."""

from customkeeps.drawing.decoding import OpenArtwork
from customkeeps.drawing.numbers import PRINT_DPI, pixels
from customkeeps.drawing.png_file import png_file
from customkeeps.drawing.raster import raster_of, straight_strips
from customkeeps.drawing.scene import Scene


def scene_to_png(scene: Scene, open_artwork: OpenArtwork, dpi: float = PRINT_DPI) -> bytes:
    """In true size, with its density written in; the same bytes for the same scene.

    `open_artwork` gives a stored picture's file by its SHA-256.
    """
    width_px, height_px = pixels(scene.width_mm, dpi), pixels(scene.height_mm, dpi)
    raster = raster_of(scene, open_artwork, width_px, height_px)
    return png_file(width_px, height_px, straight_strips(raster), dpi)
