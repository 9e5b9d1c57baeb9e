"""A guest who logs in, in the same browser: everything goes to the account."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from customkeeps.accounts.models import Session, User
from customkeeps.cart.models import CartItem
from customkeeps.catalog.models import Product
from customkeeps.customers.actions import guests
from customkeeps.customers.actions.guests import merge_retired_guests
from customkeeps.designs.models import Artwork, Design
from customkeeps.emails.models import OutboxMail
from customkeeps.orders.models import Order
from customkeeps.payments.models import Payment, State
from customkeeps.rest.models import IdempotentAnswer
from payments_sandbox.tests.running import Sandbox
from tests.accounts.people import OURS, PASSWORD, profile_status, send
from tests.checkout.conftest import running_sandbox, sandbox
from tests.checkout.shopping import SLOW, VISA, confirm, pay, put_in_cart
from tests.clients import client_for
from tests.factories import (
    make_cart_item,
    make_design,
    make_document,
    make_order,
    make_saved_design,
    picture_layer,
)

__all__ = ["running_sandbox", "sandbox"]
pytestmark = pytest.mark.django_db

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
CREDENTIALS = {"username": "alice", "password": PASSWORD}


@pytest.fixture
def access(client: Client) -> str:
    """This browser's token while it is a guest's."""
    return str(send(client, "/api/session/guest/", {}, headers=OURS).json()["access"])


@pytest.fixture
def guest(access: str) -> User:
    return User.objects.get(is_guest=True)


def log_in(client: Client, **credentials: str) -> int:
    body = {**CREDENTIALS, **credentials}
    return send(client, "/api/session/login/", body, headers=OURS).status_code


def cart_of(user: User) -> list[tuple[str, int]]:
    return [(item.customization_text, item.quantity) for item in user.cart_items.order_by("pk")]


def test_lines_come_along_and_the_same_ones_grow(
    client: Client, guest: User, alice: User, tshirt: Product
) -> None:
    make_cart_item(alice, tshirt, 2)
    make_cart_item(alice, tshirt, 60, customization_text="Many")
    make_cart_item(guest, tshirt, 3)
    make_cart_item(guest, tshirt, 60, customization_text="Many")
    make_cart_item(guest, tshirt, 1, customization_text="New")
    assert log_in(client) == 200
    assert cart_of(alice) == [("Hello", 5), ("Many", 100), ("New", 1)]
    assert not User.objects.filter(is_guest=True).exists()


def test_registering_and_logging_in_does_the_same(
    client: Client, guest: User, tshirt: Product
) -> None:
    make_cart_item(guest, tshirt, 3)
    person = {**CREDENTIALS, "email": "alice@example.com"}
    assert send(client, "/api/register/", person).status_code == 201
    assert log_in(client) == 200
    assert cart_of(User.objects.get()) == [("Hello", 3)]


def test_pictures_come_along_and_the_same_ones_become_one(
    client: Client, guest: User, alice: User, tshirt: Product, storage: Path
) -> None:
    same, theirs = make_design(alice, 1), make_design(guest, 1)
    own = make_design(guest, 2)
    make_cart_item(alice, tshirt, 1, design=same)
    make_cart_item(guest, tshirt, 2, design=theirs)
    make_cart_item(guest, tshirt, 4, design=own)
    make_order(guest)
    assert log_in(client) == 200
    lines = {(item.design_id, item.quantity) for item in CartItem.objects.all()}
    assert lines == {(same.pk, 3), (own.pk, 4)}
    owners = {design.pk: design.user for design in Design.objects.all()}
    assert owners == {same.pk: alice, own.pk: alice, theirs.pk: None}
    assert sorted(Artwork.objects.values_list("user", flat=True), key=str) == [
        alice.pk,
        alice.pk,
        None,
    ]
    assert Order.objects.get().items.count() == 2


def test_saved_designs_come_along_and_show_the_accounts_own_pictures(
    client: Client, guest: User, alice: User, tshirt: Product, storage: Path
) -> None:
    same, theirs = make_design(alice, 1).artwork, make_design(guest, 1).artwork
    own = make_design(guest, 2).artwork
    layers = [picture_layer(artwork.sha256, id=f"i{artwork.pk}") for artwork in (theirs, own)]
    saved = make_saved_design(guest, tshirt, documents=[make_document(*layers)])
    as_guest = client_for(guest)
    put_in_cart(as_guest, design=str(saved.pk), customization_text="")
    assert log_in(client) == 200
    saved.refresh_from_db()
    assert (saved.user, set(saved.artworks.all())) == (alice, {same, own})
    as_alice = client_for(alice)
    shown = as_alice.get(f"/api/designs/{saved.pk}/").json()
    assert {artwork["sha256"] for artwork in shown["artworks"]} == {same.sha256, own.sha256}
    change = {"revision": 1, "documents": shown["documents"]}
    assert as_alice.patch(f"/api/designs/{saved.pk}/", change).status_code == 200
    [line] = as_alice.get("/api/cart/").json()
    assert line["design"] is not None
    again = {"design": str(saved.pk), "customization_text": ""}
    assert put_in_cart(as_alice, **again)["quantity"] == 2


def test_the_same_document_of_both_is_one_line(
    client: Client, guest: User, alice: User, tshirt: Product
) -> None:
    for user in (guest, alice):
        saved = make_saved_design(user, tshirt)
        put_in_cart(client_for(user), 2, design=str(saved.pk), customization_text="")
    assert log_in(client) == 200
    [line] = client_for(alice).get("/api/cart/").json()
    assert (line["quantity"], Design.objects.filter(user=alice).count()) == (4, 1)
    assert len(client_for(alice).get("/api/designs/").json()) == 2


def test_orders_and_payments_are_the_accounts(
    client: Client, guest: User, alice: User, tshirt: Product
) -> None:
    make_cart_item(guest, tshirt)
    order = make_order(guest)
    assert log_in(client) == 200
    assert client_for(alice).get(f"/api/orders/{order.order_id}/").status_code == 200
    assert Payment.objects.get().user == alice


def test_the_guests_tokens_end(client: Client, access: str, guest: User, alice: User) -> None:
    old = client.cookies["customkeeps_session"].value
    assert log_in(client) == 200
    assert profile_status(client, access) == 401
    client.cookies["customkeeps_session"] = old
    assert send(client, "/api/session/refresh/", {}, headers=OURS).status_code == 401


def test_a_wrong_password_moves_nothing(
    client: Client, access: str, guest: User, alice: User, tshirt: Product
) -> None:
    make_cart_item(guest, tshirt)
    assert log_in(client, password="wrong") == 401
    assert (cart_of(alice), cart_of(guest)) == ([], [("Hello", 1)])
    assert profile_status(client, access) == 200


def test_only_this_browsers_present_token_proves_who_the_guest_was(
    client: Client, guest: User, alice: User, bob: User, tshirt: Product
) -> None:
    make_cart_item(guest, tshirt)
    old = client.cookies["customkeeps_session"].value
    assert send(client, "/api/session/refresh/", {}, headers=OURS).status_code == 200
    thief = Client()
    for cookie in (old, "x", "", "a.b.c"):
        thief.cookies["customkeeps_session"] = cookie
        assert log_in(thief, username="bob") == 200
    assert (cart_of(bob), cart_of(guest)) == ([], [("Hello", 1)])


@pytest.mark.parametrize("ended", [{"revoked_at": LONG_AGO}, {"expires_at": LONG_AGO}])
def test_a_session_that_has_ended_proves_nothing(
    client: Client, guest: User, alice: User, tshirt: Product, ended: dict[str, datetime]
) -> None:
    make_cart_item(guest, tshirt)
    Session.objects.filter(user=guest).update(**ended)
    assert log_in(client) == 200
    assert (cart_of(alice), cart_of(guest)) == ([], [("Hello", 1)])


def test_another_account_of_the_browser_is_not_merged(
    client: Client, alice: User, bob: User, tshirt: Product
) -> None:
    make_cart_item(bob, tshirt)
    assert log_in(client, username="bob") == 200
    assert log_in(client) == 200
    assert (cart_of(alice), cart_of(bob)) == ([], [("Hello", 1)])


def test_what_the_guest_was_about_to_pay_is_cancelled_first(
    client: Client, guest: User, alice: User, tshirt: Product, sandbox: Sandbox
) -> None:
    as_guest = client_for(guest)
    put_in_cart(as_guest, quantity=2)
    assert pay(as_guest, email="gina@example.com").status_code == 200
    assert log_in(client) == 200
    payment = Payment.objects.get()
    assert (payment.state, payment.user) == (State.CANCELED, alice)
    assert cart_of(alice) == [("Hello", 2)]


def test_what_the_guest_has_just_paid_is_the_accounts_order(
    client: Client, guest: User, alice: User, tshirt: Product, sandbox: Sandbox
) -> None:
    as_guest = client_for(guest)
    put_in_cart(as_guest, quantity=2)
    started = pay(as_guest, email="gina@example.com").json()
    confirm(sandbox, started["paymentIntentId"], VISA)
    assert log_in(client) == 200
    assert (Order.objects.get().user, cart_of(alice)) == (alice, [])


def test_while_the_bank_works_on_it_the_worker_goes_on_later(
    client: Client, access: str, guest: User, alice: User, tshirt: Product, sandbox: Sandbox
) -> None:
    as_guest = client_for(guest)
    put_in_cart(as_guest, quantity=2)
    intent_id = pay(as_guest, email="gina@example.com").json()["paymentIntentId"]
    confirm(sandbox, intent_id, SLOW)
    assert log_in(client) == 200
    assert profile_status(client, access) == 401
    assert merge_retired_guests() == 0
    guest.refresh_from_db()
    assert (guest.merged_into, cart_of(alice), cart_of(guest)) == (alice, [], [("Hello", 2)])
    sandbox.switch(f"settle/{intent_id}", outcome="succeeded")
    call_command("work", "--once")
    assert (Order.objects.get().user, cart_of(alice)) == (alice, [])
    assert not User.objects.filter(is_guest=True).exists()


def test_logging_in_does_not_wait_for_stripe(
    client: Client,
    guest: User,
    alice: User,
    tshirt: Product,
    sandbox: Sandbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    as_guest = client_for(guest)
    put_in_cart(as_guest)
    assert pay(as_guest, email="gina@example.com").status_code == 200
    monkeypatch.setattr(guests, "ANSWER_SECONDS", 0.0)
    assert log_in(client) == 200
    assert cart_of(alice) == []
    assert merge_retired_guests() == 1
    assert cart_of(alice) == [("Hello", 1)]


def test_what_was_remembered_of_the_guest_goes(
    client: Client, access: str, guest: User, alice: User, tshirt: Product
) -> None:
    """With the guest's id gone, erasing the account would not find it."""
    as_guest = client_for(guest)
    as_guest.patch("/api/user/", {"email": "gina@example.com"})
    shirt = {"product_name": "T-Shirt", "base_color": "White", "customization_text": "For Gina"}
    as_guest.post("/api/cart/", {**shirt, "quantity": 1}, headers={"Idempotency-Key": "k-1"})
    assert OutboxMail.objects.filter(to="gina@example.com").exists()
    assert IdempotentAnswer.objects.filter(body__contains="For Gina").exists()
    assert log_in(client) == 200
    assert not OutboxMail.objects.filter(to="gina@example.com").exists()
    assert not IdempotentAnswer.objects.exists()
