"""The short form's document: a picture and words, laid out as the shop shows them."""

from typing import Any

import pytest

from customkeeps.drawing.composing import (
    DARK,
    LIGHT,
    WORDS_FONT,
    Area,
    Picture,
    compose,
    ink_on,
    with_words,
)
from customkeeps.drawing.document import read_document, sha256_of
from customkeeps.drawing.fonts import faces
from customkeeps.drawing.text import missing_of, text_size_of
from tests.factories import make_document, words_layer

FRONT = Area("front", 280, 360)
WRAP = Area("wrap", 200, 90, seen=(0.55, 0, 0.95, 1))
PHOTO = Picture("a" * 64, 4000, 3000)
LONG = "Good morning to everybody who is up at this hour, and to all who are not. " * 6
WORDS = [
    "A",
    "Tala is 7!",
    "Mum\n& Dad",
    "x" * 500,
    LONG.strip(),
    "Ñandú € ₱ “quoted”",
    "\U0001f3a9" * 500,
]


def box_of(layer: Any) -> tuple[float, ...]:
    return tuple(layer[name] for name in ("x_mm", "y_mm", "width_mm", "height_mm"))


def test_a_picture_alone_is_whole_and_in_the_middle() -> None:
    document = compose(FRONT, picture=PHOTO, words=" \n", ink=DARK)
    [layer] = document["layers"]
    assert box_of(layer) == (0, 75, 280, 210)
    assert (document["placement"], document["width_mm"], document["height_mm"]) == (
        "front",
        280,
        360,
    )


def test_words_stand_below_it_in_a_quarter() -> None:
    picture, words = compose(FRONT, picture=PHOTO, words="Tala is 7!", ink=DARK)["layers"]
    assert box_of(picture) == (0, 30, 280, 210)
    assert words["y_mm"] >= 270
    assert words["y_mm"] + words["height_mm"] <= 360
    assert words["x_mm"] + words["width_mm"] / 2 == 140


def test_words_alone_fill_it() -> None:
    [words] = compose(FRONT, picture=None, words="Hi", ink=DARK)["layers"]
    width, height = text_size_of(words)  # type: ignore[arg-type]  # a text layer
    assert 0.85 * 252 < width <= 252
    assert abs(words["y_mm"] + height / 2 - 180) < 0.01


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("area", [FRONT, WRAP, Area("tiny", 12, 9), Area("tall", 20, 2000)])
@pytest.mark.parametrize("picture", [PHOTO, None, Picture("b" * 64, 16, 8000)])
def test_whatever_is_written_it_is_a_document(
    words: str, area: Area, picture: Picture | None
) -> None:
    document = compose(area, picture=picture, words=words, ink=LIGHT)
    assert read_document(document) == document
    assert sha256_of([document]) == sha256_of(
        [compose(area, picture=picture, words=words, ink=LIGHT)]
    )


@pytest.mark.parametrize("words", [*WORDS[:3], *WORDS[4:6]])
@pytest.mark.parametrize("area", [FRONT, WRAP])
def test_words_fit_and_hardly_anything_larger_would(words: str, area: Area) -> None:
    [layer] = compose(area, picture=None, words=words, ink=DARK)["layers"]
    assert layer["kind"] == "text"
    width, height = text_size_of(layer)
    assert width <= layer["width_mm"]
    assert height <= area.height_mm * 0.86
    larger = text_size_of({**layer, "size_mm": layer["size_mm"] + 0.02})
    assert larger[0] > layer["width_mm"] or larger[1] > area.height_mm * 0.86


def test_where_the_print_goes_round_words_stand_where_they_are_seen() -> None:
    for picture in (None, PHOTO):
        layer = compose(WRAP, picture=picture, words="Good morning, Lola!", ink=DARK)["layers"][-1]
        assert layer["x_mm"] >= 110
        assert layer["x_mm"] + layer["width_mm"] <= 190


def test_blanks_count_once_and_lines_stay() -> None:
    [layer] = compose(FRONT, picture=None, words="  Mum  \n  &   Dad ", ink=DARK)["layers"]
    assert layer["kind"] == "text"
    assert layer["content"] == "Mum\n& Dad"


def test_words_come_on_top_of_a_design_and_nothing_else_changes() -> None:
    document: Any = make_document(words_layer(id="words"), words_layer(id="words-2"))
    added = with_words(document, FRONT, words="For Ana", ink=DARK)
    assert added["layers"][:2] == document["layers"]
    assert (added["layers"][2]["id"], added["layers"][2]["y_mm"] > 270) == ("words-3", True)
    assert read_document(added) == added


def test_the_face_is_in_the_pack_and_has_what_people_write() -> None:
    assert WORDS_FONT in faces()
    layer: Any = words_layer(font=WORDS_FONT, content="Maligayang bati, Niño! ₱500 “Łódź” Ω Я")
    assert missing_of(layer) == []


@pytest.mark.parametrize(
    ("ground", "ink"),
    [("#ffffff", DARK), ("#1a1a1a", LIGHT), ("#1b2a4e", LIGHT), ("#f2c230", DARK)],
)
def test_ink_can_be_read_on_its_ground(ground: str, ink: str) -> None:
    assert ink_on(ground) == ink
