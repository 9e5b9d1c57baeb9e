"""Makes the studio's font pack from the packages named in families.toml.

    .venv/bin/python -m scripts.packs.fonts FOLDER_FOR_DOWNLOADS

The same packages give the same bytes. What is done to a face, and why: docs/studio-packs.md.
"""

import hashlib
import io
import json
import re
import shutil
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from fontTools.pens.boundsPen import BoundsPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from scripts.packs.npm import unpacked
from scripts.packs.stems import stem_of
from scripts.places import BACKEND

FAMILIES = Path(__file__).with_name("families.toml")
PACK = BACKEND / "customkeeps" / "drawing" / "fonts"
STYLES = {
    400: ("400Regular", "Regular"),
    700: ("700Bold", "Bold"),
}
KEPT = [
    *range(0x20, 0x7F),  # Basic Latin
    *range(0xA0, 0x180),  # Latin-1 Supplement, Latin Extended-A
    0x218, 0x219, 0x21A, 0x21B, 0x2BC, 0x2C6, 0x2C7, *range(0x2D8, 0x2DE),
    *range(0x300, 0x30D),  # accents that combine
    *range(0x370, 0x400),  # Greek
    *range(0x400, 0x460), 0x490, 0x491,  # Cyrillic
    0x1E9E,
    *range(0x2010, 0x2028), *range(0x202F, 0x203B), 0x2044,  # General Punctuation
    0x2070, *range(0x2074, 0x207A), *range(0x2080, 0x208A),
    *range(0x20A0, 0x20C1),  # Currency, ₱ among them
    0x2113, 0x2116, 0x2117, 0x2122,
    *range(0x2150, 0x215F),  # Fractions
    *range(0x2190, 0x219A),  # Arrows
    0x2212, 0x2215, 0x2219, 0x221E, 0x2248, 0x2260, 0x2264, 0x2265,
    0x25CF, 0x2605, 0x2606, *range(0x2660, 0x2668), 0x266A, 0x266B, 0x2713, 0x2764,
    0xFB00, 0xFB01, 0xFB02, 0xFB03, 0xFB04,
]  # fmt: skip
SCRIPTS = {"latin": "Aa", "greek": "Ωω", "cyrillic": "Яя"}
NAMES_KEPT = [0, 1, 2, 3, 4, 5, 6, 13, 14]
VERSION_NAME = 5
OPEN_FONT_LICENCE = "SIL OPEN FONT LICENSE"
RESERVED = re.compile(r"with reserved font name", re.IGNORECASE)


class Family(NamedTuple):
    id: str
    category: str
    name: str
    version: str
    weights: tuple[int, ...]
    italic: bool

    @property
    def package(self) -> str:
        return f"@expo-google-fonts/{self.id}"


class Source(NamedTuple):
    """A face as its package brings it."""

    id: str
    family: Family
    style: str
    weight: int
    italic: bool
    content: bytes
    licence: str


def families() -> list[Family]:
    listed = tomllib.loads(FAMILIES.read_text())
    return [
        Family(
            family_id,
            category,
            facts["name"],
            facts["version"],
            tuple(facts["weights"]),
            facts.get("italic", False),
        )
        for category, those in listed.items()
        for family_id, facts in those.items()
    ]


def sources(family: Family, package: Path, licence: str) -> Iterator[Source]:
    for weight in family.weights:
        folder, style = STYLES[weight]
        yield Source(
            f"{family.id}-{weight}", family, style, weight, italic=False,
            content=next(package.glob(f"{folder}/*_{folder}.ttf")).read_bytes(), licence=licence,
        )  # fmt: skip
    if family.italic:
        yield Source(
            f"{family.id}-400i", family, "Italic", 400, italic=True,
            content=next(package.glob("400Regular_Italic/*.ttf")).read_bytes(), licence=licence,
        )  # fmt: skip


def prepared(source: Source) -> bytes:
    """The face for the pack: made smaller, or untouched where its makers reserve its name."""
    font = opened(source.content)
    if is_name_reserved(font, source.licence):
        if "kern" in font:
            raise SystemExit(f"{source.id}: its `kern` table must stay and would be read unequally")
        return source.content
    modified = font["head"].modified
    subset(font)
    add_notice(font)
    font["head"].modified = modified
    target = io.BytesIO()
    font.save(target, reorderTables=True)
    return target.getvalue()


def opened(content: bytes) -> TTFont:
    return TTFont(io.BytesIO(content), recalcTimestamp=False)


def is_name_reserved(font: TTFont, licence: str) -> bool:
    """The OFL lets nobody offer a changed version under a reserved name; other licences do."""
    copyright_line = font["name"].getDebugName(0) or ""
    return OPEN_FONT_LICENCE in licence and bool(RESERVED.search(copyright_line + licence))


def subset(font: TTFont) -> None:
    options = Options(hinting=False, notdef_outline=True, glyph_names=False)
    options.name_IDs = NAMES_KEPT
    options.drop_tables += ["kern", "FFTM", "DSIG", "gasp", "meta", "STAT"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=KEPT)
    subsetter.subset(font)


def add_notice(font: TTFont) -> None:
    """Apache License 2.0, 4 (b): a changed file says so."""
    for record in font["name"].names:
        if record.nameID == VERSION_NAME:
            record.string = f"{record.toUnicode()}; only some characters kept, for CustomKeeps"


def described(source: Source, content: bytes) -> dict[str, Any]:
    font = opened(content)
    em = font["head"].unitsPerEm
    return {
        "id": source.id,
        "family": source.family.name,
        "style": source.style,
        "weight": source.weight,
        "italic": source.italic,
        "category": source.family.category,
        "file": f"{source.id}.ttf",
        "units_per_em": em,
        "ascent": round(font["hhea"].ascender / em, 4),
        "descent": round(-font["hhea"].descender / em, 4),
        "stem": stem_of(font),
        "cap_height": cap_height_of(font),
        "scripts": scripts_of(font),
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def cap_height_of(font: TTFont) -> float:
    """How high an H reaches above the baseline, in em."""
    glyphs = font.getGlyphSet()
    pen = BoundsPen(glyphs)
    glyphs[font.getBestCmap()[ord("H")]].draw(pen)
    return float(round(pen.bounds[3] / font["head"].unitsPerEm, 4))


def scripts_of(font: TTFont) -> list[str]:
    there = font.getBestCmap()
    return [name for name, sample in SCRIPTS.items() if all(ord(c) in there for c in sample)]


def index_of(faces: list[dict[str, Any]]) -> dict[str, Any]:
    version = hashlib.sha256(json.dumps(faces, sort_keys=True).encode()).hexdigest()[:12]
    return {"version": version, "faces": faces}


def licence_of(package: Path) -> str:
    return (package / "LICENSE_FONT").read_text().strip() + "\n"


def main(downloads: str) -> int:
    shutil.rmtree(PACK, ignore_errors=True)
    (PACK / "licences").mkdir(parents=True)
    faces = []
    for family in families():
        package = unpacked(family.package, family.version, Path(downloads))
        licence = licence_of(package)
        (PACK / "licences" / f"{family.id}.txt").write_text(licence)
        for source in sources(family, package, licence):
            content = prepared(source)
            (PACK / f"{source.id}.ttf").write_bytes(content)
            faces.append(described(source, content))
            print(f"{source.id}: {len(source.content)} to {len(content)} bytes")
    text = json.dumps(index_of(faces), indent=1, ensure_ascii=False) + "\n"
    (PACK / "index.json").write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
