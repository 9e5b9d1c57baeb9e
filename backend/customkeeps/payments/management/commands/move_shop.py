"""Say that the shop itself has moved to PUBLIC_URL, and this is no copy of it."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from customkeeps.payments.home import move_home


class Command(BaseCommand):
    help = "Let this database take real money at PUBLIC_URL. Never for a copy of a living shop."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 (Django's signature)
        before = move_home()
        self.stdout.write(f"{before or 'nowhere'} -> {settings.PUBLIC_URL}")
