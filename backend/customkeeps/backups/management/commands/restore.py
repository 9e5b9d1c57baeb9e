"""A backup put in place."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from customkeeps.backups.actions import restore_backup
from customkeeps.backups.archive import BackupError

NEXT = "Next: `python manage.py migrate`, `python manage.py reconcile`, then start the shop."


class Command(BaseCommand):
    help = "Check a backup and put its database and files in place. Stop the shop first."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--replace", action="store_true", help="although there are tables: they are gone then"
        )

    def handle(self, *args: Any, file: Path, replace: bool, **options: Any) -> None:  # noqa: ARG002 (Django's)
        try:
            manifest = restore_backup(file, replace=replace)
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        files = len(manifest.files) - 1
        self.stdout.write(f"Restored the database and {files} files of {manifest.made_at}.\n{NEXT}")
