"""Making a backup of the whole shop while it runs, and restoring one."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from customkeeps.backups import archive
from customkeeps.backups.archive import BackupError, Manifest
from customkeeps.backups.databases import dump_of

# What /readyz writes and deletes again is nobody's.
PASSING = "readyz"


def make_backup(path: Path) -> Manifest:
    """Write the database and all files into one archive. Raises BackupError.

    The database first, as at one instant, the files after it: a file is there before the row that
    names it, and none is ever changed.
    """
    dump = dump_of(connection.vendor)
    applied = sorted(".".join(key) for key in MigrationLoader(connection).applied_migrations)
    if not applied:
        raise BackupError("There are no tables here yet, so there is nothing to keep.")
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    manifest = Manifest(made_at, connection.vendor, dump.name, applied)
    with TemporaryDirectory(dir=path.parent, prefix=".backup-") as folder:
        dumped = Path(folder) / dump.name
        dump.save(dumped)
        archive.write(path, manifest, _everything(dumped))
    return manifest


def restore_backup(path: Path, *, replace: bool) -> Manifest:
    """Put the archive's database and files in place. Raises BackupError, and then all is as it was.

    `replace`: also where there are tables already, which are gone then. Nobody may be using the
    database meanwhile.
    """
    manifest = archive.verify(path)
    _check_fits(manifest)
    if connection.introspection.table_names() and not replace:
        raise BackupError(
            "This database has tables already. To lose all that is in it, say --replace."
        )
    with TemporaryDirectory(dir=settings.DATA_DIR, prefix=".restore-") as folder:
        dumped = Path(folder) / manifest.dump
        places = _folders() | {manifest.dump: dumped}
        archive.extract(path, places, manifest)
        dump_of(manifest.vendor).load(dumped)
    return manifest


def _check_fits(manifest: Manifest) -> None:
    if manifest.vendor != connection.vendor:
        raise BackupError(
            f"This is a backup of {manifest.vendor}, but the database here is {connection.vendor}."
        )
    known = {".".join(key) for key in MigrationLoader(None).disk_migrations}
    if newer := sorted(set(manifest.migrations) - known):
        raise BackupError(f"This backup was made by a newer shop, which knows {newer[0]}.")


def _folders() -> dict[str, Path]:
    """Where uploaded files are, by their names in the archive."""
    return {"private": settings.DATA_DIR / "private", "media": Path(settings.MEDIA_ROOT)}


def _everything(dumped: Path) -> Iterator[tuple[str, Path]]:
    yield dumped.name, dumped
    for name, folder in _folders().items():
        for file in sorted(folder.rglob("*")):
            inside = file.relative_to(folder)
            if file.is_file() and inside.parts[0] != PASSING:
                yield f"{name}/{inside.as_posix()}", file
