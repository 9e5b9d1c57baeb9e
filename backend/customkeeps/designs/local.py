"""Stored pictures as files on this machine's disk, for programs that read paths."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files.storage import default_storage

from customkeeps.designs.models import Artwork


@contextmanager
def local_pictures(sha256s: Iterable[str]) -> Iterator[dict[str, Path]]:
    """Their paths by SHA-256 within the block; pictures that no row has are left out.

    Where the storage is not a disk, they are copied for the time being. Raises FileNotFoundError
    where it has lost one.
    """
    pictures = {each.sha256: each for each in Artwork.objects.filter(sha256__in=set(sha256s))}
    with tempfile.TemporaryDirectory(prefix="pictures-") as folder:
        yield {
            sha256: _path(artwork.file_name, Path(folder)) for sha256, artwork in pictures.items()
        }


def _path(name: str, folder: Path) -> Path:
    try:
        return Path(default_storage.path(name))
    except NotImplementedError:
        copy = folder / Path(name).name
        with default_storage.open(name) as source, copy.open("wb") as target:
            shutil.copyfileobj(source, target)
        return copy
