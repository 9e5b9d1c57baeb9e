"""Opening an account."""

import pytest
from django.test import Client

from customkeeps.accounts.models import User
from tests.accounts.people import PASSWORD, make_user, send

pytestmark = pytest.mark.django_db

ALICE = {"username": "alice", "email": "alice@Example.COM", "password": PASSWORD}


def test_an_account_is_opened(client: Client) -> None:
    answer = send(client, "/api/register/", ALICE)
    assert (answer.status_code, answer.json()) == (
        201,
        {"username": "alice", "email": "alice@example.com"},
    )
    assert User.objects.get(username="alice").check_password(PASSWORD)


def test_privileges_cannot_be_sent_along(client: Client) -> None:
    send(client, "/api/register/", ALICE | {"is_staff": True, "is_superuser": True, "id": 7})
    user = User.objects.get(username="alice")
    assert (user.is_staff, user.is_superuser) == (False, False)


@pytest.mark.parametrize("spelling", ["alice", "ALICE", "\uff41lice"])
def test_a_username_is_taken_in_any_spelling(client: Client, spelling: str) -> None:
    make_user("Alice")
    answer = send(client, "/api/register/", ALICE | {"username": spelling})
    taken = "That username is taken. Choose another one."
    assert (answer.status_code, answer.json()) == (
        400,
        {"error": taken, "code": "invalid_input", "fields": {"username": [taken]}},
    )
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("username", ""),
        ("username", "two words"),
        ("username", "x" * 151),
        ("username", 7),
        ("username", None),
        ("email", "nobody"),
        ("email", ""),
        ("email", ["a@example.com"]),
        ("password", "short"),
        ("password", "1234567890"),
        ("password", "alice@example.com"),
        ("password", 12345678901),
        ("password", "x" * 1001),
    ],
)
def test_bad_input_names_its_field(client: Client, field: str, value: object) -> None:
    answer = send(client, "/api/register/", ALICE | {field: value})
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_input")
    assert list(answer.json()["fields"]) == [field]
    assert User.objects.count() == 0


def test_eleventh_registration_of_an_address_in_an_hour_waits(client: Client) -> None:
    weak = ALICE | {"password": "short"}
    statuses = [send(client, "/api/register/", weak).status_code for _ in range(11)]
    assert statuses == [400] * 10 + [429]
