"""What may go wrong in printing a design, in plain words, each tied to its layer.

The storefront's `features/studio/preflight/` says the same: limits and sentences are in
`checks/rules.json` for both, and golden files hold the findings together.
"""

from collections.abc import Iterable, Iterator, Mapping

from customkeeps.drawing.checks.contrast import check_contrast
from customkeeps.drawing.checks.edges import check_edges
from customkeeps.drawing.checks.extent import (
    NOWHERE,
    are_touching,
    extent_of,
    is_outside,
    is_within,
)
from customkeeps.drawing.checks.findings import LEVELS, Finding, Look, PictureFacts, sentence
from customkeeps.drawing.checks.pictures import check_picture
from customkeeps.drawing.checks.words import check_words
from customkeeps.drawing.clipart import has_piece
from customkeeps.drawing.document import Document, Layer
from customkeeps.drawing.fonts import faces

# A layer hardly larger than the one below it lies on that.
ON_SLACK_MM = 0.5


def preflight(
    document: Document, *, product_colour: str | None, pictures: Mapping[str, PictureFacts]
) -> list[Finding]:
    """The worst first, then as the layers lie, from the lowest.

    `product_colour` is "#rrggbb", or None for one that is not known or cannot be told. `pictures`
    are by their SHA-256; one that is not there is one that we do not have.
    """
    looks = _looks(document, product_colour, pictures)
    found = [finding for look in looks for finding in _findings(look)]
    if not any(_is_printed(look) for look in looks):
        found.append(_empty(document["placement"]))
    return sorted(found, key=lambda finding: LEVELS.index(finding.level))


def preflight_all(
    documents: Iterable[Document],
    *,
    product_colour: str | None,
    pictures: Mapping[str, PictureFacts],
) -> list[Finding]:
    """Of all placements of a product together, of which some may well be left empty."""
    each = [preflight(d, product_colour=product_colour, pictures=pictures) for d in documents]
    found = [finding for findings in each for finding in findings if finding.code != "empty"]
    if all(any(finding.code == "empty" for finding in findings) for findings in each):
        found.append(_empty(""))
    return sorted(found, key=lambda finding: LEVELS.index(finding.level))


def _empty(placement: str) -> Finding:
    return Finding("empty", "error", placement, None, "", sentence("empty", {}), {})


def _looks(
    document: Document, product_colour: str | None, pictures: Mapping[str, PictureFacts]
) -> list[Look]:
    looks: list[Look] = []
    for layer in document["layers"]:
        extent = extent_of(layer) if _is_known(layer) else NOWHERE
        below = [look for look in looks if _can_carry(look) and are_touching(extent, look.extent)]
        looks.append(
            Look(
                layer=layer,
                document=document,
                extent=extent,
                product_colour=product_colour,
                pictures=pictures,
                touches_layer=bool(below),
                lies_on_layer=any(is_within(extent, look.layer, ON_SLACK_MM) for look in below),
            )
        )
    return looks


def _is_known(layer: Layer) -> bool:
    """Whether the packs have what it is made of."""
    if layer["kind"] == "text":
        return layer["font"] in faces()
    return layer["kind"] == "image" or has_piece(layer["clipart"])


def _can_carry(look: Look) -> bool:
    """Whether what lies on this layer no longer lies on the product."""
    layer = look.layer
    return layer["kind"] != "text" and layer["opacity"] > 0


def _is_printed(look: Look) -> bool:
    return (
        not look.is_blank
        and look.layer["opacity"] > 0
        and not is_outside(look.layer, look.extent, look.document)
    )


def _findings(look: Look) -> Iterator[Finding]:
    layer = look.layer
    if not _is_known(layer):
        code = "unknown_font" if layer["kind"] == "text" else "unknown_clipart"
        yield look.finding(code, "error")
        return
    if layer["kind"] == "image":
        yield from check_picture(look, layer)
    elif layer["kind"] == "text":
        yield from check_words(look, layer)
    yield from check_edges(look)
    yield from check_contrast(look)
