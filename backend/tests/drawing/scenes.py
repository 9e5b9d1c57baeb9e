"""Scenes and stored pictures for the tests of what is printed."""

import hashlib
import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from customkeeps.drawing.document import ColourKey
from customkeeps.drawing.png import scene_to_png
from customkeeps.drawing.scene import Path, Picture, Scene, SceneLayer, Shape, Transform

Bytes = NDArray[np.uint8]
# One pixel a millimetre keeps what is expected plain to see.
DPI = 25.4


def box(x: float, y: float, width: float, height: float) -> Path:
    right, bottom = x + width, y + height
    return (("M", x, y), ("L", right, y), ("L", right, bottom), ("L", x, bottom), ("Z",))


def layer(
    *items: Shape | Picture,
    opacity: float = 1,
    transforms: tuple[Transform, ...] = (),
    clip: Path | None = None,
) -> SceneLayer:
    return SceneLayer("layer", opacity, transforms, clip, items)


def scene(*layers: SceneLayer, width_mm: float = 20, height_mm: float = 10) -> Scene:
    return Scene(width_mm, height_mm, layers)


class Artworks:
    """Stored pictures, as `open_artwork` finds them."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def keep(self, data: bytes) -> str:
        sha256 = hashlib.sha256(data).hexdigest()
        self.files[sha256] = data
        return sha256

    def picture(
        self, data: bytes, place: tuple[float, ...], colour_key: ColourKey | None = None
    ) -> Picture:
        x, y, width, height = place
        return Picture(self.keep(data), colour_key, x, y, width, height)

    def __call__(self, sha256: str) -> bytes:
        return self.files[sha256]


def file_of(pixels: Bytes, file_format: str) -> bytes:
    out = io.BytesIO()
    image = Image.fromarray(pixels)
    if file_format == "JPEG":
        image.save(out, file_format, quality=95, subsampling="4:4:4")
    else:
        image.save(out, file_format)
    return out.getvalue()


def photo(width: int = 40, height: int = 20) -> Bytes:
    """Smooth, as JPEG likes it, and different at every place."""
    y, x = np.mgrid[0:height, 0:width]
    channels = [x * 255 // width, y * 255 // height, (x + y) * 255 // (width + height)]
    return np.stack(channels, axis=-1).astype(np.uint8)


def printed(drawn: Scene, artworks: Artworks | None = None, dpi: float = DPI) -> Bytes:
    """(height, width, 4): red, green, blue, alpha."""
    data = scene_to_png(drawn, artworks or Artworks(), dpi)
    with Image.open(io.BytesIO(data)) as picture:
        return np.asarray(picture)
