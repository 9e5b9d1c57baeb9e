"""How many SQL statements paying costs, the same for one line and for thirty.

Counted for the whole request, authentication and limits included.
"""

import pytest
from rest_framework.test import APIClient

from customkeeps.catalog.models import Product
from customkeeps.coupons.models import Coupon
from customkeeps.payments.queries import installation_id
from payments_sandbox.tests.running import Sandbox
from tests.checkout.shopping import confirm, create, pay, put_in_cart, quote
from tests.statements import statements_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("lines", [1, 30])
def test_pay_and_create_together(
    as_alice: APIClient, tshirt: Product, save10: Coupon, sandbox: Sandbox, lines: int
) -> None:
    for number in range(lines):
        put_in_cart(as_alice, customization_text=f"Line {number}")
    installation_id()  # read once in the life of a process
    body = {"amount": quote(as_alice, "SAVE10")["final_amount"], "coupon_code": "SAVE10"}
    paying = statements_of(lambda: as_alice.post("/api/checkout/pay/", body, format="json"))
    intent_id = pay(as_alice, "SAVE10").json()["paymentIntentId"]
    confirm(sandbox, intent_id)
    creating = statements_of(lambda: create(as_alice, intent_id))
    assert (len(paying), len(creating)) == (9, 14)
