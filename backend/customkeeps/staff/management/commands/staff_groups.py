"""Makes the staff's groups and gives each exactly its rights; may be run again at any time."""

from typing import Any

from django.core.management.base import BaseCommand

from customkeeps.staff.groups import GROUPS, set_groups


class Command(BaseCommand):
    help = "Makes the groups Owner, Manager, Print room and Support, each with exactly its rights."

    def handle(self, *_args: Any, **_options: Any) -> None:
        set_groups()
        for name, rights in GROUPS.items():
            self.stdout.write(f"{name}: {len(rights)} rights")
