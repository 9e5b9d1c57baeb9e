"""A design on other print areas than it was made for."""

from typing import Any

import pytest

from customkeeps.drawing.composing import Area
from customkeeps.drawing.document import Document, read_document
from customkeeps.drawing.fitting import NoPlaceError, fit, fit_all
from tests.factories import make_document, picture_layer, words_layer

OUTLINE = {"colour": "#ffffff", "width_mm": 2}


def drawn(**changes: Any) -> Document:
    layers = [
        picture_layer("a" * 64, x_mm=14, y_mm=18, width_mm=100, height_mm=75, rotation_deg=30),
        words_layer(outline=OUTLINE, letter_spacing=0.1),
    ]
    return read_document(make_document(*layers, **changes))


def codes(documents: list[Document]) -> list[str]:
    return [document["placement"] for document in documents]


def test_on_an_area_of_the_same_size_nothing_changes() -> None:
    assert fit(drawn(), Area("front", 280, 360)) == drawn()
    assert fit(drawn(), Area("back", 280, 360)) == drawn(placement="back")


def test_all_lengths_are_scaled_and_the_whole_is_in_the_middle() -> None:
    fitted = fit(drawn(), Area("front", 200, 180))
    picture, words = fitted["layers"]
    assert (fitted["width_mm"], fitted["height_mm"]) == (200, 180)
    # Half the size, 140 wide, so 30 from the left.
    assert [picture[name] for name in ("x_mm", "y_mm", "width_mm", "height_mm")] == [
        37,
        9,
        50,
        37.5,
    ]
    assert words["kind"] == "text"
    assert (words["size_mm"], words["outline"]) == (10, {"colour": "#ffffff", "width_mm": 1})
    assert (picture["rotation_deg"], words["letter_spacing"], words["line_height"]) == (
        30,
        0.1,
        1.2,
    )


@pytest.mark.parametrize("size", [(1, 1), (2000, 2000), (1, 2000), (7, 5)])
def test_on_any_area_it_is_a_document(size: tuple[float, float]) -> None:
    fitted = fit(drawn(), Area("front", *size))
    assert read_document(fitted) == fitted


def test_there_and_back_again_it_is_the_same() -> None:
    there = fit(drawn(), Area("front", 560, 720))
    assert fit(there, Area("front", 280, 360)) == drawn()


def test_placements_go_by_their_code_then_by_their_position() -> None:
    front, sleeve = drawn(), drawn(placement="sleeve")
    areas = [Area("left", 100, 100), Area("front", 280, 360), Area("right", 100, 100)]
    assert codes(fit_all([front, sleeve], areas)) == ["left", "front"]
    assert codes(fit_all([sleeve, front], areas)) == ["left", "front"]
    assert codes(fit_all([sleeve, drawn(placement="hood")], areas)) == ["left", "front"]
    assert fit_all([], areas) == []


def test_a_side_too_many_is_named() -> None:
    with pytest.raises(NoPlaceError) as caught:
        fit_all([drawn(), drawn(placement="back")], [Area("front", 280, 360)])
    assert caught.value.placement == "back"
    with pytest.raises(NoPlaceError):
        fit_all([drawn()], [])
