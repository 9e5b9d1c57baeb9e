"""From what a shopper wants printed to the documents that are printed, frozen.

`docs/decisions/0014-frozen-documents.md` says why.
"""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from customkeeps.catalog.queries import by_position, hex_of
from customkeeps.designs.models import Design, PlacedDesign
from customkeeps.drawing.composing import WHOLE, Area, Picture, compose, ink_on, with_words
from customkeeps.drawing.document import Document, sha256_of
from customkeeps.drawing.fitting import NoPlaceError, fit_all
from customkeeps.rest.errors import InvalidInput

MAX_LAYERS = 100
# Of a product that no longer comes in the colour, or in none.
WHITE = "#ffffff"


def place(*, design: Design | None, text: str, product: Any, base_color: str) -> list[Document]:
    """The documents of a line: of its design on the product's print areas, and of its text.

    A bare picture lies in the middle of the first print area with the text below it, and a text
    alone fills it. Documents are fitted where the areas differ, and have the text at the bottom of
    the first of them. `product` is any row with those of `catalog.queries.with_options`. Empty for
    a product without print areas. Raises InvalidInput where the design has more sides than the
    product, or no room for the text.
    """
    areas = areas_of(product, base_color)
    ink = ink_on(hex_of(product.color_rows, base_color) or WHITE)
    if design is None or design.documents is None:
        pictured = _picture(design)
        return [compose(area, picture=pictured, words=text, ink=ink) for area in areas[:1]]
    documents = moved(design.documents, areas, field="design")
    if text.strip():
        documents[0] = _with_text(documents[0], areas, text, ink)
    return documents


def areas_of(product: Any, base_color: str = "") -> list[Area]:
    """The product's print areas, as they are today."""
    return [
        Area(
            row["code"],
            row["width_mm"],
            row["height_mm"],
            _seen(product, base_color, row["code"], is_first=not number),
        )
        for number, row in enumerate(by_position(product.placement_rows))
    ]


def moved(documents: Sequence[Document], areas: Sequence[Area], *, field: str) -> list[Document]:
    """The documents fitted to other print areas. Raises InvalidInput for `field` where there are
    fewer of these.
    """
    try:
        return fit_all(documents, areas)
    except NoPlaceError as error:
        side = error.placement.replace("-", " ")
        raise InvalidInput(
            {field: [f"This product has fewer sides than the design: the {side} is left over."]}
        ) from error


def placed_design(documents: Sequence[Document]) -> PlacedDesign | None:
    """The row that these documents are, not saved yet; None for no documents."""
    if not documents:
        return None
    return PlacedDesign(
        sha256=sha256_of(list(documents)),
        documents=documents,
        placements=[document["placement"] for document in documents],
    )


def freeze(placed: PlacedDesign) -> None:
    """Keep it as it is for good. The same documents frozen twice at once are one row.

    Until the transaction ends nobody sweeps it (`erasing.delete_placed`): what refers to it belongs
    into the same one.
    """
    placed.used_at = timezone.now()
    PlacedDesign.objects.bulk_create(
        [placed], update_conflicts=True, unique_fields=["sha256"], update_fields=["used_at"]
    )


def _picture(design: Design | None) -> Picture | None:
    if design is None or design.artwork is None:
        return None
    artwork = design.artwork
    return Picture(artwork.sha256, artwork.width_px, artwork.height_px)


def _with_text(document: Document, areas: list[Area], text: str, ink: str) -> Document:
    if len(document["layers"]) >= MAX_LAYERS:
        raise InvalidInput(
            {"customization_text": ["This design is full. Put your words into the design itself."]}
        )
    area = next(area for area in areas if area.code == document["placement"])
    return with_words(document, area, words=text, ink=ink)


def _seen(
    product: Any, base_color: str, placement: str, *, is_first: bool
) -> tuple[float, float, float, float]:
    """The part of a print area that the first picture of it shows."""
    colors = by_position(product.color_rows)
    shown = [row for row in colors if row["name"] == base_color] or colors[:1]
    for picture in (picture for row in shown for picture in row["pictures"]):
        if picture.get("placement") == placement or (is_first and picture.get("placement") is None):
            left, top, right, bottom = picture.get("print_part", WHOLE)
            return left, top, right, bottom
    return WHOLE
