"""Load the demo shop and say where it is and who can log in."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from customkeeps.demo.actions import NotADemoError, is_loaded, load_demo
from customkeeps.demo.people import demo_logins


class Command(BaseCommand):
    help = "Load the demo shop: products, coupons, two accounts, orders. Never in production."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--unless-loaded", action="store_true", help="do nothing where it is loaded already"
        )
        parser.add_argument("--quiet", action="store_true", help="print no addresses and logins")

    def handle(self, *args: Any, unless_loaded: bool, quiet: bool, **options: Any) -> None:  # noqa: ARG002 (Django's)
        if not (unless_loaded and is_loaded()):
            try:
                load_demo()
            except NotADemoError as error:
                raise CommandError(str(error)) from error
        if not quiet:
            self.stdout.write("\n".join(_welcome()))


def _welcome() -> list[str]:
    addresses = [("Shop", ""), ("Staff", "admin/"), ("API", "api/docs/")]
    return [
        "",
        *(f"  {name:<8} {settings.PUBLIC_URL}/{path}" for name, path in addresses),
        "",
        *(f"  {login.role:<8} {login.username}  {login.password}" for login in demo_logins()),
        "",
    ]
