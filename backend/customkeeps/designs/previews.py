"""Previews of what is printed: drawn when somebody first looks at one, then kept."""

from django.core.files.storage import default_storage

from customkeeps.designs.models import PlacedDesign
from customkeeps.rest.errors import NotFound

WIDEST_PX = 900


def keep_preview(placed: PlacedDesign, placement: str) -> str:
    """The name of its file. Raises NotFound, and Unavailable (503) while too many are drawn."""
    name = placed.preview_name(placement)
    if not default_storage.exists(name):
        raise NotFound
    return name
