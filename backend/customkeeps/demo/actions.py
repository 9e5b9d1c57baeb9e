"""Loading the demo shop: products, coupons, two accounts, orders in every status."""

import json
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import transaction

from customkeeps import mockups
from customkeeps.demo.catalogue import FOLDER, put_on_sale
from customkeeps.demo.coupons import offer_coupons
from customkeeps.demo.orders import (
    accept_designs,
    fill_cart,
    has_shopped,
    missing_purchases,
    order_all,
    price_all,
)
from customkeeps.demo.payments import pay_all
from customkeeps.demo.people import SHOPPER, STAFF, let_in
from customkeeps.demo.pictures.make import ProductPictures, product_pictures
from customkeeps.demo.purchases import IN_CART
from customkeeps.payments.queries import installation_id
from customkeeps.payments.stripe_gateway import is_test_mode
from customkeeps.staff.groups import set_groups


class NotADemoError(Exception):
    """This shop is for real: nothing was loaded."""


def load_demo() -> None:
    """Create what the demo shop lacks. Loading again adds nothing twice and undoes no change.

    Pictures are made and orders are paid outside of transactions. Raises NotADemoError unless DEBUG
    or DEMO is on, and with keys that charge real cards.
    """
    if not (settings.DEBUG or settings.DEMO):
        raise NotADemoError(
            "The demo shop is never loaded in production. Set DEMO=True (or DEBUG=True) first."
        )
    if not is_test_mode():
        raise NotADemoError(
            "The demo shop's orders are paid with a test card. Set STRIPE_SECRET_KEY to a test key "
            "or leave it out."
        )
    set_groups()
    _stock_up(product_pictures(_pictures_folder()))
    _shop()
    _marker().write_text(json.dumps(_present()))


def is_loaded() -> bool:
    """Whether this very demo shop was loaded into this database and its pictures are there."""
    if not (_marker().is_file() and _pictures_folder().is_dir()):
        return False
    return bool(json.loads(_marker().read_text()) == _present())


@transaction.atomic
def _stock_up(pictured: list[ProductPictures]) -> None:
    put_on_sale(pictured)
    offer_coupons()
    let_in(SHOPPER)
    let_in(STAFF)


def _shop() -> None:
    shopper, staff = let_in(SHOPPER), let_in(STAFF)
    purchases, is_first_time = missing_purchases(), not has_shopped()
    cart = IN_CART if is_first_time else []
    pieces = [piece for purchase in purchases for piece in purchase.pieces]
    designs = accept_designs(shopper, [*pieces, *cart])
    bought = price_all(purchases, shopper, designs)
    pay_all(bought)
    with transaction.atomic():
        order_all(bought, shopper=shopper, staff=staff)
        if is_first_time:
            fill_cart(shopper, designs)


def _pictures_folder() -> Path:
    return Path(settings.MEDIA_ROOT) / FOLDER


def _marker() -> Path:
    return Path(settings.DATA_DIR) / "demo_loaded.json"


def _present() -> dict[str, str]:
    """What is loaded (everything it is made from, hashed) and where (the database's own id)."""
    folders = [Path(__file__).parent, Path(mockups.__file__).parent]
    files = sorted(path for folder in folders for path in folder.rglob("*.*") if path.is_file())
    sources = [path for path in files if path.suffix in {".py", ".json", ".svg", ".webp"}]
    digest = sha256(b"".join(path.read_bytes() for path in sources))
    return {"demo": digest.hexdigest(), "installation": installation_id()}
