"""Previews of what is printed: drawn when somebody first looks at one, then kept."""

import logging

from django.core.files.storage import default_storage

from customkeeps.designs.files import keep_file
from customkeeps.designs.local import local_pictures
from customkeeps.designs.models import PlacedDesign
from customkeeps.drawing.document import Document, artworks_of
from customkeeps.drawing.errors import RenderingError
from customkeeps.drawing.printing import render_bounded
from customkeeps.rest.errors import NotFound, Unavailable
from customkeeps.rest.queues import Queue

logger = logging.getLogger(__name__)

# In each process of the shop; those served by four threads keep two for everything else.
AT_ONCE = 1
WAITING = 1
PATIENCE_SECONDS = 10.0


class TooManyPreviews(Unavailable):
    """503: too many previews are being drawn already."""

    def __init__(self) -> None:
        super().__init__(
            "previews_busy",
            "Many pictures are being drawn just now. Try again in a moment.",
            retry_after=2,
        )


DRAWING = Queue(AT_ONCE, WAITING, PATIENCE_SECONDS, TooManyPreviews)


def keep_preview(placed: PlacedDesign, placement: str) -> str:
    """The name of its file. Raises NotFound where nothing is printed there or it cannot be drawn,
    and TooManyPreviews (503).
    """
    name = placed.preview_name(placement)
    if default_storage.exists(name):
        return name
    for document in placed.documents:
        if document["placement"] == placement:
            _draw(document, name)
            return name
    raise NotFound


def _draw(document: Document, name: str) -> None:
    with DRAWING.turn():
        if default_storage.exists(name):  # drawn while this one waited
            return
        try:
            with local_pictures(artworks_of([document])) as pictures:
                content = render_bounded(document, "preview", pictures)
        except RenderingError as error:
            logger.warning("The preview %s was not drawn: %s", name, error)
            raise NotFound from error
        keep_file(name, content)
