"""What was frozen to be printed goes once nobody prints it, and never sooner."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from django.db import connection

from customkeeps.accounts.models import User
from customkeeps.cart import actions as cart_actions
from customkeeps.cart.models import CartItem
from customkeeps.catalog.models import Product
from customkeeps.customers.actions import prints
from customkeeps.customers.actions.prints import delete_unneeded_prints
from customkeeps.customers.actions.unused_pictures import sweep_pictures
from customkeeps.designs.models import PlacedDesign
from customkeeps.designs.sweeping import sweep_files
from customkeeps.payments.models import UNFINISHED, Payment
from tests.cart.shopping import add
from tests.clients import ShopClient, client_for
from tests.factories import make_cart_item, make_order, make_payment

pytestmark = pytest.mark.django_db(transaction=True)


def in_the_cart(user: User, product: Product) -> None:
    make_cart_item(user, product)


def ordered(user: User, product: Product) -> None:
    make_cart_item(user, product)
    make_order(user)
    CartItem.objects.all().delete()


def being_paid(state: str) -> Callable[[User, Product], None]:
    def pay(user: User, product: Product) -> None:
        make_cart_item(user, product)
        Payment.objects.filter(pk=make_payment(user).pk).update(state=state)
        CartItem.objects.all().delete()

    pay.__name__ = f"payment_{state}"
    return pay


@pytest.mark.parametrize("needed", [in_the_cart, ordered, *map(being_paid, UNFINISHED)])
def test_what_is_needed_stays(
    needed: Callable[[User, Product], None], alice: User, bob: User, tshirt: Product
) -> None:
    make_cart_item(bob, tshirt, customization_text="Gone").delete()
    needed(alice, tshirt)
    assert (delete_unneeded_prints(), PlacedDesign.objects.count()) == (1, 1)


def test_a_payment_that_came_to_nothing_prints_nothing(alice: User, tshirt: Product) -> None:
    being_paid("canceled")(alice, tshirt)
    assert (delete_unneeded_prints(), delete_unneeded_prints()) == (1, 0)


def test_previews_go_with_it(alice: User, tshirt: Product, storage: Path) -> None:
    kept, gone = make_cart_item(alice, tshirt), make_cart_item(alice, tshirt, base_color="Black")
    for item in (kept, gone):
        path = storage / item.placed.preview_name("front")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"RIFF")
    gone.delete()
    assert sweep_pictures() == (0, 0)
    left = [str(path.relative_to(storage)) for path in storage.rglob("*") if path.is_file()]
    assert left == [kept.placed.preview_name("front")]
    assert sweep_files() == 0


def test_wanted_again_while_it_is_swept_it_is_there(
    as_alice: ShopClient, alice: User, tshirt: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A shopper adds the very same thing while its row is locked to be deleted."""
    make_cart_item(alice, tshirt).delete()
    being_paid, adding = prints._being_paid, ThreadPoolExecutor(1)
    answers: list[Any] = []

    def and_somebody_wants_it() -> set[str]:
        answers.append(adding.submit(lambda: (add(as_alice).status_code, connection.close())))
        sleep(0.5)  # until it has come as far as it can
        return being_paid()

    monkeypatch.setattr(prints, "_being_paid", and_somebody_wants_it)
    assert delete_unneeded_prints() == 1
    assert answers[0].result()[0] == 201
    assert PlacedDesign.objects.count() == 1


def test_swept_while_it_is_being_added_it_is_there(
    as_alice: ShopClient, alice: User, tshirt: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sweeper comes between the print and the line that names it."""
    make_cart_item(alice, tshirt).delete()
    keep_print, sweeping = cart_actions.keep_print, ThreadPoolExecutor(1)
    swept: list[Any] = []

    def and_it_is_swept(item: CartItem) -> None:
        keep_print(item)
        swept.append(sweeping.submit(lambda: (delete_unneeded_prints(), connection.close())))
        sleep(0.5)

    monkeypatch.setattr(cart_actions, "keep_print", and_it_is_swept)
    assert add(as_alice).status_code == 201
    assert swept[0].result()[0] == 0
    assert PlacedDesign.objects.count() == 1


def test_sweeping_and_adding_at_once(as_alice: ShopClient, alice: User, tshirt: Product) -> None:
    """Whoever is first: no line loses what it prints."""

    def add_and_remove() -> list[int]:
        client, statuses = client_for(alice), []
        try:
            for number in range(40):
                answer = add(client, customization_text=f"Line {number % 4}")
                statuses.append(answer.status_code)
                if number % 3:
                    client.delete(f"/api/cart/{answer.json()['id']}/")
            return statuses
        finally:
            connection.close()

    def sweep() -> None:
        try:
            for _ in range(40):
                delete_unneeded_prints()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        sweeping, adding = pool.submit(sweep), pool.submit(add_and_remove)
        sweeping.result()
        assert set(adding.result()) <= {200, 201}
    lines: list[Any] = list(CartItem.objects.select_related("placed"))
    assert all(line.placed is not None for line in lines)
