"""`DELETE /api/user/`: who may, what is ended first, and what it spares."""

from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from customkeeps.accounts.guests import start_guest_session
from customkeeps.accounts.models import User
from customkeeps.cart.models import CartItem
from customkeeps.catalog.models import Product
from customkeeps.customers.actions.leftovers import PERSONAL
from customkeeps.designs.models import Design
from customkeeps.orders.models import Order
from customkeeps.payments.models import Payment
from payments_sandbox.tests.running import Sandbox
from tests.backoffice.conftest import browser_of
from tests.checkout.shopping import SLOW, confirm, pay, put_in_cart
from tests.clients import ShopClient, client_for
from tests.factories import (
    PASSWORD,
    make_cart_item,
    make_design,
    make_order,
    make_payment,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(storage: Path) -> None:
    """Designs' files."""


def erase(client: ShopClient, password: object = PASSWORD) -> Any:
    return client.delete("/api/user/", {"password": password})


def test_a_wrong_password_changes_nothing_and_is_limited(as_alice: ShopClient, alice: User) -> None:
    for wrong in ("wrong", "", None, 7, "wrong"):
        answer = erase(as_alice, wrong)
        assert (answer.status_code, list(answer.json()["fields"])) == (400, ["password"])
    for wrong in ("wrong", "wrong"):
        assert erase(as_alice, wrong).status_code == 400
    refused = erase(as_alice)
    assert (refused.status_code, refused["Retry-After"] > "") == (429, True)
    assert User.objects.filter(pk=alice.pk).exists()
    assert as_alice.get("/api/user/").status_code == 200


def test_staff_are_closed_by_whoever_runs_the_shop(as_petra: ShopClient) -> None:
    answer = erase(as_petra)
    assert (answer.status_code, answer.json()["code"]) == (409, "staff_account")


def test_a_guest_needs_no_password(tshirt: Product) -> None:
    guest = start_guest_session(address="192.0.2.1").user
    make_cart_item(guest, tshirt)
    assert erase(client_for(guest), "").status_code == 204
    assert not User.objects.exists()
    assert not CartItem.objects.exists()


def test_others_keep_the_same_picture(
    as_alice: ShopClient, alice: User, bob: User, storage: Path
) -> None:
    make_design(alice)
    kept = make_design(bob)
    make_design(alice, 1)
    assert len(list(storage.rglob("*.png"))) == 2
    assert erase(as_alice).status_code == 204
    assert list(Design.objects.all()) == [kept]
    names = sorted(path.name for path in storage.rglob("*") if path.is_file())
    assert names == sorted(
        Path(name).name for name in (kept.artwork.file_name, kept.artwork.thumbnail_name)
    )


def test_others_keep_everything(
    as_alice: ShopClient, alice: User, bob: User, tshirt: Product
) -> None:
    for user in (alice, bob):
        make_cart_item(user, tshirt, customization_text=f"of {user.username}")
        make_order(user, status="delivered")
    assert erase(as_alice).status_code == 204
    texts = Order.objects.order_by("pk").values_list("items__customization_text", flat=True)
    assert list(texts) == ["", "of bob"]
    assert [row.lines[0].get("customization_text") for row in bob.payments.all()] == ["of bob"]
    assert bob.cart_items.count() == 1


def test_an_open_payment_is_ended_first(
    as_alice: ShopClient, tshirt: Product, sandbox: Sandbox
) -> None:
    Product.objects.update(stock=5)
    put_in_cart(as_alice)
    intent_id = pay(as_alice).json()["paymentIntentId"]
    assert erase(as_alice).status_code == 204
    assert sandbox.stripe.payment_intents.retrieve(intent_id).status == "canceled"
    payment = Payment.objects.get()
    assert (payment.state, payment.user, payment.fingerprint) == ("canceled", None, "")
    assert "customization_text" not in payment.lines[0]
    assert Product.objects.get().stock_held == 0


def test_what_is_paid_already_becomes_its_order(
    as_alice: ShopClient, tshirt: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    confirm(sandbox, pay(as_alice).json()["paymentIntentId"])
    assert erase(as_alice).status_code == 204
    order = Order.objects.get()
    assert (order.user, order.status) == (None, "preparing")
    assert order.items.get().customization_text == "Hello"


def test_while_the_bank_works_on_it_nothing_is_erased(
    as_alice: ShopClient, tshirt: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    confirm(sandbox, pay(as_alice).json()["paymentIntentId"], SLOW)
    answer = erase(as_alice)
    assert (answer.status_code, answer.json()["code"]) == (409, "payment_processing")
    assert as_alice.get("/api/user/").status_code == 200
    assert CartItem.objects.count() == 1


def test_without_stripe_nothing_is_erased(
    as_alice: ShopClient, alice: User, tshirt: Product
) -> None:
    make_cart_item(alice, tshirt)
    make_payment(alice)
    assert erase(as_alice).status_code == 503
    assert as_alice.get("/api/user/").status_code == 200
    assert CartItem.objects.count() == 1


@pytest.mark.parametrize("page", ["{pk}/delete/", ""])
def test_the_admin_erases_the_same_way(
    petra: User, alice: User, tshirt: Product, sandbox: Sandbox, page: str
) -> None:
    client = client_for(alice)
    make_cart_item(alice, tshirt, customization_text="Alice's own")
    done = make_order(alice, status="delivered")
    intent_id = pay(client).json()["paymentIntentId"]
    body = {"post": "yes", "action": "delete_selected", "_selected_action": [str(alice.pk)]}
    answer = browser_of(petra).post(f"/admin/accounts/user/{page}".format(pk=alice.pk), body)
    assert answer.status_code == 302
    assert list(User.objects.all()) == [petra]
    assert sandbox.stripe.payment_intents.retrieve(intent_id).status == "canceled"
    assert done.items.get().customization_text == ""
    assert "alice" not in str(list(petra.logentry_set.values()))


def test_the_admin_says_why_not_now(petra: User, alice: User, tshirt: Product) -> None:
    make_cart_item(alice, tshirt)
    make_payment(alice)
    page = f"/admin/accounts/user/{alice.pk}/delete/"
    assert browser_of(petra).post(page, {"post": "yes"}).status_code == 302
    assert User.objects.filter(pk=alice.pk).exists()


@pytest.mark.parametrize(
    "lines",
    [
        lambda lines: lines[1:],
        lambda lines: [line | {"customization_text": "Another"} for line in lines],
        lambda lines: [line | {"line_total": "1.00"} for line in lines],
        lambda lines: [
            {"line_total": "1.00"}
            | {name: line[name] for name in line if name not in PERSONAL}
            | {"line_total": "1.00"}
            for line in lines
        ],
        lambda lines: [{k: v for k, v in line.items() if k != "price"} for line in lines],
    ],
)
def test_the_database_lets_go_of_words_and_nothing_else(
    alice: User, tshirt: Product, lines: Any
) -> None:
    make_cart_item(alice, tshirt, customization_text="Ñandú € \"quoted\" 'it'")
    payment = make_payment(alice)
    rows = Payment.objects.filter(pk=payment.pk)
    with pytest.raises(IntegrityError, match="keeps what was agreed"), transaction.atomic():
        rows.update(lines=lines(payment.lines))
    for change in ({"address": {"city": "Makati"}}, {"fingerprint": "1"}):
        with pytest.raises(IntegrityError, match="keeps what was agreed"), transaction.atomic():
            rows.update(**change)
    kept = [{k: v for k, v in line.items() if k not in PERSONAL} for line in payment.lines]
    assert rows.update(lines=kept, fingerprint="", address=None) == 1
    payment.refresh_from_db()
    assert payment.lines == kept
