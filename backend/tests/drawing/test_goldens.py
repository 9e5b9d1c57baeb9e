"""Drawings are what they were, byte for byte; the storefront's tests ask the same of TypeScript."""

import json
from dataclasses import replace

import pytest

from customkeeps.drawing import fonts
from customkeeps.drawing.numbers import rounded, text_of
from customkeeps.drawing.svg import design_to_svg
from tests.drawing.documents import text
from tests.drawing.goldens import (
    FOLDER,
    NUMBERS_FILE,
    RANDOM_FILE,
    by_chance,
    fingerprint,
    measures,
    read_random,
)
from tests.drawing.hand_made import HAND_MADE


def drawn_otherwise() -> list[str]:
    """The hand-made documents whose drawing is no longer the golden one."""
    return [
        name
        for name, document in HAND_MADE.items()
        if design_to_svg(document).encode() != (FOLDER / f"{name}.svg").read_bytes()
    ]


def drawn_otherwise_by_chance() -> list[int]:
    rows = enumerate(read_random())
    return [number for number, (document, sha, _) in rows if fingerprint(document) != sha]


def test_every_golden_file_is_of_a_document() -> None:
    expected = {f"{name}.{kind}" for name in HAND_MADE for kind in ("json", "svg")}
    assert {path.name for path in FOLDER.iterdir()} == expected | {
        NUMBERS_FILE.name,
        RANDOM_FILE.name,
    }
    assert len(HAND_MADE) >= 24


@pytest.mark.parametrize("name", HAND_MADE)
def test_documents_and_measures_are_as_written(name: str) -> None:
    golden = json.loads((FOLDER / f"{name}.json").read_text())
    assert golden == {"document": HAND_MADE[name], "measures": measures(HAND_MADE[name])}


def test_hand_made_documents_are_drawn_as_they_were() -> None:
    assert drawn_otherwise() == []


def test_documents_by_chance_are_drawn_as_they_were() -> None:
    assert drawn_otherwise_by_chance() == []


def test_documents_by_chance_were_not_chosen() -> None:
    rows = read_random()
    assert len(rows) == 1000
    assert [document for document, _, _ in rows] == by_chance()
    assert [words for _, _, words in rows] == [measures(document) for document, _, _ in rows]


def test_numbers_are_rounded_and_written_as_they_were() -> None:
    for number, places, value, written in json.loads(NUMBERS_FILE.read_text()):
        assert (rounded(number, places), text_of(number, places)) == (value, written)


def test_a_font_that_differs_in_one_digit_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    face = fonts.typeface("montserrat-700").face
    other = replace(face, ascent=face.ascent + 0.001)
    monkeypatch.setattr(fonts.typeface("montserrat-700"), "face", other)
    assert drawn_otherwise() == ["words-six-faces", "words-arched"]
    assert len(drawn_otherwise_by_chance()) > 10


def test_what_is_drawn_does_not_depend_on_what_was_drawn_before() -> None:
    """Lines and outlines are remembered; a memory that mixed them up would show here."""
    layer = text(content="office", letter_spacing=0)
    spaced = text(content="office", letter_spacing=0.1)
    once = [measures({**HAND_MADE["nothing"], "layers": [each]}) for each in (layer, spaced)]
    again = [measures({**HAND_MADE["nothing"], "layers": [each]}) for each in (spaced, layer)]
    assert once == again[::-1]
