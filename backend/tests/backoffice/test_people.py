"""Who may do what to whom, and how staff log in."""

from typing import Any

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.test import Client

from customkeeps.accounts.models import User
from customkeeps.catalog.models import Product
from customkeeps.orders.models import Order
from tests.backoffice.conftest import Colleague
from tests.backoffice.forms import errors_of, open_form
from tests.clients import client_for
from tests.factories import PASSWORD, make_cart_item, make_order, make_user

ALL_OF_USERS = tuple(f"accounts.{what}_user" for what in ("view", "add", "change", "delete"))


def page_of(user: User) -> str:
    return f"/admin/accounts/user/{user.pk}/change/"


def test_those_with_all_rights_give_rights(staff: Client, alice: User) -> None:
    changed = open_form(staff, page_of(alice)) | {"is_staff": "on"}
    assert errors_of(staff.post(page_of(alice), changed)) == []
    alice.refresh_from_db()
    assert alice.is_staff


def test_others_give_no_rights_not_even_to_themselves(colleague: Colleague, alice: User) -> None:
    browser = colleague(*ALL_OF_USERS)
    carlo = User.objects.get(username="carlo")
    for user in (alice, carlo):
        greedy = {"is_staff": "on", "is_superuser": "on", "groups": [], "user_permissions": ["1"]}
        sent = open_form(browser, page_of(user)) | greedy | {"first_name": "New"}
        assert errors_of(browser.post(page_of(user), sent)) == []
        user.refresh_from_db()
        assert (user.first_name, user.is_superuser) == ("New", False)
    assert not alice.is_staff
    assert not alice.user_permissions.exists()
    assert carlo.user_permissions.count() == len(ALL_OF_USERS)


def test_others_cannot_touch_staff(colleague: Colleague, petra: User) -> None:
    browser = colleague(*ALL_OF_USERS)
    anna = make_user("anna", is_staff=True)
    for user in (petra, anna):
        assert browser.get(page_of(user)).status_code == 200
        asked = [
            page_of(user),
            f"/admin/accounts/user/{user.pk}/password/",
            f"/admin/accounts/user/{user.pk}/delete/",
        ]
        sent = {"password1": "Quite-another-1", "password2": "Quite-another-1", "post": "yes"}
        assert [browser.post(address, sent).status_code for address in asked] == [403, 403, 403]
        user.refresh_from_db()
        assert user.check_password(PASSWORD)


def test_others_choose_nobodys_password(colleague: Colleague, staff: Client, alice: User) -> None:
    browser, page = colleague(*ALL_OF_USERS), f"/admin/accounts/user/{alice.pk}/password/"
    sent = {"password1": "Quite-another-1", "password2": "Quite-another-1"}
    for answer in (browser.get(page), browser.post(page, sent)):
        assert answer.status_code == 403
    alice.refresh_from_db()
    assert alice.check_password(PASSWORD)
    assert "/password/" not in browser.get(page_of(alice)).content.decode()
    assert staff.get(page).status_code == 200


def test_who_has_worked_here_stays_on_record(staff: Client, petra: User, alice: User) -> None:
    carlo = make_user("carlo", is_staff=True)
    LogEntry.objects.log_actions(carlo.pk, [alice], CHANGE, "Changed phone.")
    answers = [
        staff.post(f"/admin/accounts/user/{carlo.pk}/delete/", {"post": "yes"}),
        staff.post(
            "/admin/accounts/user/",
            {"action": "delete_selected", "_selected_action": [carlo.pk], "post": "yes"},
        ),
    ]
    for answer in answers:
        assert "on record" in answer.content.decode()
    User.objects.filter(pk=carlo.pk).update(is_staff=False)
    left = client_for(carlo).delete("/api/user/", {"password": PASSWORD})
    assert (left.status_code, left.json()["code"]) == (409, "staff_account")
    assert LogEntry.objects.get(user=carlo).change_message == "Changed phone."


def test_others_do_not_change_groups(colleague: Colleague) -> None:
    browser = colleague("auth.add_group", "auth.change_group", "auth.view_group")
    assert browser.post("/admin/auth/group/add/", {"name": "Kings"}).status_code == 403


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"username": "ALICE"}, "That username is taken. Choose another one."),
        ({"email": ""}, "This field is required."),
        ({"password1": "12345678", "password2": "12345678"}, "This password is too common."),
    ],
)
def test_a_new_account_is_refused_in_words(
    staff: Client, alice: User, changes: dict[str, Any], words: str
) -> None:
    form = {
        "username": "dina",
        "email": "dina@example.com",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    add = "/admin/accounts/user/add/"
    assert words in errors_of(staff.post(add, form | changes))
    assert errors_of(staff.post(add, form)) == []
    assert User.objects.get(username="dina").check_password(PASSWORD)


def test_an_account_goes_with_its_cart_and_its_orders_stay(
    staff: Client, alice: User, tshirt: Product
) -> None:
    make_cart_item(alice, tshirt)
    order = make_order(alice)
    page = f"/admin/accounts/user/{alice.pk}/delete/"
    assert "Cart item" in staff.get(page).content.decode()
    staff.post(page, {"post": "yes"})
    assert not User.objects.filter(username="alice").exists()
    assert Order.objects.get(pk=order.pk).user is None
    for shown in ("/admin/orders/order/", f"/admin/orders/order/{order.pk}/change/", "/admin/"):
        assert staff.get(shown).status_code == 200


def log_in(browser: Client, password: str, username: str = "petra") -> list[str]:
    """Returns the refusal; nothing when logged in."""
    answer = browser.post("/admin/login/", {"username": username, "password": password})
    return [] if answer.status_code == 302 else answer.context["form"].non_field_errors()


def test_staff_log_in_under_any_spelling(client: Client, petra: User) -> None:
    assert log_in(client, PASSWORD, "Petra") == []
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("password", [PASSWORD, "wrong"])
def test_shoppers_do_not_get_in(client: Client, alice: User, password: str) -> None:
    [said] = log_in(client, password, "alice")
    assert said.startswith("Please enter the correct username and password for a staff account.")


def test_guessing_is_limited_as_in_the_shop(client: Client, petra: User) -> None:
    for _ in range(10):
        log_in(client, "wrong")
    assert log_in(client, PASSWORD) == ["Too many tries. Wait 15 minutes and try again."]
    sent = {"username": "petra", "password": PASSWORD}
    shop = client.post("/api/token/", sent, content_type="application/json")
    assert shop.status_code == 429
