"""Whether a layer lies where it can be printed."""

from collections.abc import Iterator

from customkeeps.drawing.checks.extent import is_outside
from customkeeps.drawing.checks.findings import LIMITS, Finding, Level, Look
from customkeeps.drawing.document import Document
from customkeeps.drawing.numbers import rounded


def safe_margin(document: Document) -> float:
    """How far words and clipart keep from the edge, in mm: less where the area is small."""
    shorter = min(document["width_mm"], document["height_mm"])
    return min(LIMITS["safe_mm"], rounded(LIMITS["safe_share"] * shorter, 1))


def check_edges(look: Look) -> Iterator[Finding]:
    if look.is_blank:
        return
    if is_outside(look.layer, look.extent, look.document):
        yield look.finding("outside", "warning")
        return
    kind, gap, margin = look.layer["kind"], _gap(look), safe_margin(look.document)
    if gap < -LIMITS["edge_slack_mm"]:
        level: Level = "confirm" if kind == "text" else "warning"
        yield look.finding("over_edge", level, words=kind, over_mm=rounded(-gap, 1))
    elif kind != "image" and gap < margin - LIMITS["edge_slack_mm"]:
        gap_mm = max(0, rounded(gap, 1))
        yield look.finding("near_edge", "warning", words=kind, gap_mm=gap_mm, safe_mm=margin)


def _gap(look: Look) -> float:
    """From what is printed to the nearest edge; less than 0 beyond it."""
    left, top, right, bottom = look.extent.bounds
    document = look.document
    return min(left, top, document["width_mm"] - right, document["height_mm"] - bottom)
