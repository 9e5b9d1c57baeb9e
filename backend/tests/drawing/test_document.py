"""What is a design document, and what names it."""

from typing import Any

import pytest

from customkeeps.drawing.document import (
    InvalidDocumentError,
    artworks_of,
    canonical,
    read_document,
    sha256_of,
)

PICTURE = "a" * 64


def text_layer(**changes: Any) -> dict[str, Any]:
    return {
        "kind": "text", "id": "t1", "name": "Words", "group": None, "x_mm": 10, "y_mm": 20.5,
        "width_mm": 100, "height_mm": 30, "rotation_deg": 0, "opacity": 1, "locked": False,
        "content": "Ana", "font": "lobster-400", "size_mm": 20, "colour": "#112233",
        "align": "center", "letter_spacing": 0, "line_height": 1.2, "outline": None,
        "curve_deg": 0, **changes,
    }  # fmt: skip


def image_layer(**changes: Any) -> dict[str, Any]:
    return {
        "kind": "image", "id": "i1", "name": "Photo", "group": None, "x_mm": 0, "y_mm": 0,
        "width_mm": 100, "height_mm": 100, "rotation_deg": 0, "opacity": 1, "locked": False,
        "artwork": PICTURE, "crop": {"x": 0, "y": 0, "width": 1, "height": 1}, "mask": "none",
        "flip_x": False, "flip_y": False, "colour_key": None, **changes,
    }  # fmt: skip


def document(*layers: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {
        "format": "ck.design/1", "placement": "front", "width_mm": 300, "height_mm": 400,
        "layers": list(layers), **changes,
    }  # fmt: skip


def test_equal_designs_have_one_name() -> None:
    once = read_document(document(text_layer(x_mm=10.0, y_mm=20.50004)))
    again = read_document(document(text_layer(x_mm=10, y_mm=20.5)))
    assert sha256_of([once]) == sha256_of([again])
    assert canonical([once]).startswith(b'[{"format":"ck.design/1","height_mm":400,"layers":[{')


def test_other_designs_have_another() -> None:
    names = {
        sha256_of([read_document(document(text_layer(**changes)))])
        for changes in ({}, {"x_mm": 10.001}, {"content": "ana"}, {"locked": True})
    }
    assert len(names) == 4


def test_words_are_kept_in_one_form() -> None:
    read = read_document(document(text_layer(content="Jose\u0301\r\nPeña")))
    assert read["layers"][0]["content"] == "José\nPeña"  # type: ignore[typeddict-item]


def test_words_hold_nothing_that_cannot_be_kept() -> None:
    read = read_document(document(text_layer(content="A\ud83dn\0a", name="\udc00")))
    assert read["layers"][0]["content"] == "A\ufffdna"  # type: ignore[typeddict-item]
    assert read["layers"][0]["name"] == "\ufffd"
    assert len(sha256_of([read])) == 64


def test_what_has_been_read_can_be_read_again() -> None:
    """A musical note is one character as it is typed and three as it is kept."""
    notes = "\U0001d15e"
    read = read_document(document(text_layer(content=notes * 250)))
    assert read_document(read) == read
    with pytest.raises(InvalidDocumentError):
        read_document(document(text_layer(content=notes * 251)))


def test_pictures_in_it() -> None:
    read = read_document(document(image_layer(), text_layer(), image_layer(id="i2")))
    assert artworks_of([read]) == {PICTURE}


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ([], ()),
        (document(format="ck.design/2"), ("format",)),
        (document(extra=1), ()),
        (document(width_mm=0), ("width_mm",)),
        (document(text_layer(size_mm="20")), ("layers", 0, "size_mm")),
        (document(text_layer(colour="red")), ("layers", 0, "colour")),
        (document(image_layer(artwork="../x")), ("layers", 0, "artwork")),
        (
            document(image_layer(crop={"x": 0, "y": 0, "width": 0, "height": 1})),
            ("layers", 0, "crop", "width"),
        ),
        (
            document(text_layer(outline={"colour": "red", "width_mm": 1})),
            ("layers", 0, "outline", "colour"),
        ),
        (document(text_layer(), text_layer(kind="video")), ("layers", 1, "kind")),
        (document({"kind": "text"}), ("layers", 0)),
        (document(text_layer(), text_layer()), ("layers", 1, "id")),
        (document(*(text_layer(id=f"t{n}") for n in range(101))), ("layers",)),
    ],
)
def test_anything_else_is_refused(wrong: object, path: tuple[str | int, ...]) -> None:
    with pytest.raises(InvalidDocumentError) as caught:
        read_document(wrong)
    assert caught.value.path == path
