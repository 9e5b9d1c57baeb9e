"""The fonts a design may name: enough of them, each as its entry in the index says."""

import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from customkeeps import drawing

PACK = Path(drawing.__file__).parent / "fonts"
INDEX = json.loads((PACK / "index.json").read_text())
FACES: list[dict[str, Any]] = INDEX["faces"]
FIELDS = {
    "id", "family", "style", "weight", "italic", "category", "file", "units_per_em",
    "ascent", "descent", "stem", "cap_height", "scripts", "sha256",
}  # fmt: skip
each_face = pytest.mark.parametrize("face", FACES, ids=lambda face: face["id"])


def opened(face: dict[str, Any]) -> TTFont:
    return TTFont(io.BytesIO((PACK / face["file"]).read_bytes()), recalcTimestamp=False)


def test_there_are_families_of_many_characters() -> None:
    assert len({face["family"] for face in FACES}) >= 24
    assert len({face["category"] for face in FACES}) >= 12
    assert {face["weight"] for face in FACES} == {400, 700}


def test_ids_and_files_are_unique_and_nothing_lies_beside_them() -> None:
    files = {face["file"] for face in FACES}
    assert len({face["id"] for face in FACES}) == len(files) == len(FACES)
    assert {path.name for path in PACK.glob("*.ttf")} == files


@each_face
def test_the_entry_has_the_agreed_fields(face: dict[str, Any]) -> None:
    assert set(face) == FIELDS
    assert 0.005 < face["stem"] < 0.25
    assert 0.5 < face["cap_height"] < 1.1
    assert 0.6 < face["ascent"] < 1.6
    assert 0 <= face["descent"] < 0.8


@each_face
def test_the_entry_is_of_this_file(face: dict[str, Any]) -> None:
    font, em = opened(face), face["units_per_em"]
    assert hashlib.sha256((PACK / face["file"]).read_bytes()).hexdigest() == face["sha256"]
    assert font["head"].unitsPerEm == em
    assert round(font["hhea"].ascender / em, 4) == face["ascent"]
    assert round(-font["hhea"].descender / em, 4) == face["descent"]


@each_face
def test_both_shapers_read_it_alike(face: dict[str, Any]) -> None:
    """harfbuzzjs knows neither the legacy `kern` table nor AAT's."""
    assert not {"kern", "kerx", "morx", "mort", "feat"} & set(opened(face).keys())


@each_face
def test_it_has_the_letters_of_english_and_filipino(face: dict[str, Any]) -> None:
    there = opened(face).getBestCmap()
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    wanted = letters + "0123456789Ññáéíóú &!?.,'-\u2019\u201c\u201d"
    assert [letter for letter in wanted if ord(letter) not in there] == []


@each_face
def test_its_licence_is_beside_it(face: dict[str, Any]) -> None:
    family_id = face["id"].rpartition("-")[0]
    text = (PACK / "licences" / f"{family_id}.txt").read_text()
    assert "SIL OPEN FONT LICENSE" in text or "Apache License" in text
