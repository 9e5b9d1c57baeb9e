"""Addresses of designs' pictures: signed when they go out, recognised when they come back."""

import re
import time
from typing import Literal
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.core.signing import Signer
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from customkeeps.designs.models import Design

Size = Literal["picture", "thumbnail"]
VALID_SECONDS = 15 * 60
# Links made within one window are equal, so that browsers need not fetch the picture again.
WINDOW_SECONDS = 5 * 60
DESIGN_URL = re.compile(
    r"(?P<origin>https?://[^/?#\s]+)?/api/designs/"
    r"(?P<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/picture/(?:\?[^#\s]*)?",
    re.IGNORECASE,
)


def design_url(design: Design, *, base_url: str, size: Size = "picture") -> str:
    """An absolute link that shows the design to whoever has it, for 15 to 20 minutes."""
    expires = -(-(int(time.time()) + VALID_SECONDS) // WINDOW_SECONDS) * WINDOW_SECONDS
    path = reverse("design_picture", args=[design.pk])
    query = urlencode(
        {"size": size, "expires": expires, "signature": _signature(design.pk, size, expires)}
    )
    return f"{base_url}{path}?{query}"


def seconds_left(design_id: UUID, *, size: str, expires: str, signature: str) -> int:
    """How long the link is still good; 0 when it has expired or was not made by us."""
    if not re.fullmatch(r"[0-9]{1,12}", expires):
        return 0
    if not constant_time_compare(_signature(design_id, size, int(expires)), signature):
        return 0
    return max(0, int(expires) - int(time.time()))


def read_design_url(url: str, *, base_url: str) -> UUID | None:
    """The design that one of our own addresses names, be its signature still good or not."""
    match = DESIGN_URL.fullmatch(url)
    if match is None:
        return None
    origin = match["origin"]
    if origin is not None and origin.lower() not in (base_url.lower(), settings.PUBLIC_URL.lower()):
        return None
    return UUID(match["id"])


def _signature(design_id: UUID, size: str, expires: int) -> str:
    return Signer(salt="customkeeps.designs.picture").signature(f"{design_id}:{size}:{expires}")
