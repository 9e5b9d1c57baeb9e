"""Files that no row names: left by a process that died between writing one and its row."""

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.core.files.storage import default_storage
from django.utils import timezone

from customkeeps.designs.erasing import drop_unneeded
from customkeeps.designs.models import FOLDER, Artwork

# An upload takes seconds from its file to its row.
YOUNG = timedelta(days=1)
NAME = re.compile(r"(?P<sha256>[0-9a-f]{64})\.(png|jpeg|thumbnail\.webp)")
UNFINISHED_NAME = re.compile(r"\.[A-Za-z0-9_]{8}")


def sweep_files(*, dry_run: bool = False) -> int:
    """Delete files of artwork without a row, and halves of files. Returns how many there were.

    What has another kind of name was put there by somebody else, and stays.
    """
    swept = 0
    for folder in _folders():
        names = default_storage.listdir(folder)[1]
        halves = filter(UNFINISHED_NAME.fullmatch, names)
        swept += sum(_drop_half(f"{folder}/{name}", dry_run=dry_run) for name in halves)
        for sha256, paths in _without_a_row(folder, names):
            if dry_run or drop_unneeded(sha256, paths):
                swept += len(paths)
    return swept


def _folders() -> Iterator[str]:
    try:
        found = default_storage.listdir(FOLDER)[0]
    except FileNotFoundError:  # nobody has sent a picture yet
        return
    yield from (f"{FOLDER}/{name}" for name in sorted(found))


def _without_a_row(folder: str, names: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """SHA-256 and paths of pictures that are old enough and nobody's."""
    found: dict[str, list[str]] = {}
    for match in filter(None, map(NAME.fullmatch, names)):
        found.setdefault(match["sha256"], []).append(f"{folder}/{match[0]}")
    known = Artwork.objects.filter(sha256__in=found).values_list("sha256", flat=True)
    for sha256 in sorted(found.keys() - set(known)):
        if all(map(_is_old, found[sha256])):
            yield sha256, found[sha256]


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
