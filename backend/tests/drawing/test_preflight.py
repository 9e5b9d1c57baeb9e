"""What preflight finds, and that it finds nothing where nothing is wrong."""

import json
import re
from typing import Any

import pytest

from customkeeps.drawing.checks.colours import distance
from customkeeps.drawing.checks.edges import safe_margin
from customkeeps.drawing.checks.findings import LEVELS, SENTENCES, Finding
from customkeeps.drawing.document import Document
from customkeeps.drawing.preflight import preflight, preflight_all
from tests.drawing.documents import document
from tests.drawing.preflight_cases import (
    CASES,
    FILE,
    LOGO,
    PICTURES,
    RANDOM_FILE,
    WHITE,
    content,
    heart,
    photo,
    random_content,
    words,
)

GOLDEN = json.loads(FILE.read_text("utf-8"))


def found(*layers: dict[str, Any], colour: str | None = WHITE, **changes: Any) -> list[Finding]:
    return look(document(*layers, **changes), colour)


def look(each: Document, colour: str | None = WHITE) -> list[Finding]:
    return preflight(each, product_colour=colour, pictures=PICTURES)


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def test_findings_are_as_written() -> None:
    assert FILE.read_text("utf-8") == content()
    assert RANDOM_FILE.read_text("utf-8") == random_content()


def test_every_sentence_is_in_the_written_findings_and_filled_in() -> None:
    said = [f["sentence"] for case in GOLDEN["cases"] for f in case["findings"]]
    assert [sentence for sentence in said if "{" in sentence] == []
    never = {
        name
        for name, template in SENTENCES.items()
        if not any(re.fullmatch(_pattern(template), sentence) for sentence in said)
    }
    assert never == set()


def _pattern(template: str) -> str:
    return re.sub(r"\\{\w+\\}", ".+", re.escape(template))


@pytest.mark.parametrize("name", ["all is well", "exactly 150 DPI", "picture at the edge"])
def test_nothing_is_wrong_with_what_is_well(name: str) -> None:
    assert look(*CASES[name]) == []


def test_the_worst_comes_first_and_each_names_its_layer_and_placement() -> None:
    findings = look(*CASES["much at once"])
    levels = [LEVELS.index(finding.level) for finding in findings]
    assert levels == sorted(levels)
    assert {finding.placement for finding in findings} == {"front"}
    assert next(f for f in findings if f.code == "enlarged").name == "Beach"
    assert {f.layer for f in findings} == {
        "image-1", "image-2", "text-3", "text-4", "clipart-5", "clipart-6",
    }  # fmt: skip


def test_the_size_that_a_sentence_names_puts_it_right() -> None:
    [finding] = found(photo(10, 10, 260, 195, artwork=LOGO))
    fit = {name: float(finding.figures[name]) for name in ("fit_width_mm", "fit_height_mm")}
    assert found(photo(10, 10, fit["fit_width_mm"], fit["fit_height_mm"], artwork=LOGO)) == []
    for font in ("great-vibes-400", "playfair-display-400", "lobster-400"):
        [finding] = found(words(font=font, size_mm=2))
        size_mm = float(finding.figures["size_mm"])
        assert codes(found(words(font=font, size_mm=size_mm))) == []
        assert codes(found(words(font=font, size_mm=size_mm - 0.1))) != []
    [finding] = found(words(opacity=0.05))
    least = float(finding.figures["least_opacity"]) / 100
    assert found(words(opacity=least)) == []
    assert codes(found(words(opacity=least - 0.05))) == ["faint"]


def test_no_colour_of_the_product_means_no_word_on_colours() -> None:
    assert codes(found(words(colour="#ffffff"), colour=None)) == []
    assert codes(found(words(colour="#ffffff"))) == ["same_colour"]


def test_ink_counts_and_not_the_box_around_it() -> None:
    """The blank above the letters of a line may well lie over the edge."""
    assert codes(found(words(y_mm=-2, font="pacifico-400"))) == []
    assert codes(found(words(y_mm=-12, font="pacifico-400"))) == ["over_edge"]


def test_a_small_area_needs_a_smaller_margin() -> None:
    assert safe_margin(document(width_mm=300, height_mm=400)) == 3
    assert safe_margin(document(width_mm=40, height_mm=12)) == 1.2


def test_some_placements_may_be_empty_but_not_all() -> None:
    front, back = document(heart()), document(placement="back")

    def together(*documents: Document) -> list[Finding]:
        return preflight_all(documents, product_colour=WHITE, pictures=PICTURES)

    assert together(front, back) == []
    for nothing in ([], [back], [document(), back], [document(words(" ")), back]):
        findings = together(*nothing)
        assert (findings[0].code, findings[0].layer) == ("empty", None)
        assert codes(findings).count("empty") == 1
    blurry = document(photo(0, 0, 300, 400), placement="back")
    assert [(f.placement, f.code) for f in together(front, blurry)] == [("back", "low_dpi")]


def test_what_cannot_be_printed_comes_before_what_can_of_all_placements() -> None:
    soft = document(photo(0, 0, 240, 240, artwork=LOGO))
    broken = document(words("😀 Ana"), placement="back")
    findings = preflight_all([soft, broken], product_colour=WHITE, pictures=PICTURES)
    assert codes(findings) == ["missing_characters", "low_dpi"]


def test_colours_are_as_far_apart_as_they_look() -> None:
    assert distance("#000000", "#ffffff") == pytest.approx(1, abs=1e-6)
    assert distance("#808080", "#808080") == 0
    # Of Ottosson's own table: red, green and blue.
    assert distance("#ff0000", "#000000") == pytest.approx(
        (0.627955**2 + 0.224863**2 + 0.125846**2) ** 0.5, abs=1e-5
    )
