"""Who has an account is not told by the work that is done either: same hashing, same statements.

`tests/torture/test_doors.py` measures the time of the same doors.
"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from customkeeps.accounts.guests import start_guest_session
from customkeeps.accounts.models import User
from customkeeps.emails.models import OutboxMail
from tests.accounts.people import OURS, PASSWORD, send
from tests.factories import make_user
from tests.statements import statements_of

pytestmark = pytest.mark.django_db

KNOWN, TWINS, GONE, GUEST, NOBODY = (
    f"{name}@example.com" for name in ("alice", "twins", "gone", "guest", "nobody")
)
CALLERS = [("alice", "wrong"), ("gone", PASSWORD), ("gone", "wrong"), ("guest", PASSWORD),
           (KNOWN, PASSWORD), (GUEST, PASSWORD)]  # fmt: skip


@pytest.fixture(autouse=True)
def people(db: None) -> None:
    """An account, two of one address, a deactivated one and a guest."""
    make_user("alice", email_verified_at=timezone.now())
    for name in ("twin", "other-twin"):
        User.objects.filter(pk=make_user(name).pk).update(email=TWINS)
    make_user("gone", is_active=False)
    guest = start_guest_session(address="192.0.2.1").user
    User.objects.filter(pk=guest.pk).update(email=GUEST, username="guest", username_key="guest")


@pytest.fixture
def hashings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each time that Argon2 was made to work from here on."""
    worked: list[str] = []

    def watched(name: str) -> Callable[..., Any]:
        real = getattr(Argon2PasswordHasher, name)

        def work(*given: Any) -> Any:
            worked.append("hashed")
            return real(*given)

        return work

    for name in ("encode", "verify"):
        monkeypatch.setattr(Argon2PasswordHasher, name, watched(name))
    return worked


def log_in(username: str, password: str, door: str = "token") -> HttpResponse:
    body = {"username": username, "password": password}
    return send(Client(), f"/api/{door}/", body, headers=OURS)


def ask_reset(email: str) -> HttpResponse:
    return send(Client(), "/api/password/reset/", {"email": email})


def register(username: str, email: str) -> HttpResponse:
    body = {"username": username, "email": email, "password": PASSWORD}
    return send(Client(), "/api/register/", body)


def kinds(call: Callable[[], Any]) -> list[str]:
    """Each statement's kind and table."""
    found = [re.match(r'(\w+).*?"?(\w+_\w+)', each, re.S) for each in statements_of(call)]
    return [f"{each[1]} {each[2]}" for each in found if each]


@pytest.mark.parametrize("door", ["token", "session/login"])
@pytest.mark.parametrize(("username", "password"), CALLERS)
def test_no_log_in_is_told_from_an_unknown_one(
    username: str, password: str, door: str, hashings: list[str]
) -> None:
    answers = [log_in("nobody", PASSWORD, door), log_in(username, password, door)]
    assert hashings == ["hashed"] * 2
    assert answers[0].status_code == 401
    assert {(each.status_code, each.content) for each in answers} == {(401, answers[0].content)}
    assert kinds(lambda: log_in(username, password, door)) == kinds(
        lambda: log_in("nobody", PASSWORD, door)
    )


def test_the_right_password_does_other_work(hashings: list[str]) -> None:
    """What the others are compared by can tell: this is the one who may be told."""
    assert kinds(lambda: log_in("alice", PASSWORD)) != kinds(lambda: log_in("nobody", PASSWORD))


@pytest.mark.parametrize("email", [KNOWN, TWINS, GONE, GUEST])
def test_no_forgotten_password_is_told_from_an_unknown_one(email: str, hashings: list[str]) -> None:
    assert kinds(lambda: ask_reset(email)) == kinds(lambda: ask_reset(NOBODY))
    answers = [ask_reset(email), ask_reset(NOBODY)]
    assert {(each.status_code, each.content) for each in answers} == {(200, answers[0].content)}
    assert hashings == []
    assert not OutboxMail.objects.filter(to=NOBODY).exists()


@pytest.mark.parametrize("email", [KNOWN, TWINS, GONE, GUEST])
def test_a_taken_address_registers_as_a_free_one(email: str, hashings: list[str]) -> None:
    assert kinds(lambda: register("zoe", email)) == kinds(lambda: register("zac", NOBODY))
    assert hashings == ["hashed"] * 2
    assert set(
        User.objects.filter(username__in=("zoe", "zac")).values_list("email", flat=True)
    ) == {
        email,
        NOBODY,
    }
