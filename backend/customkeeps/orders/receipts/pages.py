"""Pages that say which they are, of how many."""

from functools import partial
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

MARGIN = 20 * mm


class NumberedPages(Canvas):
    """How many there are is known at the end: each page is kept, and numbered when saved."""

    def __init__(self, *args: Any, footer: tuple[str, str, Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self._footer = footer
        self._kept: list[dict[str, Any]] = []
        self.setViewerPreference("DisplayDocTitle", "true")

    @classmethod
    def with_footer(cls, words: str, font: str, color: Any) -> Any:
        """What `SimpleDocTemplate.build` takes as its canvas maker."""
        return partial(cls, footer=(words, font, color))

    def showPage(self) -> None:  # noqa: N802 (reportlab's name)
        self._kept.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        kept, self._kept = self._kept, []
        for number, page in enumerate(kept, start=1):
            self.__dict__.update(page)
            self._draw_footer(f"Page {number} of {len(kept)}")
            super().showPage()
        super().save()

    def _draw_footer(self, number: str) -> None:
        words, font, color = self._footer
        self.setFont(font, 8)
        self.setFillColor(color)
        self.drawString(MARGIN, MARGIN - 4 * mm, words)
        self.drawRightString(A4[0] - MARGIN, MARGIN - 4 * mm, number)
