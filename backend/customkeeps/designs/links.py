"""Addresses of designs' pictures: signed when they go out, recognised when they come back."""

import re
import time
from collections.abc import Mapping
from typing import Literal
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.core.signing import Signer
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from customkeeps.designs.models import Artwork, Design, PlacedDesign

Size = Literal["picture", "thumbnail"]
ArtworkSize = Literal["picture", "screen", "thumbnail"]
VALID_SECONDS = 15 * 60
# Links made within one window are equal, so that browsers need not fetch the picture again.
WINDOW_SECONDS = 5 * 60
DESIGN_URL = re.compile(
    r"(?P<origin>https?://[^/?#\s]+)?/api/designs/"
    r"(?P<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/picture/(?:\?[^#\s]*)?",
    re.IGNORECASE,
)


def design_url(design: Design, *, base_url: str, size: Size = "picture") -> str:
    """An absolute link that shows a bare picture to whoever has it, for 15 to 20 minutes."""
    path = reverse("design_picture", args=[design.pk])
    return base_url + _signed(path, f"{design.pk}:{size}", size=size)


def design_preview_url(design: Design, placed: PlacedDesign, *, base_url: str) -> str:
    """The same of what is printed of a design, first placement: sent back, it names the design."""
    path, placement = reverse("design_picture", args=[design.pk]), placed.placements[0]
    named = _preview_of_design(design.pk, placed.pk, placement)
    return base_url + _signed(path, named, placed=placed.pk, placement=placement)


def preview_url(placed: PlacedDesign, placement: str, *, base_url: str) -> str:
    """The same of what is printed on one placement."""
    path = reverse("placed_picture", args=[placed.pk, placement])
    return base_url + _signed(path, _preview(placed.pk, placement))


def artwork_url(artwork: Artwork, *, base_url: str, size: ArtworkSize = "picture") -> str:
    """The same of an uploaded picture; `screen` is a copy for screens."""
    path = reverse("artwork_picture", args=[artwork.sha256])
    return base_url + _signed(path, _artwork(artwork.sha256, size), size=size)


def seconds_left_of_design(design_id: UUID, query: Mapping[str, str]) -> int:
    """How long a link of `design_url` or `design_preview_url` is still good, by its query; 0 when
    it has expired or was not made by us.
    """
    if "placed" in query:
        placement = query.get("placement", "")
        return _seconds_left(_preview_of_design(design_id, query["placed"], placement), query)
    return _seconds_left(f"{design_id}:{query.get('size', 'picture')}", query)


def seconds_left_of_preview(sha256: str, placement: str, query: Mapping[str, str]) -> int:
    """Likewise of a `preview_url`."""
    return _seconds_left(_preview(sha256, placement), query)


def seconds_left_of_artwork(sha256: str, query: Mapping[str, str]) -> int:
    """Likewise of an `artwork_url`."""
    return _seconds_left(_artwork(sha256, query.get("size", "picture")), query)


def read_design_url(url: str, *, base_url: str) -> UUID | None:
    """The design that one of our own addresses names, be its signature still good or not."""
    match = DESIGN_URL.fullmatch(url)
    if match is None:
        return None
    origin = match["origin"]
    if origin is not None and origin.lower() not in (base_url.lower(), settings.PUBLIC_URL.lower()):
        return None
    return UUID(match["id"])


# What a signature is for. None of these can be read as another one: a design's id is no word.
def _preview_of_design(design_id: UUID, sha256: str, placement: str) -> str:
    return f"design:{design_id}:{sha256}:{placement}"


def _preview(sha256: str, placement: str) -> str:
    return f"placed:{sha256}:{placement}"


def _artwork(sha256: str, size: str) -> str:
    return f"artwork:{sha256}:{size}"


def _signed(path: str, named: str, **query: str) -> str:
    expires = -(-(int(time.time()) + VALID_SECONDS) // WINDOW_SECONDS) * WINDOW_SECONDS
    signed = {**query, "expires": expires, "signature": _signature(named, expires)}
    return f"{path}?{urlencode(signed)}"


def _seconds_left(named: str, query: Mapping[str, str]) -> int:
    expires = query.get("expires", "")
    if not re.fullmatch(r"[0-9]{1,12}", expires):
        return 0
    if not constant_time_compare(_signature(named, int(expires)), query.get("signature", "")):
        return 0
    return max(0, int(expires) - int(time.time()))


def _signature(named: str, expires: int) -> str:
    return Signer(salt="customkeeps.designs.picture").signature(f"{named}:{expires}")
