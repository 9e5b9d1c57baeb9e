"""The design document `ck.design/1`: what is printed on one placement, in millimetres.

`document.schema.json` is its one definition, also for the storefront.
"""

import hashlib
import json
import unicodedata
from pathlib import Path
from typing import Any, Literal, TypedDict, cast

import jsonschema_rs

from customkeeps.drawing.numbers import rounded, text_of

SCHEMA_FILE = Path(__file__).with_name("document.schema.json")
SCHEMA: dict[str, Any] = json.loads(SCHEMA_FILE.read_text())
# Lengths of a document are kept to a micrometre.
PLACES = 3
VALIDATOR = jsonschema_rs.Draft202012Validator(SCHEMA)


class Crop(TypedDict):
    x: float
    y: float
    width: float
    height: float


class ColourKey(TypedDict):
    colour: str
    tolerance: float


class Outline(TypedDict):
    colour: str
    width_mm: float


class _Layer(TypedDict):
    id: str
    name: str
    group: str | None
    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float
    rotation_deg: float
    opacity: float
    locked: bool


class ImageLayer(_Layer):
    kind: Literal["image"]
    artwork: str
    crop: Crop
    mask: Literal["none", "rounded", "ellipse", "heart", "star", "hexagon"]
    flip_x: bool
    flip_y: bool
    colour_key: ColourKey | None


class TextLayer(_Layer):
    kind: Literal["text"]
    content: str
    font: str
    size_mm: float
    colour: str
    align: Literal["left", "center", "right"]
    letter_spacing: float
    line_height: float
    outline: Outline | None
    curve_deg: float


class ClipartLayer(_Layer):
    kind: Literal["clipart"]
    clipart: str
    colours: list[str]
    flip_x: bool
    flip_y: bool


Layer = ImageLayer | TextLayer | ClipartLayer


class Document(TypedDict):
    format: Literal["ck.design/1"]
    placement: str
    width_mm: float
    height_mm: float
    layers: list[Layer]


class InvalidDocumentError(Exception):
    """Not a design document. `path` leads to the place, as ("layers", 2, "size_mm")."""

    def __init__(self, sentence: str, path: tuple[str | int, ...] = ()) -> None:
        super().__init__(sentence)
        self.path = path


def read_document(value: object) -> Document:
    """The document that parsed JSON is, tidied. Raises InvalidDocumentError.

    Whether its pictures, faces and pieces exist is not asked here.
    """
    # Asked again of the tidied one, as some letters are more characters in the form kept.
    document = _checked(tidy(_checked(value)))
    ids = [layer["id"] for layer in document["layers"]]
    for index, layer_id in enumerate(ids):
        if layer_id in ids[:index]:
            raise InvalidDocumentError("Another layer has this id.", ("layers", index, "id"))
    return document


def tidy(document: Document) -> Document:
    """The same document in the one form that is stored: lengths to a micrometre, text in NFC."""
    return cast("Document", _tidied(document))


def canonical(documents: list[Document]) -> bytes:
    """The bytes that stand for these documents: JSON, keys in order, numbers in one form."""
    return _written(documents).encode()


def sha256_of(documents: list[Document]) -> str:
    """What names these documents; two that are drawn alike may differ, never the other way."""
    return hashlib.sha256(canonical(documents)).hexdigest()


def artworks_of(documents: list[Document]) -> set[str]:
    """The SHA-256 of every picture in them."""
    layers = [layer for document in documents for layer in document["layers"]]
    return {layer["artwork"] for layer in layers if layer["kind"] == "image"}


def _checked(value: object) -> Document:
    for error in VALIDATOR.iter_errors(value):
        nearest = _nearest(error)
        raise InvalidDocumentError(nearest.message[:200], tuple(nearest.instance_path))
    return cast("Document", value)


def _nearest(error: Any) -> Any:
    """Of something that may be one of several things: what is wrong with the one it is nearest to,
    and nearest is the one with the fewest complaints, none of them about which of them it is.
    """
    branches = getattr(error.kind, "context", None)
    if not branches:
        return error
    best = min(branches, key=lambda errors: (any(map(_names_the_kind, errors)), len(errors)))
    return _nearest(best[0])


def _names_the_kind(error: Any) -> bool:
    return error.kind.name == "const" or (error.kind.name == "type" and "null" in error.message)


def _tidied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _tidied(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_tidied(item) for item in value]
    if isinstance(value, str):
        return _tidied_text(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    number = rounded(value, PLACES)
    return int(number) if number == int(number) else number


def _tidied_text(text: str) -> str:
    """NFC, lines by \\n, and nothing that no database or file takes: halves of characters, NUL."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    lines = whole.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return unicodedata.normalize("NFC", lines)


def _written(value: Any) -> str:
    if isinstance(value, dict):
        pairs = (f"{_written(key)}:{_written(value[key])}" for key in sorted(value))
        return "{" + ",".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_written, value)) + "]"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return json.dumps(value, ensure_ascii=False)
    return text_of(value, PLACES)
