"""The receipt's typeface, and any text made fit to be set in it."""

import unicodedata
from pathlib import Path
from threading import RLock

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FONTS = Path(__file__).parent / "fonts"
REGULAR, BOLD = "NotoSans-Regular", "NotoSans-SemiBold"
# Stands where a letter is that the typeface has not, so that nobody thinks nothing was there.
UNKNOWN = "\ufffd"
# Those that only tell how their neighbours look: format characters, variation selectors.
INVISIBLE = frozenset(map(chr, range(0xFE00, 0xFE10)))
# Reportlab's fonts belong to the process and are read with one reading head: one receipt at a time.
typesetting = RLock()
_letters: frozenset[int] = frozenset()


def letters() -> frozenset[int]:
    """The code points that both weights have. The first call makes reportlab know them."""
    global _letters  # noqa: PLW0603 (read once in the life of a process, by the first receipt)
    with typesetting:
        if not _letters:
            regular, bold = (_code_points(name) for name in (REGULAR, BOLD))
            _letters = regular & bold
    return _letters


def _code_points(name: str) -> frozenset[int]:
    font = TTFont(name, str(FONTS / f"{name}.ttf"))
    pdfmetrics.registerFont(font)
    return frozenset(font.face.charToGlyph)


def printable(text: str, longest: int) -> str:
    """`text` in one line of at most `longest` letters, each of which the typeface has.

    The order of letters is the order of the text: bidirectional controls are left out.
    """
    one_line = " ".join(unicodedata.normalize("NFC", text).split())
    seen = [character for character in one_line if not _is_invisible(character)]
    if len(seen) > longest:
        seen = [*"".join(seen[: longest - 1]).rstrip(), "…"]
    known = letters()
    return "".join(character if ord(character) in known else UNKNOWN for character in seen)


def _is_invisible(character: str) -> bool:
    return character in INVISIBLE or unicodedata.category(character) in ("Cc", "Cf")
