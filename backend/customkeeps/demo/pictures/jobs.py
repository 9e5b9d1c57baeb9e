"""One picture to make: what goes in, what its files are called, and the making itself."""

import hashlib
import os
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import resvg_py
from PIL import Image

from customkeeps import mockups
from customkeeps.mockups.composite import AreaMm, composite

from .template import print_area_frame

WIDTH_PX = 1000
THUMB_WIDTH_PX = 500
WEBP = {"quality": 82, "method": 4}
DESIGN_WIDTH_PX = 1600


@dataclass(frozen=True)
class PictureJob:
    """A view in one colour: blank, with a design drawing, or with its print area outlined."""

    view: str
    base_hex: str
    design: Path | None = None
    area_mm: AreaMm | None = None

    @property
    def key(self) -> str:
        """Names the content: the same inputs and the same drawing code give the same key."""
        digest = hashlib.sha256(_drawing_sources(self.view))
        digest.update(repr((self.view, self.base_hex, self.area_mm, WIDTH_PX, WEBP)).encode())
        if self.design:
            digest.update(self.design.read_bytes())
        return digest.hexdigest()[:16]

    @property
    def file_name(self) -> str:
        return f"{self.view}-{self.key}-{WIDTH_PX}.webp"

    @property
    def thumb_file_name(self) -> str:
        return f"{self.view}-{self.key}-{THUMB_WIDTH_PX}.webp"

    def is_made(self, folder: Path) -> bool:
        return all((folder / name).exists() for name in (self.file_name, self.thumb_file_name))

    def make(self, folder: Path) -> None:
        """Write both sizes; a file appears whole or not at all."""
        picture = composite(
            self.view,
            base_hex=self.base_hex,
            design=self._printed(),
            area_mm=self.area_mm,
            width_px=WIDTH_PX,
        )
        size = (THUMB_WIDTH_PX, THUMB_WIDTH_PX * picture.height // picture.width)
        _save(picture, folder / self.file_name)
        _save(picture.resize(size, Image.Resampling.LANCZOS), folder / self.thumb_file_name)

    def _printed(self) -> Image.Image | None:
        if self.design:
            return rasterise(self.design)
        return print_area_frame(self.area_mm) if self.area_mm else None


def rasterise(drawing: Path) -> Image.Image:
    """An SVG design as a transparent picture."""
    png = resvg_py.svg_to_bytes(
        svg_path=str(drawing), width=DESIGN_WIDTH_PX, skip_system_fonts=True
    )
    with Image.open(BytesIO(bytes(png))) as picture:
        return picture.convert("RGBA")


def _save(picture: Image.Image, path: Path) -> None:
    unfinished = path.with_suffix(f".{os.getpid()}.part")
    picture.save(unfinished, "WEBP", **WEBP)
    unfinished.replace(path)


@lru_cache(maxsize=32)
def _drawing_sources(view: str) -> bytes:
    """Bytes of everything besides the job that decides how this view comes out."""
    package = Path(mockups.__file__).parent
    code = [*package.glob("*.py"), *Path(__file__).parent.glob("*.py")]
    sources = sorted(code) + sorted(package.glob(f"*/{view}*"))
    return b"".join(path.read_bytes() for path in sources)
