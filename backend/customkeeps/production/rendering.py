"""Drawing one document as the file that is printed."""

import hashlib
from dataclasses import dataclass

from customkeeps.designs.local import local_pictures
from customkeeps.drawing.document import Document, artworks_of
from customkeeps.drawing.numbers import pixels
from customkeeps.drawing.printing import render_bounded
from customkeeps.production.models import Kind

# Counts up with every change that makes other bytes of the same document.
RENDERER = "1"


@dataclass(frozen=True, slots=True)
class Rendered:
    """`width_px` and `height_px` of a PNG; None for a PDF, which has no pixels."""

    content: bytes
    width_px: int | None
    height_px: int | None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def render(document: Document, kind: Kind) -> Rendered:
    """The print file of one placement at true size, PNG at 300 DPI. Raises RenderingError."""
    with local_pictures(artworks_of([document])) as pictures:
        content = render_bounded(document, "png" if kind is Kind.PNG else "pdf", pictures)
    if kind is Kind.PDF:
        return Rendered(content, None, None)
    return Rendered(content, pixels(document["width_mm"]), pixels(document["height_mm"]))
