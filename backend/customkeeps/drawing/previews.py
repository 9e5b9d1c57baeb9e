"""A scene as a small picture: what cart, order and e-mails show of a design."""

from typing import Literal

import numpy as np
import skia

from customkeeps.drawing.decoding import OpenArtwork
from customkeeps.drawing.png_file import png_file
from customkeeps.drawing.raster import raster_of, straight_strips
from customkeeps.drawing.scene import Scene

MOST_WIDTH_PX, MOST_HEIGHT_PX = 900, 1200
WEBP_QUALITY = 90
PreviewFormat = Literal["png", "webp"]


def preview_size(scene: Scene) -> tuple[int, int]:
    """Width and height in pixels: as large as a preview may be, in the scene's proportions."""
    scale = min(MOST_WIDTH_PX / scene.width_mm, MOST_HEIGHT_PX / scene.height_mm)
    return max(1, round(scene.width_mm * scale)), max(1, round(scene.height_mm * scale))


def scene_to_preview(
    scene: Scene, open_artwork: OpenArtwork, file_format: PreviewFormat = "webp"
) -> bytes:
    """With transparent background; the same bytes for the same scene. Raises RenderingError."""
    width_px, height_px = preview_size(scene)
    raster = raster_of(scene, open_artwork, width_px, height_px)
    if file_format == "png":
        return png_file(width_px, height_px, straight_strips(raster), dpi=None)
    straight = np.concatenate(list(straight_strips(raster)))
    image = skia.Image.fromarray(straight, skia.kRGBA_8888_ColorType)
    return bytes(image.encodeToData(skia.kWEBP, WEBP_QUALITY))
