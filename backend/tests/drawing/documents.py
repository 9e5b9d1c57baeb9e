"""Documents for tests, said in short: what is not named is plain."""

from typing import Any

from customkeeps.drawing.document import Document, ImageLayer, TextLayer, read_document

PICTURE = "a" * 64
_BOX = {
    "name": "", "group": None, "x_mm": 0, "y_mm": 0, "width_mm": 100, "height_mm": 100,
    "rotation_deg": 0, "opacity": 1, "locked": False,
}  # fmt: skip
_PLAIN: dict[str, dict[str, Any]] = {
    "image": {
        "artwork": PICTURE, "crop": {"x": 0, "y": 0, "width": 1, "height": 1}, "mask": "none",
        "flip_x": False, "flip_y": False, "colour_key": None,
    },
    "text": {
        "content": "Ana", "font": "lobster-400", "size_mm": 20, "colour": "#112233",
        "align": "center", "letter_spacing": 0, "line_height": 1.2, "outline": None,
        "curve_deg": 0,
    },
    "clipart": {"clipart": "red-heart", "colours": [], "flip_x": False, "flip_y": False},
}  # fmt: skip


def layer(kind: str, **changes: Any) -> dict[str, Any]:
    return {"kind": kind, "id": kind, **_BOX, **_PLAIN[kind], **changes}


def document(*layers: dict[str, Any], **changes: Any) -> Document:
    """Layers are numbered when they have no ids of their own."""
    numbered = [
        {**each, "id": f"{each['id']}-{number}"} if each["id"] == each["kind"] else each
        for number, each in enumerate(layers, 1)
    ]
    return read_document(
        {
            "format": "ck.design/1", "placement": "front", "width_mm": 300, "height_mm": 400,
            "layers": numbered, **changes,
        }
    )  # fmt: skip


def text(**changes: Any) -> TextLayer:
    read = document(layer("text", **changes))["layers"][0]
    assert read["kind"] == "text"
    return read


def image(**changes: Any) -> ImageLayer:
    read = document(layer("image", **changes))["layers"][0]
    assert read["kind"] == "image"
    return read
