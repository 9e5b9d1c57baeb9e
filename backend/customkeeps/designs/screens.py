"""Copies of uploaded pictures for screens: one of 40 megapixels would freeze an editor.

Made when somebody first asks for one, by the process that opens uploads too.
"""

from django.core.files.storage import default_storage

from customkeeps.designs.bounded import shrink_bounded
from customkeeps.designs.files import keep_file
from customkeeps.designs.models import Artwork
from customkeeps.designs.pictures import SCREEN_PX, InvalidPictureError
from customkeeps.rest.errors import NotFound


def keep_screen_copy(artwork: Artwork) -> tuple[str, str]:
    """Name and kind of the file to show; a small picture is its own copy, and so is one that takes
    too much to make smaller.

    Raises NotFound, and TooManyPictures (503).
    """
    whole = artwork.file_name, artwork.format
    if max(artwork.width_px, artwork.height_px) <= SCREEN_PX:
        return whole
    name = artwork.screen_name
    if not default_storage.exists(name):
        try:
            keep_file(name, _shrunk(artwork))
        except InvalidPictureError:
            return whole
        _drop_if_unneeded(artwork)
    return name, "webp"


def _shrunk(artwork: Artwork) -> bytes:
    try:
        with default_storage.open(artwork.file_name) as file:
            return shrink_bounded(file.read(), artwork.format)
    except FileNotFoundError as error:
        raise NotFound from error


def _drop_if_unneeded(artwork: Artwork) -> None:
    """The picture may have been deleted while its copy was made."""
    if not Artwork.objects.filter(sha256=artwork.sha256).exists():
        default_storage.delete(artwork.screen_name)
