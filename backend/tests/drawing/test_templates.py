"""The designs to start from: whole, drawn with nothing but our packs, and within the print area."""

import math
from typing import Any

import pytest

from customkeeps.drawing import clipart, fonts
from customkeeps.drawing.document import read_document
from customkeeps.drawing.svg import design_to_svg
from customkeeps.drawing.templates import FOLDER, Template, templates
from customkeeps.drawing.text import missing_of, text_size_of

TEMPLATES = templates()
MARGIN_MM = 5
# A box is as large as its words to a hundredth.
SLACK_MM = 0.02
each_template = pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.id)


def layers(template: Template, kind: str) -> list[Any]:
    return [layer for layer in template.document["layers"] if layer["kind"] == kind]


def test_there_are_enough_for_many_occasions() -> None:
    assert len(TEMPLATES) >= 12
    assert len({template.category for template in TEMPLATES}) >= 10
    assert len({template.id for template in TEMPLATES}) == len(TEMPLATES)
    assert {path.stem[3:] for path in FOLDER.iterdir()} == {each.id for each in TEMPLATES}


@each_template
def test_it_is_a_document_for_the_agreed_print_area(template: Template) -> None:
    document = template.document
    assert read_document(document) == document
    assert (document["width_mm"], document["height_mm"]) == (300, 400)
    assert len(layers(template, "text")) >= 2
    assert layers(template, "clipart")


@each_template
def test_it_needs_no_picture_and_no_face_or_piece_of_others(template: Template) -> None:
    assert layers(template, "image") == []
    assert {layer["font"] for layer in layers(template, "text")} <= set(fonts.faces())
    for layer in layers(template, "clipart"):
        palette = clipart.piece(layer["clipart"]).palette
        assert len(layer["colours"]) in (0, len(palette)), layer["name"]


@each_template
def test_every_letter_of_it_can_be_drawn(template: Template) -> None:
    assert [missing_of(layer) for layer in layers(template, "text") if missing_of(layer)] == []
    assert design_to_svg(template.document).count("<g") == len(template.document["layers"])


@each_template
def test_words_have_boxes_of_their_size(template: Template) -> None:
    for layer in layers(template, "text"):
        width, height = text_size_of(layer)
        assert abs(layer["width_mm"] - width) <= SLACK_MM, layer["name"]
        assert abs(layer["height_mm"] - height) <= SLACK_MM, layer["name"]


@each_template
def test_nothing_comes_near_the_edge(template: Template) -> None:
    for layer in template.document["layers"]:
        assert room_around(layer) >= MARGIN_MM - 0.5, layer["name"]


def room_around(layer: Any) -> float:
    """From the turned box to the nearest edge of the print area."""
    turn = math.radians(layer["rotation_deg"])
    sine, cosine = abs(math.sin(turn)), abs(math.cos(turn))
    width, height = layer["width_mm"], layer["height_mm"]
    across = (width * cosine + height * sine) / 2
    down = (width * sine + height * cosine) / 2
    x, y = layer["x_mm"] + width / 2, layer["y_mm"] + height / 2
    return min(x - across, y - down, 300 - x - across, 400 - y - down)
