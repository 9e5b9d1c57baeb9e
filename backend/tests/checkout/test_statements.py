"""How many SQL statements paying costs, the same for three lines and for thirty.

Counted for the whole request, authentication and rate limits included, with a coupon that has every
limit there is.
"""

import pytest
from rest_framework.test import APIClient

from customkeeps.catalog.models import Product
from customkeeps.coupons.models import Coupon
from customkeeps.payments.queries import installation_id
from payments_sandbox.tests.running import Sandbox
from tests.checkout.shopping import confirm, create, pay, put_in_cart, quote
from tests.factories import make_stock
from tests.statements import statements_of

pytestmark = pytest.mark.django_db
LINES = pytest.mark.parametrize("lines", [3, 30])


def paying_and_creating(client: APIClient, sandbox: Sandbox, lines: int) -> tuple[int, int]:
    for number in range(lines):
        put_in_cart(client, customization_text=f"Line {number}")
    Coupon.objects.update(max_uses=9, max_uses_per_user=9, minimum_subtotal=1)
    installation_id()  # read once in the life of a process
    body = {"amount": quote(client, "SAVE10")["final_amount"], "coupon_code": "SAVE10"}
    paying = statements_of(lambda: client.post("/api/checkout/pay/", body, format="json"))
    intent_id = pay(client, "SAVE10").json()["paymentIntentId"]
    confirm(sandbox, intent_id)
    creating = statements_of(lambda: create(client, intent_id))
    return len(paying), len(creating)


@LINES
def test_nothing_is_counted(
    as_alice: APIClient, tshirt: Product, save10: Coupon, sandbox: Sandbox, lines: int
) -> None:
    assert paying_and_creating(as_alice, sandbox, lines) == (9, 10)


@LINES
def test_stock_is_counted(
    as_alice: APIClient, tshirt: Product, save10: Coupon, sandbox: Sandbox, lines: int
) -> None:
    Product.objects.update(stock=1000)
    assert paying_and_creating(as_alice, sandbox, lines) == (11, 11)


@LINES
def test_stock_is_counted_by_colour_too(
    as_alice: APIClient, tshirt: Product, save10: Coupon, sandbox: Sandbox, lines: int
) -> None:
    Product.objects.update(stock=1000)
    make_stock(tshirt, 1000, color="White")
    assert paying_and_creating(as_alice, sandbox, lines) == (12, 12)
