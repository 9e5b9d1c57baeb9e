"""Say what is on hand: `manage.py set_stock t-shirt 40 --color White --size M`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q

from customkeeps.catalog.actions import CannotSetStockError, set_stock
from customkeeps.catalog.models import Product

UNCOUNTED = "none"


class Command(BaseCommand):
    help = "Set how many pieces of a product, or of one colour or size of it, are on hand."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("product", help="its name or slug")
        parser.add_argument("on_hand", help=f"a whole number, or {UNCOUNTED!r} to stop counting")
        parser.add_argument("--color", default="")
        parser.add_argument("--size", default="")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 (Django's signature)
        named = Q(name__iexact=options["product"]) | Q(slug=options["product"])
        product = Product.objects.filter(named).first()
        if product is None:
            raise CommandError(f"There is no product {options['product']!r}.")
        on_hand = _on_hand(options["on_hand"])
        try:
            set_stock(
                product=product, on_hand=on_hand, color=options["color"], size=options["size"]
            )
        except CannotSetStockError as error:
            raise CommandError(str(error)) from error
        words = " ".join(part for part in (product.name, options["color"], options["size"]) if part)
        self.stdout.write(f"{words}: {'not counted' if on_hand is None else on_hand}")


def _on_hand(text: str) -> int | None:
    if text == UNCOUNTED:
        return None
    if not text.isdecimal() or int(text) > 1_000_000_000:
        raise CommandError(f"Give a whole number, or {UNCOUNTED!r}.")
    return int(text)
