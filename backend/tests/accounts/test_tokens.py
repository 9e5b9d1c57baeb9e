"""Tokens for programs."""

from datetime import timedelta
from typing import Any

import jwt
import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from customkeeps.accounts.models import User
from tests.accounts.people import PASSWORD, bearer, make_user, profile_status, send, tokens

pytestmark = pytest.mark.django_db


def forged(key: str = settings.SIMPLE_JWT["SIGNING_KEY"], **claims: Any) -> str:
    now = int(timezone.now().timestamp())
    user = User.objects.get()
    genuine = {
        "token_type": "access",
        "exp": now + 600,
        "iat": now,
        "jti": "1",
        "user_id": user.pk,
        "token_version": 0,
        "iss": "customkeeps",
        "aud": "customkeeps",
    }
    payload = {name: value for name, value in (genuine | claims).items() if value is not None}
    return jwt.encode(payload, key, algorithm="HS256")


def test_unknown_wrong_and_inactive_are_one_answer(client: Client) -> None:
    make_user("alice")
    make_user("bob", is_active=False)
    answers = [
        send(client, "/api/token/", {"username": username, "password": password})
        for username, password in [("nobody", PASSWORD), ("alice", "wrong"), ("bob", PASSWORD)]
    ]
    assert [answer.status_code for answer in answers] == [401] * 3
    assert len({answer.content for answer in answers}) == 1
    assert {answer["WWW-Authenticate"] for answer in answers} == {"Bearer"}


def test_lifetimes_are_the_documented_ones(client: Client) -> None:
    make_user()
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        pair = tokens(client)
    with time_machine.travel(start + timedelta(hours=23, minutes=59), tick=False):
        assert profile_status(client, pair["access"]) == 200
    with time_machine.travel(start + timedelta(hours=24, seconds=1), tick=False):
        assert profile_status(client, pair["access"]) == 401
    with time_machine.travel(start + timedelta(days=6, hours=23), tick=False):
        assert send(client, "/api/token/refresh/", {"refresh": pair["refresh"]}).status_code == 200
    with time_machine.travel(start + timedelta(days=7, seconds=1), tick=False):
        assert send(client, "/api/token/refresh/", {"refresh": pair["refresh"]}).status_code == 401


def test_refreshing_gives_a_good_access_token_again_and_again(client: Client) -> None:
    make_user()
    refresh = tokens(client)["refresh"]
    for _ in range(2):
        answer = send(client, "/api/token/refresh/", {"refresh": refresh})
        assert list(answer.json()) == ["access"]
        assert profile_status(client, answer.json()["access"]) == 200


@pytest.mark.parametrize("fate", ["deleted", "inactive", "password", "password saved narrowly"])
def test_tokens_end_with_account_and_password(client: Client, fate: str) -> None:
    user = make_user()
    pair = tokens(client)
    if fate == "deleted":
        user.delete()
    elif fate == "inactive":
        User.objects.update(is_active=False)
    else:
        user.set_password("another-good-one-7")
        user.save(update_fields=["password"] if fate.endswith("narrowly") else None)
    assert profile_status(client, pair["access"]) == 401
    answer = send(client, "/api/token/refresh/", {"refresh": pair["refresh"]})
    assert (answer.status_code, answer.json()["code"]) == (401, "bad_token")


def test_other_changes_keep_tokens(client: Client) -> None:
    user = make_user()
    access = tokens(client)["access"]
    user.first_name = "Alice"
    user.save()
    assert profile_status(client, access) == 200


def test_each_token_is_good_for_its_own_purpose_only(client: Client) -> None:
    make_user()
    pair = tokens(client)
    answer = send(client, "/api/token/refresh/", {"refresh": pair["access"]})
    assert answer.status_code == 401
    assert profile_status(client, pair["refresh"]) == 401


def test_genuine_claims_pass(client: Client) -> None:
    make_user()
    assert profile_status(client, forged()) == 200


@pytest.mark.parametrize(
    "claims",
    [
        {"key": "x" * 64},
        {"iss": "elsewhere"},
        {"aud": "elsewhere"},
        {"aud": None},
        {"exp": None},
        {"exp": 1},
        {"token_type": "refresh"},
        {"token_type": None},
        {"jti": None},
        {"user_id": None},
        {"user_id": "1"},
        {"user_id": {"a": 1}},
        {"user_id": 10**30},
        {"user_id": -1},
        {"token_version": 1},
        {"token_version": None},
        {"token_version": "0"},
        {"token_version": 10**30},
        {"sid": "00000000000000000000000000000000"},
        {"sid": "not-a-uuid"},
        {"sid": 7},
    ],
)
def test_any_other_claim_is_refused(client: Client, claims: dict[str, Any]) -> None:
    make_user()
    assert profile_status(client, forged(**claims)) == 401


@pytest.mark.parametrize(
    "header",
    [
        "Bearer",
        "Bearer a b",
        "Bearer x",
        "Bearer a.b.c",
        "Bearer " + "a" * 100_000,
        "Bearer ....",
        "Bearer \xff\xfe",
        "Bearer " + jwt.encode({"user_id": 1}, "", algorithm="none"),
        "Bearer eyJhbGciOiJIUzI1NiJ9.bnVsbA.x",
    ],
)
def test_garbage_is_401(client: Client, header: str) -> None:
    answer = client.get("/api/user/", headers={"Authorization": header})
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert answer.json()["code"] == "bad_token"


def test_no_token_is_401(client: Client) -> None:
    answer = client.get("/api/user/")
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert answer.json() == {
        "error": "Please log in and try again.",
        "code": "not_authenticated",
    }


def test_a_token_costs_one_statement(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_user()
    access = tokens(client)["access"]
    with django_assert_num_queries(1):
        client.get("/api/user/", headers=bearer(access))


def test_eleventh_try_waits_even_with_the_right_password(client: Client) -> None:
    make_user()
    wrong = {"username": "alice", "password": "wrong"}
    statuses = [send(client, "/api/token/", wrong).status_code for _ in range(10)]
    answer = send(client, "/api/token/", {"username": "ALICE", "password": PASSWORD})
    assert statuses == [401] * 10
    assert answer.status_code == 429
    assert 890 <= int(answer["Retry-After"]) <= 900


def test_the_right_password_begins_the_count_anew(client: Client) -> None:
    make_user()
    wrong = {"username": "alice", "password": "wrong"}
    for _ in range(2):
        assert [send(client, "/api/token/", wrong).status_code for _ in range(9)] == [401] * 9
        tokens(client)


def test_usernames_are_found_in_any_spelling(client: Client) -> None:
    make_user("Straße")
    assert set(tokens(client, "STRASSE")) == {"access", "refresh"}
