"""What people see and change of themselves."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from customkeeps.accounts.models import User
from customkeeps.rest.times import to_iso
from tests.accounts.people import PASSWORD, bearer, make_user, tokens

pytestmark = pytest.mark.django_db


def patch(client: Client, body: Any) -> HttpResponse:
    headers = bearer(tokens(client)["access"])
    return client.patch("/api/user/", body, content_type="application/json", headers=headers)


def test_the_profile(client: Client) -> None:
    user = make_user(email_verified_at=timezone.now())
    answer = client.get("/api/user/", headers=bearer(tokens(client)["access"]))
    assert (answer.status_code, answer.json()) == (
        200,
        {
            "id": user.pk,
            "username": "alice",
            "email": "alice@example.com",
            "first_name": "",
            "last_name": "",
            "phone": "",
            "email_verified": True,
            "pending_email": "",
            "is_staff": False,
            "is_guest": False,
            "date_joined": to_iso(user.date_joined),
        },
    )


def test_nothing_else_can_be_changed(client: Client) -> None:
    make_user()
    answer = patch(client, {"username": "root", "is_staff": True, "token_version": 9, "id": 9})
    user = User.objects.get()
    assert answer.status_code == 200
    assert (user.username, user.is_staff, user.token_version) == ("alice", False, 0)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", ""),
        ("email", None),
        ("email", "nobody"),
        ("email", "a" * 250 + "@example.com"),
        ("first_name", 7),
        ("first_name", "x" * 151),
        ("first_name", "a\u0007b"),
        ("last_name", {}),
        ("phone", True),
        ("phone", "1" * 33),
    ],
)
def test_bad_input_changes_nothing(client: Client, field: str, value: object) -> None:
    make_user()
    answer = patch(client, {"phone": "123"} | {"last_name": "Reyes"} | {field: value})
    assert (answer.status_code, list(answer.json()["fields"])) == (400, [field])
    user = User.objects.get()
    assert (user.phone, user.last_name, user.email) == ("", "", "alice@example.com")


def test_createsuperuser_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command(
        "createsuperuser", interactive=False, username="Root", email="r@example.com", verbosity=0
    )
    assert User.objects.get_by_natural_key("ROOT").is_superuser


def test_the_database_knows_no_two_spellings() -> None:
    make_user("Alice")
    with pytest.raises(IntegrityError):
        make_user("aLICE")


@pytest.mark.parametrize("page", ["", "add/", "{pk}/change/", "{pk}/password/"])
def test_staff_see_people_in_the_admin(client: Client, page: str) -> None:
    staff = make_user("petra", is_staff=True, is_superuser=True)
    client.force_login(staff)
    answer = client.get("/admin/accounts/user/" + page.format(pk=staff.pk))
    assert answer.status_code == 200


def test_the_admin_refuses_another_spelling(client: Client) -> None:
    client.force_login(make_user("Straße", is_staff=True, is_superuser=True))
    body = {"username": "STRASSE", "password1": PASSWORD, "password2": PASSWORD}
    answer = client.post("/admin/accounts/user/add/", body | {"usable_password": "true"})
    assert (answer.status_code, User.objects.count()) == (200, 1)
