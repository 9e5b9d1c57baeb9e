"""What is known of pictures that were stored before anybody asked."""

import logging
from dataclasses import asdict
from time import monotonic

from django.core.files.storage import default_storage

from customkeeps.designs.bounded import look_at_bounded
from customkeeps.designs.models import Artwork
from customkeeps.designs.picture_facts import NOTHING_KNOWN, Facts
from customkeeps.designs.pictures import InvalidPictureError

logger = logging.getLogger(__name__)

EVERY_SECONDS = 3600.0
AT_ONCE = 5


class _Clock:
    """When this process looks next."""

    due = 0.0


def find_facts_when_due() -> int:
    """At most once an hour in each worker, and again at once while there is more to do."""
    if monotonic() < _Clock.due:
        return 0
    found = find_facts()
    if found < AT_ONCE:
        _Clock.due = monotonic() + EVERY_SECONDS
    return found


def find_facts() -> int:
    """Look at a few pictures that nobody has looked at. Returns how many."""
    unknown = Artwork.objects.filter(has_alpha=None).order_by("pk")
    files = dict.fromkeys(unknown.values_list("sha256", "format")[:AT_ONCE])
    for sha256, file_format in files:
        artwork = Artwork(sha256=sha256, format=file_format)
        facts = asdict(_look(artwork.file_name, file_format))
        Artwork.objects.filter(sha256=sha256, format=file_format).update(**facts)
    return len(files)


def _look(file_name: str, file_format: str) -> Facts:
    """A file that cannot be looked at is not asked for again: nobody is warned about it."""
    try:
        with default_storage.open(file_name) as file:
            return look_at_bounded(file.read(), file_format)
    except (FileNotFoundError, InvalidPictureError):
        logger.warning("Nothing could be found out about %s", file_name)
        return NOTHING_KNOWN
