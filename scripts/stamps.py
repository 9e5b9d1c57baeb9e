"""What has been done already: a hash of everything that went into it, kept beside the result."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

IGNORED = {"__pycache__", ".DS_Store"}


class Stamp:
    """`inputs` are files, folders and words; a file that is not there counts as absent.

    The hash is taken when the stamp is made: write it after the work, and a change made meanwhile
    is noticed next time.
    """

    def __init__(self, path: Path, *inputs: Path | str) -> None:
        self.path = path
        self._fingerprint = fingerprint(*inputs)

    def is_fresh(self) -> bool:
        return self.path.is_file() and self.path.read_text() == self._fingerprint

    def write(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(self._fingerprint)


def fingerprint(*inputs: Path | str) -> str:
    """The same for the same names and bytes, whatever folder they lie in."""
    digest = sha256()
    for given in inputs:
        for name, content in _parts(given):
            digest.update(f"{len(name)} {name} {len(content)} ".encode())
            digest.update(content)
    return digest.hexdigest()


def _parts(given: Path | str) -> Iterator[tuple[str, bytes]]:
    if isinstance(given, str):
        yield "", given.encode()
    elif given.is_dir():
        for file in sorted(given.rglob("*")):
            if file.is_file() and not IGNORED.intersection(file.parts):
                yield file.relative_to(given.parent).as_posix(), file.read_bytes()
    elif given.is_file():
        yield given.name, given.read_bytes()
