"""Files that no row names: left by a process that died between writing one and its row."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.core.files.storage import default_storage
from django.utils import timezone

from customkeeps.designs.erasing import drop_unneeded
from customkeeps.designs.models import FOLDER, PLACED_FOLDER, Artwork, PlacedDesign

# An upload takes seconds from its file to its row.
YOUNG = timedelta(days=1)
UNFINISHED_NAME = re.compile(r"\.[A-Za-z0-9_]{8}")


@dataclass(frozen=True, slots=True)
class Kind:
    """Files of one kind: where they lie, what they are called, and by their SHA-256 which of them
    have a row. `drop` deletes all of one SHA-256, and says whether it could.
    """

    folder: str
    name: re.Pattern[str]
    known: Callable[[Iterable[str]], set[str]]
    drop: Callable[[str, list[str]], bool]


def sweep_files(kinds: Iterable[Kind] | None = None, *, dry_run: bool = False) -> int:
    """Delete files without a row, and halves of files. Returns how many there were.

    What has another kind of name was put there by somebody else, and stays.
    """
    return sum(
        _sweep_folder(kind, folder, dry_run=dry_run)
        for kind in kinds or KINDS
        for folder in _folders(kind.folder)
    )


def _sweep_folder(kind: Kind, folder: str, *, dry_run: bool) -> int:
    names = default_storage.listdir(folder)[1]
    halves = filter(UNFINISHED_NAME.fullmatch, names)
    swept = sum(_drop_half(f"{folder}/{name}", dry_run=dry_run) for name in halves)
    for sha256, paths in _without_a_row(kind, folder, names):
        if dry_run or kind.drop(sha256, paths):
            swept += len(paths)
    return swept


def _folders(parent: str) -> Iterator[str]:
    try:
        found = default_storage.listdir(parent)[0]
    except FileNotFoundError:  # nobody has sent a picture yet
        return
    yield from (f"{parent}/{name}" for name in sorted(found))


def _without_a_row(
    kind: Kind, folder: str, names: Iterable[str]
) -> Iterator[tuple[str, list[str]]]:
    """SHA-256 and paths of what is old enough and nobody's."""
    found: dict[str, list[str]] = {}
    for match in filter(None, map(kind.name.fullmatch, names)):
        found.setdefault(match["sha256"], []).append(f"{folder}/{match[0]}")
    for sha256 in sorted(found.keys() - kind.known(found)):
        if all(map(_is_old, found[sha256])):
            yield sha256, found[sha256]


def _known_artwork(hashes: Iterable[str]) -> set[str]:
    known = Artwork.objects.filter(sha256__in=list(hashes))
    return set(known.values_list("sha256", flat=True))


def _known_placed(hashes: Iterable[str]) -> set[str]:
    known = PlacedDesign.objects.filter(pk__in=list(hashes))
    return set(known.values_list("pk", flat=True))


def _drop_previews(_sha256: str, paths: list[str]) -> bool:
    """If the same is printed again at this moment, its previews are made anew."""
    for path in paths:
        default_storage.delete(path)
    return True


def _drop_half(path: str, *, dry_run: bool) -> bool:
    if not _is_old(path):
        return False
    if not dry_run:
        default_storage.delete(path)
    return True


def _is_old(path: str) -> bool:
    try:
        return default_storage.get_modified_time(path) < timezone.now() - YOUNG
    except FileNotFoundError:  # somebody else was here first
        return False


KINDS = (
    Kind(
        FOLDER,
        re.compile(r"(?P<sha256>[0-9a-f]{64})\.(png|jpeg|thumbnail\.webp|screen\.webp)"),
        _known_artwork,
        drop_unneeded,
    ),
    Kind(
        PLACED_FOLDER,
        re.compile(r"(?P<sha256>[0-9a-f]{64})\.[a-z0-9_-]{1,30}\.webp"),
        _known_placed,
        _drop_previews,
    ),
)
