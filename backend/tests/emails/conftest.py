"""Orders to write about, and a process that has not met a mail server yet."""

import pytest

from customkeeps.accounts.models import User
from customkeeps.catalog.models import Product
from customkeeps.emails import actions
from customkeeps.orders.models import Order
from tests.factories import make_cart_item, make_coupon, make_order


@pytest.fixture(autouse=True)
def rested() -> None:
    actions._Rest.until = actions._Rest.seconds = 0.0


@pytest.fixture
def order(alice: User, tshirt: Product) -> Order:
    """10 T-shirts at ₱500 with SAVE10: ₱4,050.00."""
    make_cart_item(alice, tshirt, 10, customization_text="Lola's 80th\n  Tagaytay <3")
    return make_order(alice, coupon=make_coupon("SAVE10", "10"))
