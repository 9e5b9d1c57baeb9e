"""One picture to make: what goes in, what its files are called, and the making itself."""

import hashlib
import os
import re
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import resvg_py
from PIL import Image

from customkeeps import mockups
from customkeeps.mockups.composite import AreaMm, composite

from . import template

WIDTH_PX = 1000
THUMB_WIDTH_PX = 500
WEBP = {"quality": 82, "method": 4}
DESIGN_WIDTH_PX = 1600
VIEW_BOX = re.compile(r'viewBox="0 0 (\S+) ')


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
        return template.print_area_frame(self.area_mm) if self.area_mm else None


def rasterise(drawing: Path) -> Image.Image:
    """An SVG design as a transparent picture."""
    with Image.open(BytesIO(_png(drawing, DESIGN_WIDTH_PX))) as picture:
        return picture.convert("RGBA")


def print_ready(drawing: Path) -> bytes:
    """An SVG design as a transparent PNG with 300 dots an inch: it is drawn in millimetres."""
    size = VIEW_BOX.search(drawing.read_text())
    if size is None:
        raise ValueError(f"{drawing.name} does not say how large it is")
    return _png(drawing, round(float(size[1]) / 25.4 * 300))


def _png(drawing: Path, width_px: int) -> bytes:
    return bytes(
        resvg_py.svg_to_bytes(svg_path=str(drawing), width=width_px, skip_system_fonts=True)
    )


def _save(picture: Image.Image, path: Path) -> None:
    unfinished = path.with_suffix(f".{os.getpid()}.part")
    picture.save(unfinished, "WEBP", **WEBP)
    unfinished.replace(path)


@lru_cache(maxsize=32)
def _drawing_sources(view: str) -> bytes:
    """Bytes of everything besides the job that decides how this view comes out."""
    package = Path(mockups.__file__).parent
    code = [*package.glob("*.py"), Path(__file__), Path(template.__file__)]
    sources = sorted(code) + sorted(package.glob(f"*/{view}*"))
    return b"".join(path.read_bytes() for path in sources)
