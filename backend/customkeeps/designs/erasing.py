"""Deleting designs and pictures for good, files and all."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet

from customkeeps.designs.files import keep_file
from customkeeps.designs.models import Artwork, Design

FILES = ("file_name", "thumbnail_name")


def delete_designs(designs: QuerySet[Design]) -> None:
    """Delete designs that nothing holds, and what nobody else needs of their pictures.

    Call it inside a transaction: the files go once it is committed.
    """
    artwork_ids = set(designs.values_list("artwork", flat=True))
    designs.delete()
    delete_artwork(Artwork.objects.filter(pk__in=artwork_ids))


def delete_artwork(artwork: QuerySet[Artwork]) -> None:
    """Delete pictures that no design is made of. Call it inside a transaction."""
    unused = list(artwork.filter(designs=None))
    Artwork.objects.filter(pk__in=[picture.pk for picture in unused]).delete()
    transaction.on_commit(partial(_drop_files, unused))


def _drop_files(deleted: Iterable[Artwork]) -> None:
    for artwork in deleted:
        if not _is_needed(artwork):
            kept = {name: _take_away(name) for name in map(artwork.__getattribute__, FILES)}
            _put_back_if_needed(artwork, kept)


def _put_back_if_needed(artwork: Artwork, kept: dict[str, bytes | None]) -> None:
    """Somebody may have sent the same picture this very moment and found its files there.

    Whoever sends one looks again once the row is committed (`keep_file`), so either sees the other.
    """
    if _is_needed(artwork):
        for name, content in kept.items():
            if content is not None:
                keep_file(name, content)


def _is_needed(artwork: Artwork) -> bool:
    """People who have the same picture share its files."""
    return Artwork.objects.filter(sha256=artwork.sha256).exists()


def _take_away(name: str) -> Any:
    """The file's content, which is gone then; None where there was none."""
    try:
        with default_storage.open(name) as file:
            content = file.read()
    except FileNotFoundError:
        return None
    default_storage.delete(name)
    return content
