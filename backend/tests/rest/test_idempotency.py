"""`Idempotency-Key` on a request that creates something."""

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from customkeeps.accounts.models import User
from customkeeps.customers.actions import people
from customkeeps.rest.models import IdempotentAnswer
from tests.accounts.people import PASSWORD, send

pytestmark = pytest.mark.django_db

ALICE = {"username": "alice", "email": "alice@example.com", "password": PASSWORD}


def register(client: Client, body: dict[str, Any], key: str = "k-1") -> HttpResponse:
    return send(client, "/api/register/", body, headers={"Idempotency-Key": key})


def test_the_first_answer_is_replayed(client: Client) -> None:
    first, second = register(client, ALICE), register(client, ALICE)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.content == second.content
    assert User.objects.count() == 1


def test_a_refusal_is_not_kept(client: Client) -> None:
    weak = ALICE | {"password": "short"}
    assert [register(client, weak).status_code for _ in range(2)] == [400, 400]
    assert register(client, ALICE).status_code == 201


def test_another_body_is_409(client: Client) -> None:
    register(client, ALICE)
    answer = register(client, ALICE | {"username": "bob"})
    assert (answer.status_code, answer.json()["code"]) == (409, "idempotency_key_reused")
    assert User.objects.count() == 1


def test_another_key_is_another_request(client: Client) -> None:
    register(client, ALICE)
    assert register(client, ALICE, "k-2").status_code == 400


@pytest.mark.parametrize(("age", "status"), [(119, 409), (121, 201)])
def test_a_request_at_work_is_409_until_it_must_have_died(
    client: Client, age: int, status: int
) -> None:
    register(client, ALICE)
    User.objects.all().delete()
    started_at = timezone.now() - timedelta(seconds=age)
    IdempotentAnswer.objects.update(status=None, body="", started_at=started_at)
    answer = register(client, ALICE)
    assert answer.status_code == status
    if status == 409:
        assert answer.json()["code"] == "idempotency_in_progress"
        assert answer["Retry-After"] == "1"


def test_a_limit_is_not_kept(client: Client) -> None:
    for _ in range(10):
        send(client, "/api/register/", ALICE | {"password": "short"})
    assert register(client, ALICE).status_code == 429
    assert IdempotentAnswer.objects.count() == 0


@pytest.mark.parametrize("key", ["", " ", "x" * 256, "a\tb", "ü"])
def test_a_bad_key_is_400(client: Client, key: str) -> None:
    answer = register(client, ALICE, key)
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["Idempotency-Key"])
    assert User.objects.count() == 0


def test_who_is_erased_meanwhile_is_remembered_nowhere(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    registered = people.register

    def erased(**options: Any) -> User:
        user = registered(**options)
        IdempotentAnswer.objects.all().delete()
        return user

    monkeypatch.setattr(people, "register", erased)
    assert register(client, ALICE).status_code == 201
    assert not IdempotentAnswer.objects.exists()
