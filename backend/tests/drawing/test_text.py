"""Where words break, how they are aligned and spaced, and what of them cannot be drawn."""

import pytest

from customkeeps.drawing.fonts import UnknownFaceError, faces, typeface
from customkeeps.drawing.lines import lines_of
from customkeeps.drawing.text import letters_of, missing_of, text_size_of
from tests.drawing.documents import text

WORDS = "one two three four"


def length_mm(content: str) -> float:
    return text_size_of(text(content=content, width_mm=5000))[0]


def words_per_line(**changes: object) -> list[int]:
    """How many letters each line has; blanks have no outline but are clusters."""
    return [len(line.clusters) for line in lines_of(text(**changes), wrapped=True)]


def lefts(**changes: object) -> list[float]:
    """Where each letter stands."""
    return [letter.transforms[-2].values[0] for letter in letters_of(text(**changes))]


def test_words_that_fit_stay_on_one_line() -> None:
    assert words_per_line(content=WORDS, width_mm=length_mm(WORDS)) == [len(WORDS)]


def test_a_box_kept_to_a_micrometre_holds_the_words_it_was_made_for() -> None:
    exact = text_size_of(text(content=WORDS, size_mm=7.333, width_mm=5000))[0]
    kept = int(exact * 1000) / 1000
    assert kept < exact
    assert words_per_line(content=WORDS, size_mm=7.333, width_mm=kept) == [len(WORDS)]


def test_words_that_do_not_fit_go_to_the_next_line() -> None:
    width = length_mm(WORDS) - 0.002
    assert words_per_line(content=WORDS, width_mm=width) == [len("one two three"), len("four")]


def test_a_word_longer_than_the_box_stays_whole() -> None:
    assert words_per_line(content="a marvellous b", width_mm=5) == [1, len("marvellous"), 1]


def test_lines_break_where_they_are_told_to() -> None:
    assert words_per_line(content="one\n\ntwo", width_mm=500) == [3, 0, 3]


def test_words_on_a_curve_are_not_wrapped() -> None:
    bent = text(content=WORDS, width_mm=5, curve_deg=90)
    assert text_size_of(bent)[0] > 20


def test_blanks_at_the_end_of_a_line_move_nothing() -> None:
    assert lefts(content="Ana  ") == lefts(content="Ana")


@pytest.mark.parametrize(("align", "part"), [("left", 0), ("center", 0.5), ("right", 1)])
def test_alignment_in_the_box(align: str, part: float) -> None:
    room = 200 - length_mm("Ana")
    at_left = lefts(content="Ana", align="left", x_mm=10, width_mm=200)
    moved = lefts(content="Ana", align=align, x_mm=10, width_mm=200)
    assert moved == pytest.approx([x + room * part for x in at_left], abs=1e-4)


def test_the_first_baseline_lies_an_ascent_below_the_top() -> None:
    layer = text(content="one\ntwo", y_mm=7, size_mm=10, line_height=1.5)
    baselines = [letter.transforms[-2].values[1] for letter in letters_of(layer)]
    first = 7 + faces()["lobster-400"].ascent * 10
    assert baselines == pytest.approx([first] * 3 + [first + 15] * 3)


def test_spacing_goes_between_letters_and_not_after_the_last() -> None:
    layer = {"content": "Ana", "font": "montserrat-400", "size_mm": 10, "width_mm": 500}
    plain = text_size_of(text(**layer))[0]
    assert text_size_of(text(**layer, letter_spacing=0.5))[0] == pytest.approx(plain + 2 * 5)


def test_spaced_letters_form_no_ligatures() -> None:
    assert len(letters_of(text(content="fi"))) == 1
    assert len(letters_of(text(content="fi", letter_spacing=0.1))) == 2


def test_letters_squeezed_to_nothing_take_no_room() -> None:
    squeezed = text(content="iiiiii", letter_spacing=-0.5, font="oswald-400")
    assert text_size_of(squeezed)[0] == 0


def test_a_mark_stays_with_its_letter_when_they_are_spaced_or_bent() -> None:
    marked = {"content": "x\u0301x\u0301", "font": "montserrat-400"}
    letter, mark, *_ = letters_of(text(**marked, letter_spacing=2, curve_deg=90))
    assert letter.transforms[0] == mark.transforms[0]


def test_height_counts_the_lines() -> None:
    face = faces()["lobster-400"]
    one = (face.ascent + face.descent) * 20
    assert text_size_of(text(content="one"))[1] == pytest.approx(one)
    assert text_size_of(text(content="one\ntwo"))[1] == pytest.approx(one + 1.2 * 20)


@pytest.mark.parametrize("content", ["", " ", "\n", "\t", "\u200d\u200b", "\x00\x07", "😀🎉"])
@pytest.mark.parametrize("curve_deg", [0, 120, -360])
def test_words_without_ink_draw_nothing(content: str, curve_deg: float) -> None:
    layer = text(content=content, curve_deg=curve_deg)
    assert letters_of(layer) == []
    assert text_size_of(layer)[0] >= 0


def test_a_tab_is_a_blank() -> None:
    assert lefts(content="a\tb") == lefts(content="a b")


def test_missing_characters_are_named_once_in_order() -> None:
    assert missing_of(text(content="Ana 👩‍👧 loves 猫 and 猫\u200b\t♥️")) == ["👩", "👧", "猫", "♥"]


def test_missing_characters_leave_no_gap() -> None:
    assert lefts(content="A😀na") == lefts(content="Ana")


@pytest.mark.parametrize(
    "content",
    ["Ñandú Żółć", "“Peña” \u2013 ₱500", "a\u00a0b\u2009c\u202fd", "non\u2011breaking", "x\ty"],
)
def test_what_is_usual_is_not_missing(content: str) -> None:
    assert missing_of(text(content=content, font="montserrat-400")) == []


def test_a_letter_is_put_together_from_parts_that_the_face_has() -> None:
    face = typeface("montserrat-400")
    assert face.missing("x\u0301") == []
    assert face.readable("\u212a") == [0x212A]


def test_a_mark_is_missing_where_the_face_does_not_say_where_it_goes() -> None:
    assert typeface("press-start-2p-400").missing("x\u0301é") == ["\u0301"]


def test_half_a_character_is_missing() -> None:
    assert typeface("lobster-400").missing("\ud83d") == ["\ud83d"]


def test_no_face_writes_from_right_to_left() -> None:
    """A line is shaped as one run, whose direction its first letter decides."""
    for face_id in faces():
        assert typeface(face_id).missing("אبܐ") == ["א", "ب", "ܐ"]


def test_a_face_that_is_not_in_the_pack() -> None:
    with pytest.raises(UnknownFaceError):
        letters_of(text(font="comic-sans"))
