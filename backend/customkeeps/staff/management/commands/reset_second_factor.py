"""For who has lost both the phone and the recovery codes: the next log-in sets up a new one."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from customkeeps.accounts.models import User, username_key
from customkeeps.staff.second_factor import forget


class Command(BaseCommand):
    help = "Forgets somebody's second factor; make sure first that it is really them who asks."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")

    def handle(self, *_args: Any, **options: Any) -> None:
        user = User.objects.filter(username_key=username_key(options["username"])).first()
        if user is None:
            raise CommandError(f"Nobody is called {options['username']}.")
        forget(user=user)
        self.stdout.write(f"{user.username} sets up a new second factor at the next log-in.")
