"""Taking lines out: `DELETE /api/cart/{id}/` and `DELETE /api/cart/clear/`."""

import pytest

from customkeeps.accounts.models import User
from customkeeps.catalog.models import Product
from customkeeps.designs.models import Design
from tests.cart.shopping import brief
from tests.clients import ShopClient
from tests.factories import make_cart_item, make_design

pytestmark = pytest.mark.django_db


def test_a_line_is_gone_once(as_alice: ShopClient, alice: User, tshirt: Product) -> None:
    gone, kept = (make_cart_item(alice, tshirt, base_color=color) for color in ("White", "Black"))
    answers = [as_alice.delete(f"/api/cart/{gone.pk}/") for _ in range(2)]
    assert [(answer.status_code, answer.content) for answer in answers] == [
        (204, b""),
        (404, b'{"error":"We could not find that.","code":"not_found"}'),
    ]
    assert brief(as_alice, "id") == [(kept.pk,)]


def test_the_design_stays(as_alice: ShopClient, alice: User, tshirt: Product) -> None:
    item = make_cart_item(alice, tshirt, design=make_design(alice))
    assert as_alice.delete(f"/api/cart/{item.pk}/").status_code == 204
    assert Design.objects.count() == 1


def test_clearing_empties_ones_own_cart(
    as_alice: ShopClient, as_bob: ShopClient, alice: User, bob: User, tshirt: Product
) -> None:
    for user in (alice, alice, bob):
        make_cart_item(user, tshirt, customization_text=f"Line {user.cart_items.count()}")
    for _ in range(2):
        answer = as_alice.delete("/api/cart/clear/")
        assert (answer.status_code, answer.json()) == (200, {"message": "Cart cleared"})
    assert [len(brief(client, "id")) for client in (as_alice, as_bob)] == [0, 1]


@pytest.mark.parametrize("address", ["/api/cart/1/", "/api/cart/clear/"])
def test_a_login_is_needed(as_nobody: ShopClient, address: str) -> None:
    assert as_nobody.delete(address).status_code == 401
