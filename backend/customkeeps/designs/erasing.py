"""Deleting designs and pictures for good, files and all."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet

from customkeeps.designs.files import keep_file
from customkeeps.designs.models import Artwork, Design, PlacedDesign


def delete_designs(designs: QuerySet[Design]) -> None:
    """Delete designs that nothing holds, and what nobody else needs of their pictures.

    Call it inside a transaction: the files go once it is committed.
    """
    pairs = designs.values_list("artwork", "artworks")
    artwork_ids = {artwork_id for pair in pairs for artwork_id in pair if artwork_id is not None}
    designs.delete()
    delete_artwork(Artwork.objects.filter(pk__in=artwork_ids))


def delete_artwork(artwork: QuerySet[Artwork]) -> None:
    """Delete pictures that no design is made of, saved or not. Call it inside a transaction."""
    unused = list(artwork.filter(designs=None, documented=None, saved_designs=None))
    Artwork.objects.filter(pk__in=[picture.pk for picture in unused]).delete()
    transaction.on_commit(partial(drop_files, unused))


def delete_placed(placed: QuerySet[PlacedDesign]) -> int:
    """Delete what was frozen to be printed, and its previews. Returns how many that were.

    Only locked rows that nothing holds, in the transaction that has locked them: so nobody begins
    to hold one.
    """
    gone = list(placed.defer("documents"))
    PlacedDesign.objects.filter(pk__in=[row.pk for row in gone]).delete()
    transaction.on_commit(partial(drop_previews, gone))
    return len(gone)


def drop_previews(gone: Iterable[PlacedDesign]) -> None:
    """Delete the previews' files. Where the same is printed again by now, they are made anew."""
    for row in gone:
        for placement in row.placements:
            default_storage.delete(row.preview_name(placement))


def drop_files(gone: Iterable[Artwork]) -> None:
    """Delete the files of pictures that are in no row (any more), but for those that others have.

    Not to be called inside a transaction.
    """
    for artwork in gone:
        drop_unneeded(artwork.sha256, artwork.all_names)


def drop_unneeded(
    sha256: str, names: Iterable[str], is_needed: Callable[[str], bool] | None = None
) -> bool:
    """Whether these files of one content could go; of a picture, unless `is_needed` asks others."""
    asked = is_needed or _is_needed
    if asked(sha256):
        return False
    kept = {name: _take_away(name) for name in names}
    if not asked(sha256):
        return True
    _put_back(kept)
    return False


def _put_back(kept: dict[str, bytes | None]) -> None:
    """Somebody has made the same content this very moment and found its files there.

    Whoever makes one looks again once the row is committed (`keep_file`), so either sees the other.
    """
    for name, content in kept.items():
        if content is not None:
            keep_file(name, content)


def _is_needed(sha256: str) -> bool:
    """People who have the same picture share its files."""
    return Artwork.objects.filter(sha256=sha256).exists()


def _take_away(name: str) -> Any:
    """The file's content, which is gone then; None where there was none."""
    try:
        with default_storage.open(name) as file:
            content = file.read()
    except FileNotFoundError:
        return None
    default_storage.delete(name)
    return content
