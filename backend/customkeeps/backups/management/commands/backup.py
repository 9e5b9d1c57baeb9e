"""Everything that has to be kept, into one file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from customkeeps.backups.actions import make_backup
from customkeeps.backups.archive import BackupError


class Command(BaseCommand):
    help = "Write the database and all uploaded files into one file, while the shop runs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a .tar; one that is there is replaced")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:  # noqa: ARG002 (Django's)
        try:
            manifest = make_backup(file)
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        size = file.stat().st_size / 1_000_000
        self.stdout.write(
            f"{file}: the database and {len(manifest.files) - 1} files, {size:.1f} MB"
        )
