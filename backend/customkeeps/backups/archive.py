"""The file of a backup: a tar of a database dump, the shop's files, and a manifest of them all."""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

FORMAT = 1
MANIFEST = "manifest.json"
CHUNK = 1024 * 1024


class BackupError(Exception):
    """Why it cannot be done, in words for whoever runs the shop. Nothing was changed."""


@dataclass
class Manifest:
    """What is in the archive. `migrations`: the applied ones, as `app.name`; `files`: SHA-256 by
    name; the dump of the database, `dump`, is one of them.
    """

    made_at: str
    vendor: str
    dump: str
    migrations: list[str]
    files: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT


class _Hashed:
    """A file that is hashed while it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._hash = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self._hash.update(data)
        return data

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()


def write(path: Path, manifest: Manifest, files: Iterator[tuple[str, Path]]) -> None:
    """Write the archive of `(name in it, file)`; it gets its name when it is whole and on disk.

    Fills in the manifest's `files`. A file that was deleted meanwhile is left out.
    """
    partial = path.with_name(f"{path.name}.part")
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "wb") as out:
            with tarfile.open(fileobj=out, mode="w") as tar:
                for name, file in files:
                    _add(tar, manifest, name, file)
                _add_manifest(tar, manifest)
            out.flush()
            os.fsync(out.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _add(tar: tarfile.TarFile, manifest: Manifest, name: str, file: Path) -> None:
    try:
        content = file.open("rb")
    except FileNotFoundError:
        return
    with content:
        info = tarfile.TarInfo(name)
        info.size = os.fstat(content.fileno()).st_size
        info.mode = 0o600
        hashed = _Hashed(content)
        tar.addfile(info, hashed)
    manifest.files[name] = hashed.sha256


def _add_manifest(tar: tarfile.TarFile, manifest: Manifest) -> None:
    data = json.dumps(asdict(manifest), indent=1).encode()
    info = tarfile.TarInfo(MANIFEST)
    info.size = len(data)
    tar.addfile(info, io.BytesIO(data))


def verify(path: Path) -> Manifest:
    """Read all of the archive and compare it with its manifest. Raises BackupError."""
    found: dict[str, str] = {}
    said: dict[str, Any] | None = None
    try:
        for name, content in _members(path):
            if name == MANIFEST:
                said = json.load(content)
            else:
                found[name] = _sha256(content)
        manifest = Manifest(**said) if said else None
    except (OSError, tarfile.TarError, ValueError, TypeError) as error:
        raise BackupError(f"{path} cannot be read as a backup: {error}") from error
    if manifest is None:
        raise BackupError(f"{path} has no manifest: it is no backup, or only a part of one.")
    if manifest.format != FORMAT:
        raise BackupError(f"{path} is a backup of another kind ({manifest.format}).")
    if found != manifest.files:
        names = sorted(name for name, _ in found.items() ^ manifest.files.items())
        raise BackupError(f"{path} is damaged: {', '.join(dict.fromkeys(names))}.")
    return manifest


def extract(path: Path, places: dict[str, Path], manifest: Manifest) -> None:
    """Write the files where they belong: what is under `NAME/` goes into `places[NAME]`.

    A name without a folder is a place by itself. Each file is written, then renamed.
    """
    for name, content in _members(path):
        if name in manifest.files:
            target = _target(name, places)
            target.parent.mkdir(parents=True, exist_ok=True)
            partial = target.with_name(f"{target.name}.part")
            with partial.open("wb") as out:
                while data := content.read(CHUNK):
                    out.write(data)
            partial.replace(target)


def _target(name: str, places: dict[str, Path]) -> Path:
    first, *rest = PurePosixPath(name).parts
    if first not in places or ".." in rest:
        raise BackupError(f"A backup has no business with {name}.")
    return places[first].joinpath(*rest)


def _members(path: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """Every file in the archive, in its order; each is read before the next."""
    with tarfile.open(path, mode="r:") as tar:
        for info in tar:
            content = tar.extractfile(info)
            if content is not None:
                yield info.name, content


def _sha256(content: IO[bytes]) -> str:
    total = hashlib.sha256()
    while data := content.read(CHUNK):
        total.update(data)
    return total.hexdigest()
