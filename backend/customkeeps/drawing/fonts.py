"""The faces that words may be set in: what is known of them, and their letters as outlines.

Built by the import of the font pack into `fonts/`; the storefront reads the same files.
"""

import json
import unicodedata
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from pathlib import Path as File
from typing import Literal

import uharfbuzz

from customkeeps.drawing.characters import STAND_INS, is_ignored
from customkeeps.drawing.numbers import OUTLINE_PLACES, rounded
from customkeeps.drawing.scene import Command, Path

FOLDER = File(__file__).with_name("fonts")
# A word more than a shopper's text has, so that typing shapes nothing twice.
REMEMBERED_LINES = 4096
WITHOUT_LIGATURES = {"liga": False, "clig": False, "dlig": False}


class UnknownFaceError(LookupError):
    """The pack has no face of this id."""


@dataclass(frozen=True, slots=True)
class Face:
    """`ascent`, `descent`, `stem` (its thinnest usual stroke) and `cap_height` in em."""

    id: str
    family: str
    style: str
    weight: int
    italic: bool
    category: str
    file: str
    units_per_em: int
    ascent: float
    descent: float
    stem: float
    cap_height: float
    scripts: tuple[str, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class Cluster:
    """What is moved and turned as one: a letter with its marks, or a ligature. In font units.

    `glyphs` are (glyph, dx, dy) with y upwards, from (`start`, 0) on the line's baseline.
    """

    start: int
    advance: int
    glyphs: tuple[tuple[int, int, int], ...]


class Typeface:
    """A face with its file opened."""

    def __init__(self, face: Face) -> None:
        self.face = face
        blob = uharfbuzz.Blob.from_file_path(FOLDER / face.file)
        self._font = uharfbuzz.Font(uharfbuzz.Face(blob))
        self._characters = _characters_of(self._font.face)
        self._outlines: dict[int, Path] = {}
        self.shape = lru_cache(REMEMBERED_LINES)(self._shape)

    def readable(self, text: str) -> list[int]:
        """The code points of it that this face can draw.

        Nothing else is given to HarfBuzz: of what a face lacks, its builds for Python and for
        the browser make different things.
        """
        return [code for character in text if (code := self._code_of(character)) is not None]

    def missing(self, text: str) -> list[str]:
        """The characters of it that would be seen but cannot be drawn, each once."""
        once = dict.fromkeys(text)
        return [c for c in once if not is_ignored(ord(c)) and self._code_of(c) is None]

    def outline(self, glyph: int) -> Path:
        """In font units, y upwards."""
        if glyph not in self._outlines:
            self._outlines[glyph] = self._drawn(glyph)
        return self._outlines[glyph]

    def _code_of(self, character: str) -> int | None:
        code = ord(character)
        if is_ignored(code):
            return None
        if code in self._characters:
            return code
        if code in STAND_INS:
            return STAND_INS[code]
        parts = unicodedata.normalize("NFD", character)
        composed = parts != character and all(ord(part) in self._characters for part in parts)
        return code if composed else None

    def _shape(self, text: str, *, ligatures: bool) -> tuple[Cluster, ...]:
        """One line, set; `shape` is the same with a memory."""
        codes = self.readable(text)
        if not codes:
            return ()
        buffer = uharfbuzz.Buffer()
        buffer.add_codepoints(codes)
        # Without it HarfBuzz asks the machine for its language, and some letters differ by it.
        buffer.language = "en"
        buffer.guess_segment_properties()
        uharfbuzz.shape(self._font, buffer, {} if ligatures else WITHOUT_LIGATURES)
        return _clusters(buffer)

    def _drawn(self, glyph: int) -> Path:
        commands: list[Command] = []
        self._font.draw_glyph(glyph, _DRAWING, commands)
        return tuple(commands)


@cache
def faces() -> dict[str, Face]:
    """By id, in the pack's order."""
    index = json.loads((FOLDER / "index.json").read_text())
    names = [field.name for field in fields(Face)]
    read = [Face(**{name: entry[name] for name in names}) for entry in index["faces"]]
    return {face.id: face for face in read}


@cache
def typeface(face_id: str) -> Typeface:
    """Raises UnknownFaceError."""
    if face_id not in faces():
        raise UnknownFaceError(face_id)
    return Typeface(faces()[face_id])


def _characters_of(face: uharfbuzz.Face) -> frozenset[int]:
    """What it draws well: marks that combine only where it says at which place of a letter."""
    codes = frozenset(face.unicodes)
    scripts = range(len(face.get_table_script_tags("GPOS")))
    if any("mark" in face.get_language_feature_tags("GPOS", script) for script in scripts):
        return codes
    return frozenset(code for code in codes if not unicodedata.category(chr(code)).startswith("M"))


def _clusters(buffer: uharfbuzz.Buffer) -> tuple[Cluster, ...]:
    found: list[Cluster] = []
    glyphs: list[tuple[int, int, int]] = []
    start = x = 0
    count = len(buffer.glyph_infos)
    for index, (info, position) in enumerate(
        zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ):
        glyphs.append((info.codepoint, x - start + position.x_offset, position.y_offset))
        x += position.x_advance
        if index + 1 == count or buffer.glyph_infos[index + 1].cluster != info.cluster:
            found.append(Cluster(start, x - start, tuple(glyphs)))
            start, glyphs = x, []
    return tuple(found)


def _command(name: Literal["M", "L", "Q", "C", "Z"], *numbers: float) -> Command:
    return (name, *(rounded(number, OUTLINE_PLACES) for number in numbers))


def _drawing() -> uharfbuzz.DrawFuncs:
    """What writes an outline's commands to the list that is handed along."""
    pen = uharfbuzz.DrawFuncs()
    pen.set_move_to_func(lambda x, y, to: to.append(_command("M", x, y)))
    pen.set_line_to_func(lambda x, y, to: to.append(_command("L", x, y)))
    pen.set_quadratic_to_func(lambda *values: values[-1].append(_command("Q", *values[:-1])))
    pen.set_cubic_to_func(lambda *values: values[-1].append(_command("C", *values[:-1])))
    pen.set_close_path_func(lambda to: to.append(_command("Z")))
    return pen


_DRAWING = _drawing()
