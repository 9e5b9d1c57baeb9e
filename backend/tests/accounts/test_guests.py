"""Shoppers without an account: `POST /api/session/guest/`."""

from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.test import Client

from customkeeps.accounts.models import User
from customkeeps.cart.models import CartItem
from customkeeps.catalog.models import Product
from tests.accounts.people import OURS, PASSWORD, bearer, send
from tests.cart.shopping import SHIRT
from tests.clients import ShopClient, client_for
from tests.factories import make_cart_item, make_order

pytestmark = pytest.mark.django_db

NOT_FOUND = (404, b'{"error":"We could not find that.","code":"not_found"}')


def become_guest(client: Client) -> Any:
    answer = send(client, "/api/session/guest/", {}, headers=OURS)
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_a_guest_has_a_session_like_anybody_who_logged_in(client: Client) -> None:
    body = become_guest(client)
    cookie = client.cookies["customkeeps_session"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (
        True,
        "Strict",
        "/api/session/",
    )
    profile = client.get("/api/user/", headers=bearer(str(body["access"]))).json()
    assert profile == body["user"]
    assert (profile["is_guest"], profile["is_staff"], profile["email"]) == (True, False, "")
    refreshed = send(client, "/api/session/refresh/", {}, headers=OURS)
    assert refreshed.json()["user"] == profile


def test_each_browser_is_a_guest_of_its_own() -> None:
    first, second = become_guest(Client()), become_guest(Client())
    assert first["user"] != second["user"]


def test_a_browser_that_is_somebody_stays_who_it_is(client: Client, alice: User) -> None:
    guest = become_guest(client)["user"]
    assert become_guest(client)["user"] == guest
    body = {"username": "alice", "password": PASSWORD}
    send(client, "/api/session/login/", body, headers=OURS)
    assert become_guest(client)["user"]["username"] == "alice"
    send(client, "/api/session/logout/", {}, headers=OURS)
    assert become_guest(client)["user"]["is_guest"]


def test_a_cookie_that_is_no_longer_good_makes_a_guest(client: Client) -> None:
    client.cookies["customkeeps_session"] = "nonsense"
    assert become_guest(client)["user"]["is_guest"]


def test_a_guest_fills_a_cart(client: Client, tshirt: Product) -> None:
    access = str(become_guest(client)["access"])
    added = send(client, "/api/cart/", SHIRT, headers=bearer(access))
    assert added.status_code == 201
    assert CartItem.objects.get().user.is_guest


def test_pages_of_others_cannot_make_guests(client: Client) -> None:
    for headers in ({}, {"Origin": "https://evil.example"}):
        assert send(client, "/api/session/guest/", {}, headers=headers).status_code == 403
    assert not User.objects.exists()


def test_an_address_makes_60_an_hour(client: Client) -> None:
    for _ in range(60):
        become_guest(Client())
    refused = send(client, "/api/session/guest/", {}, headers=OURS)
    assert (refused.status_code, int(refused["Retry-After"]) > 3500) == (429, True)
    assert User.objects.count() == 60


@pytest.mark.parametrize("password", ["", "!", PASSWORD])
def test_no_password_lets_anybody_in(client: Client, password: str) -> None:
    username = become_guest(client)["user"]["username"]
    answer = send(client, "/api/token/", {"username": username, "password": password})
    assert answer.status_code in (400, 401)


@pytest.mark.parametrize(
    "change",
    [
        {"is_staff": True},
        {"is_superuser": True},
        {"password": make_password(PASSWORD)},
    ],
)
def test_the_database_refuses_rights_and_passwords(
    client: Client, change: dict[str, object]
) -> None:
    become_guest(client)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.update(**change)


def test_privileges_sent_along_change_nothing(client: Client) -> None:
    access = str(become_guest(client)["access"])
    wish = {"is_staff": True, "is_guest": False, "password": PASSWORD, "first_name": "Gina"}
    answer = client.patch(
        "/api/user/", wish, content_type="application/json", headers=bearer(access)
    )
    guest = User.objects.get()
    assert (answer.status_code, guest.first_name) == (200, "Gina")
    assert (guest.is_staff, guest.is_guest, guest.has_usable_password()) == (False, True, False)


def test_staff_look_at_guests_and_change_nothing(client: Client, petra: User) -> None:
    become_guest(client)
    guest = User.objects.get(is_guest=True)
    staff = Client()
    staff.force_login(petra)
    page = f"/admin/accounts/user/{guest.pk}/"
    assert staff.get(f"{page}change/").status_code == 200
    assert staff.post(f"{page}change/", {"is_staff": "on"}).status_code == 403
    assert staff.post(f"{page}password/", {"password1": PASSWORD}).status_code == 403
    assert staff.post(f"{page}delete/", {"post": "yes"}).status_code == 403


def test_a_guest_reaches_nothing_of_others_and_nobody_anything_of_the_guest(
    client: Client, as_alice: ShopClient, alice: User, tshirt: Product
) -> None:
    become_guest(client)
    guest = User.objects.get(is_guest=True)
    for owner, caller in ((alice, client_for(guest)), (guest, as_alice)):
        line = make_cart_item(owner, tshirt)
        order = make_order(owner).order_id
        calls = [
            ("patch", f"/api/cart/{line.pk}/", "/api/cart/999999/"),
            ("delete", f"/api/cart/{line.pk}/", "/api/cart/999999/"),
            ("get", f"/api/orders/{order}/", "/api/orders/ZZZZZZZZ/"),
            ("get", f"/api/orders/{order}/receipt.pdf", "/api/orders/ZZZZZZZZ/receipt.pdf"),
            ("post", f"/api/orders/{order}/cancel/", "/api/orders/ZZZZZZZZ/cancel/"),
        ]
        for method, theirs, missing in calls:
            for path in (theirs, missing):
                answer = getattr(caller, method)(path, {"quantity": 2} if method == "patch" else {})
                assert (answer.status_code, answer.content) == NOT_FOUND, (method, path)
        assert caller.get("/api/cart/").json() == []
        assert order not in [shown["order_id"] for shown in caller.get("/api/orders/").json()]
        line.delete()
