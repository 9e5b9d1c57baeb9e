"""Artwork's files in the private storage."""

import os
import tempfile
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


def keep_file(name: str, content: bytes) -> None:
    """Store `content` under a name made from its hash; a file already there is the same one.

    On disk it is written beside and renamed, so that nobody ever reads half a file. Object stores
    show an object only once it is whole.
    """
    if default_storage.exists(name):
        return
    try:
        path = Path(default_storage.path(name))
    except NotImplementedError:
        default_storage.save(name, ContentFile(content))
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
