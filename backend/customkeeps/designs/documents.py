"""Documents as they are sent: read by the schema, and asked whether all that they name is there."""

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from typing import Any

from customkeeps.drawing.clipart import has_piece, piece
from customkeeps.drawing.composing import Area
from customkeeps.drawing.document import (
    ClipartLayer,
    Document,
    InvalidDocumentError,
    canonical,
    read_document,
)
from customkeeps.drawing.fonts import faces
from customkeeps.rest.errors import InvalidInput

FIELD = "documents"
# One for each placement of a product.
MAX_DOCUMENTS = 20
# A hundred layers of short words come to less than 60.
MAX_BYTES = 256 * 1024
# More than any length; beyond it a float is no number of millimetres.
BIGGEST = 10**9


def read_documents(values: Sequence[Any]) -> list[Document]:
    """Parsed JSON as documents. Raises InvalidInput, whose field leads to the place."""
    if len(values) > MAX_DOCUMENTS:
        raise InvalidInput({FIELD: [f"A design has {MAX_DOCUMENTS} documents at most."]})
    documents = [_read(value, number) for number, value in enumerate(values)]
    if len(canonical(documents)) > MAX_BYTES:
        raise InvalidInput(
            {FIELD: ["This design is too large. Take some of its layers away."]},
            code="design_too_large",
        )
    return documents


def check_names(
    documents: Iterable[Document], *, areas: Sequence[Area], artworks: Collection[str]
) -> list[Document]:
    """The documents that have layers, in the order of the product's print areas.

    `artworks`: SHA-256 of the pictures that the designer has. Raises InvalidInput for another
    picture, for what the packs have not, and for a placement that the product has not or that
    occurs twice.
    """
    places = {area.code: number for number, area in enumerate(areas)}
    kept: dict[int, Document] = {}
    for number, document in enumerate(documents):
        place = places.get(document["placement"])
        if place is None:
            raise _wrong((number, "placement"), "This product is not printed there.")
        if place in kept:
            raise _wrong((number, "placement"), "Another document is for the same place.")
        _check_layers(document, number, artworks)
        kept[place] = document
    return [kept[place] for place in sorted(kept) if kept[place]["layers"]]


def _check_layers(document: Document, number: int, artworks: Collection[str]) -> None:
    for index, layer in enumerate(document["layers"]):
        path = (number, "layers", index)
        if layer["kind"] == "image":
            if layer["artwork"] not in artworks:
                raise _wrong((*path, "artwork"), "This is not one of your pictures.")
        elif layer["kind"] == "text":
            if layer["font"] not in faces():
                raise _wrong((*path, "font"), "We do not have this font.")
        else:
            _check_piece(layer, path)


def _check_piece(layer: ClipartLayer, path: tuple[str | int, ...]) -> None:
    if not has_piece(layer["clipart"]):
        raise _wrong((*path, "clipart"), "We do not have this piece of clipart.")
    colours = len(piece(layer["clipart"]).palette)
    if len(layer["colours"]) not in (0, colours):
        raise _wrong((*path, "colours"), f"Give none, or {colours}: one for each of its colours.")


def _read(value: Any, number: int) -> Document:
    try:
        return read_document(_plain(value))
    except InvalidDocumentError as error:
        raise _wrong((number, *error.path), str(error)) from error


def _wrong(path: tuple[str | int, ...], sentence: str) -> InvalidInput:
    return InvalidInput({".".join(map(str, (FIELD, *path))): [sentence]})


def _plain(value: Any) -> Any:
    """With floats for the decimals that requests are read with: these are no amounts."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return value
    number = Decimal(value)
    return float(number) if abs(number) <= BIGGEST else str(value)
