"""Preflight of what lines print, with what is known of their pictures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from customkeeps.catalog.models import ProductColor
from customkeeps.designs.models import Artwork, Design, PlacedDesign, SavedDesign
from customkeeps.drawing.checks.findings import Finding, PictureFacts
from customkeeps.drawing.document import Document, artworks_of
from customkeeps.drawing.preflight import preflight_all
from customkeeps.rest.errors import InvalidInput

Pictures = dict[str, PictureFacts]


def look_over(
    documents: Sequence[Document],
    *,
    product_colour: str | None,
    known: Iterable[Artwork | None] = (),
) -> list[dict[str, Any]]:
    """What preflight finds in the documents of one line, as the API shows it; nothing in none.

    `known` spares the statement that reads their pictures.
    """
    if not documents:
        return []
    pictures = pictures_of(documents, known=known)
    found = preflight_all(documents, product_colour=product_colour, pictures=pictures)
    return [asdict(finding) for finding in found]


def look_over_saved(saved: SavedDesign) -> list[dict[str, Any]]:
    """What preflight finds in one of `queries.saved_designs`."""
    colors = ProductColor.objects.filter(product=saved.product_id, name=saved.color)
    return look_over(
        saved.documents,
        product_colour=colors.values_list("hex", flat=True).first(),
        known=saved.artworks.all(),
    )


def look_over_prints(
    lines: Mapping[Any, tuple[str | None, str | None]],
) -> dict[Any, list[Finding]]:
    """What preflight finds in lines given as (`placed_id`, the colour's code), by their keys, in
    two statements. Lines that do not say what they print are left out.
    """
    wanted = {placed_id for placed_id, _ in lines.values() if placed_id}
    prints = {row.pk: row.documents for row in PlacedDesign.objects.filter(pk__in=wanted)}
    pictures = pictures_of([each for documents in prints.values() for each in documents])
    return {
        key: preflight_all(prints[placed_id], product_colour=colour, pictures=pictures)
        for key, (placed_id, colour) in lines.items()
        if placed_id in prints
    }


def check_printable(design: Design, found: Iterable[Mapping[str, Any]]) -> None:
    """Raises InvalidInput `preflight` with all that was `found` where something on the design
    itself cannot be printed. Pictures and words without an editor are printed as well as they can
    be: a shopper who never saw the studio cannot put them right there.
    """
    found = list(found)
    own = {
        (document["placement"], layer["id"])
        for document in design.documents or ()
        for layer in document["layers"]
    }
    errors = [
        finding
        for finding in found
        if finding["level"] == "error"
        and (finding["layer"] is None or (finding["placement"], finding["layer"]) in own)
    ]
    if design.documents is not None and errors:
        sentences = [finding["sentence"] for finding in errors]
        raise InvalidInput({"design": sentences}, code="preflight", preflight=found)


def pictures_of(documents: Iterable[Document], *, known: Iterable[Artwork | None] = ()) -> Pictures:
    """What is known of the pictures in them, by their SHA-256."""
    names = artworks_of(list(documents))
    rows = {row.sha256: row for row in known if row is not None}
    if missing := names - rows.keys():
        rows |= {row.sha256: row for row in Artwork.objects.filter(sha256__in=missing)}
    return {name: _facts(rows[name]) for name in names & rows.keys()}


def _facts(artwork: Artwork) -> PictureFacts:
    return {
        "width_px": artwork.width_px,
        "height_px": artwork.height_px,
        "has_alpha": artwork.has_alpha,
        "border_colour": artwork.border_colour,
        "true_scale": artwork.true_scale,
    }
