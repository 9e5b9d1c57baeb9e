"""Staff say what is on hand, of a product or of one variant, and not less than is held."""

import pytest
from django.core.management import CommandError, call_command
from rest_framework.test import APIClient

from customkeeps.catalog.models import Product, VariantStock
from payments_sandbox.tests.running import Sandbox
from tests.checkout.shopping import create, paid_intent, pay, put_in_cart, stock_of

pytestmark = pytest.mark.django_db


def test_set_stock_says_what_is_on_hand(
    as_alice: APIClient, hoodie: Product, sandbox: Sandbox
) -> None:
    call_command("set_stock", "Hoodie", "7")
    call_command("set_stock", "hoodie", "3", "--color", "black", "--size", "L")
    assert stock_of(hoodie) == (7, 0)
    row = VariantStock.objects.get()
    assert (row.color and row.color.name, row.size and row.size.name, row.on_hand) == (
        "Black",
        "L",
        3,
    )
    put_in_cart(as_alice, quantity=2, product_name="Hoodie", base_color="Black", size="L")
    pay(as_alice)
    with pytest.raises(CommandError, match="hold 2"):
        call_command("set_stock", "Hoodie", "1")
    with pytest.raises(CommandError, match="hold 2"):
        call_command("set_stock", "Hoodie", "none", "--color", "Black", "--size", "L")
    call_command("set_stock", "Hoodie", "2")
    assert stock_of(hoodie) == (2, 2)


def test_set_stock_keeps_a_count_that_was_sold_from(
    as_alice: APIClient, hoodie: Product, sandbox: Sandbox
) -> None:
    call_command("set_stock", "Hoodie", "3", "--size", "L")
    put_in_cart(as_alice, product_name="Hoodie", size="L")
    create(as_alice, paid_intent(as_alice, sandbox))
    with pytest.raises(CommandError, match="sold from this count"):
        call_command("set_stock", "Hoodie", "none", "--size", "L")
    assert VariantStock.objects.get().on_hand == 2


@pytest.mark.parametrize(
    "words",
    [("Nothing", "1"), ("Hoodie", "x"), ("Hoodie", "-1"), ("Hoodie", "1", "--color", "Plaid")],
)
def test_set_stock_refuses_in_words(hoodie: Product, words: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        call_command("set_stock", *words)
    assert stock_of(hoodie) == (None, 0)
    assert not VariantStock.objects.exists()
