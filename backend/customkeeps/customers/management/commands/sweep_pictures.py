"""What the worker does by itself every hour."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from customkeeps.customers.actions.unused_pictures import sweep_pictures


class Command(BaseCommand):
    help = "Delete pictures that nobody has used for UNUSED_PICTURE_DAYS, and files without a row."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only count them")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:  # noqa: ARG002 (Django's)
        pictures, files = sweep_pictures(dry_run=dry_run)
        done = "To be deleted" if dry_run else "Deleted"
        self.stdout.write(f"{done}: {pictures} unused pictures, {files} files without a row.")
