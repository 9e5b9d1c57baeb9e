"""Paying with an e-mail address and nothing else, and following the order from its mails."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import LazySettings
from django.core import mail
from django.urls import resolve
from django.utils import timezone
from rest_framework.test import APIClient

from customkeeps.accounts.guests import start_guest_session
from customkeeps.accounts.models import User
from customkeeps.catalog.models import Product
from customkeeps.checkout.actions.advance_order import advance_order
from customkeeps.emails.actions import send_due_mails
from customkeeps.emails.models import Kind, OutboxMail
from customkeeps.orders.links import tracking_path, tracking_token
from customkeeps.orders.models import Order
from customkeeps.payments.models import Payment
from payments_sandbox.tests.running import Sandbox
from tests.checkout.shopping import confirm, create, pay, put_in_cart
from tests.clients import ShopClient, client_for
from tests.factories import make_cart_item, make_order

pytestmark = pytest.mark.django_db

NOT_FOUND = (404, b'{"error":"We could not find that.","code":"not_found"}')


@pytest.fixture
def guest(db: None) -> User:
    return start_guest_session(address="192.0.2.1").user


@pytest.fixture
def as_guest(guest: User, tshirt: Product) -> ShopClient:
    """With a T-shirt in the cart."""
    client = client_for(guest)
    put_in_cart(client)
    return client


@pytest.fixture
def order(guest: User, tshirt: Product) -> Order:
    User.objects.filter(pk=guest.pk).update(email="gina@example.com")
    make_cart_item(guest, tshirt)
    return make_order(guest)


def bought(client: APIClient, sandbox: Sandbox, email: str) -> Order:
    started = pay(client, email=email)
    assert started.status_code == 200, started.content
    confirm(sandbox, started.json()["paymentIntentId"])
    made = create(client, started.json()["paymentIntentId"])
    assert made.status_code == 201, made.content
    return Order.objects.get(order_id=made.json()["order_id"])


def test_an_address_is_asked_for(as_guest: ShopClient, guest: User) -> None:
    for body in ({}, {"email": ""}):
        answer = pay(as_guest, **body)
        assert (answer.status_code, answer.json()["code"]) == (400, "email_required")
    wrong = pay(as_guest, email="gina at example")
    assert (wrong.status_code, list(wrong.json()["fields"])) == (400, ["email"])
    guest.refresh_from_db()
    assert (guest.email, Payment.objects.count()) == ("", 0)


def test_a_refused_payment_keeps_no_address(as_guest: ShopClient, guest: User) -> None:
    body = {"amount": "1.00", "email": "gina@example.com"}
    assert as_guest.post("/api/checkout/pay/", body).status_code == 400
    guest.refresh_from_db()
    assert guest.email == ""


def test_the_order_is_mailed_with_a_link_that_shows_it(
    as_guest: ShopClient, as_nobody: ShopClient, sandbox: Sandbox
) -> None:
    order = bought(as_guest, sandbox, "gina@example.com")
    send_due_mails()
    [sent] = mail.outbox
    link = next(word for word in str(sent.body).split() if "/orders/track/" in word)
    assert sent.to == ["gina@example.com"]
    shown = as_nobody.get(f"/api/orders/track/{link.rsplit('/', 1)[1]}/")
    own = as_guest.get(f"/api/orders/{order.order_id}/").json()
    assert (shown.status_code, shown.json()) == (200, {**own, "can_cancel": False})
    assert shown["Cache-Control"] == "no-store"


def test_a_second_payment_needs_no_address_again(
    as_guest: ShopClient, guest: User, sandbox: Sandbox
) -> None:
    first = bought(as_guest, sandbox, "gina@example.com")
    put_in_cart(as_guest)
    second = bought(as_guest, sandbox, "")
    guest.refresh_from_db()
    assert (first.user, second.user, guest.email) == (guest, guest, "gina@example.com")


def test_each_order_is_told_of_where_it_was_wanted(as_guest: ShopClient, sandbox: Sandbox) -> None:
    first = bought(as_guest, sandbox, "gina@example.com")
    put_in_cart(as_guest)
    second = bought(as_guest, sandbox, "gna@example.com")
    for order in (first, second):
        advance_order(order_id=order.pk, status="ready_for_delivery", by=None)
    told = OutboxMail.objects.filter(kind=Kind.ORDER_READY).order_by("order_id")
    assert list(told.values_list("to", flat=True)) == ["gina@example.com", "gna@example.com"]


def test_an_accounts_address_is_nothing_special(
    as_guest: ShopClient, as_alice: ShopClient, alice: User, sandbox: Sandbox
) -> None:
    order = bought(as_guest, sandbox, alice.email)
    assert order.user is not None
    assert order.user.is_guest
    assert as_alice.get("/api/orders/").json() == []
    assert as_alice.get(f"/api/orders/{order.order_id}/").status_code == 404


def test_who_has_an_account_keeps_its_address(
    as_alice: ShopClient, alice: User, tshirt: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    bought(as_alice, sandbox, "somebody@example.com")
    alice.refresh_from_db()
    assert alice.email == "alice@example.com"


def test_every_later_mail_has_the_link_too(order: Order, alice: User, tshirt: Product) -> None:
    make_cart_item(alice, tshirt)
    theirs = make_order(alice)
    for each in (order, theirs):
        advance_order(order_id=each.pk, status="ready_for_delivery", by=None)
    send_due_mails()
    bodies = {sent.to[0]: str(sent.body) for sent in mail.outbox}
    has_link = {to: "/orders/track/" in body for to, body in bodies.items()}
    assert has_link == {"gina@example.com": True, "alice@example.com": False}


def test_forged_and_foreign_tokens_are_one_answer(as_nobody: ShopClient, order: Order) -> None:
    good = tracking_token(order)
    tokens = [
        "x",
        order.order_id,
        good[:-1],
        good[:-1] + ("A" if good[-1] != "A" else "B"),
        good.replace(order.order_id, "ZZZZZZZZ"),
        good.swapcase(),
        good + "~" + good,
        "x" * 5000,
        "%00",
        "\u0665",
    ]
    answers = {
        (answer.status_code, answer.content)
        for answer in (as_nobody.get(f"/api/orders/track/{token}/") for token in tokens)
    }
    assert answers == {NOT_FOUND}
    assert as_nobody.get(f"/api/orders/track/{good}/").status_code == 200


def test_the_storefront_answers_at_the_links_address(as_nobody: ShopClient, order: Order) -> None:
    assert resolve(tracking_path(order)).url_name == "page"


def test_a_link_lasts_180_days(as_nobody: ShopClient, order: Order) -> None:
    now, path = timezone.now(), f"/api{tracking_path(order)}/"
    with time_machine.travel(now + timedelta(days=179.9), tick=False):
        assert as_nobody.get(path).status_code == 200
    with time_machine.travel(now + timedelta(days=180.1), tick=False):
        answer = as_nobody.get(path)
    assert (answer.status_code, answer.content) == NOT_FOUND


def test_another_key_ends_every_link(
    as_nobody: ShopClient, order: Order, settings: LazySettings
) -> None:
    path = f"/api{tracking_path(order)}/"
    settings.SECRET_KEY = "another-key-0123456789-abcdefghijklmnopqrstuvwxyz"
    assert as_nobody.get(path).status_code == 404


def test_links_are_tried_120_times_a_minute(as_nobody: ShopClient) -> None:
    statuses = [as_nobody.get("/api/orders/track/x/").status_code for _ in range(121)]
    assert statuses == [404] * 120 + [429]
