"""The browser's log-in."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from customkeeps.accounts.models import Session, User
from tests.accounts.people import OURS, PASSWORD, bearer, make_user, profile_status, send

pytestmark = pytest.mark.django_db

COOKIE = "customkeeps_session"
CREDENTIALS = {"username": "alice", "password": PASSWORD}


def log_in(client: Client) -> HttpResponse:
    make_user()
    return send(client, "/api/session/login/", CREDENTIALS, headers=OURS)


def refresh(client: Client, token: str | None = None) -> HttpResponse:
    if token is not None:
        client.cookies[COOKIE] = token
    return send(client, "/api/session/refresh/", {}, headers=OURS)


def later(moment: datetime, seconds: float) -> time_machine.travel:
    return time_machine.travel(moment + timedelta(seconds=seconds), tick=False)


def test_logging_in_gives_an_access_token_and_a_guarded_cookie(client: Client) -> None:
    answer = log_in(client)
    body = answer.json()
    cookie = answer.cookies[COOKIE]
    assert (list(body), body["expires_in"]) == (["access", "expires_in", "user"], 600)
    assert body["user"]["username"] == "alice"
    assert cookie.value not in answer.content.decode()
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["max-age"]) == (
        True,
        "Strict",
        "/api/session/",
        604_800,
    )


@pytest.mark.parametrize("https", [True, False])
def test_the_cookie_is_secure_when_the_shop_is(
    client: Client, settings: Settings, *, https: bool
) -> None:
    settings.HTTPS = https
    assert bool(log_in(client).cookies[COOKIE]["secure"]) is https


def test_access_ends_after_ten_minutes(client: Client) -> None:
    start = timezone.now()
    with later(start, 0):
        access = log_in(client).json()["access"]
    with later(start, 599):
        assert profile_status(client, access) == 200
    with later(start, 601):
        assert profile_status(client, access) == 401


def test_each_refresh_gives_the_next_token(client: Client) -> None:
    seen = {log_in(client).cookies[COOKIE].value}
    for _ in range(3):
        answer = refresh(client)
        assert answer.status_code == 200
        assert profile_status(client, answer.json()["access"]) == 200
        seen.add(answer.cookies[COOKIE].value)
    assert len(seen) == 4


def test_a_second_tab_within_ten_seconds_is_no_thief(client: Client) -> None:
    start = timezone.now()
    with later(start, 0):
        old = log_in(client).cookies[COOKIE].value
        refresh(client, old)
    with later(start, 10):
        second = refresh(client, old)
        assert second.status_code == 200
        assert refresh(client).status_code == 200


def test_reuse_after_the_grace_ends_the_family(client: Client) -> None:
    start = timezone.now()
    with later(start, 0):
        old = log_in(client).cookies[COOKIE].value
        answer = refresh(client, old)
        new, access = answer.cookies[COOKIE].value, answer.json()["access"]
    with later(start, 11):
        assert refresh(client, old).status_code == 401
        assert refresh(client, new).status_code == 401
        assert profile_status(client, access) == 401


def test_reuse_of_the_last_but_one_ends_the_family_at_once(client: Client) -> None:
    first = log_in(client).cookies[COOKIE].value
    refresh(client)
    newest = refresh(client).cookies[COOKIE].value
    assert refresh(client, first).status_code == 401
    assert refresh(client, newest).status_code == 401


def test_logging_out_ends_cookie_and_access(client: Client) -> None:
    answer = log_in(client)
    token, access = answer.cookies[COOKIE].value, answer.json()["access"]
    out = send(client, "/api/session/logout/", {}, headers=OURS)
    assert (out.status_code, out.content, out.cookies[COOKIE]["max-age"]) == (204, b"", 0)
    assert profile_status(client, access) == 401
    assert refresh(client, token).status_code == 401


def test_logging_in_anew_ends_what_this_browser_was_logged_in_with(client: Client) -> None:
    access = log_in(client).json()["access"]
    wrong = CREDENTIALS | {"password": "wrong"}
    assert send(client, "/api/session/login/", wrong, headers=OURS).status_code == 401
    assert profile_status(client, access) == 200
    make_user("bob")
    bobs = send(client, "/api/session/login/", CREDENTIALS | {"username": "bob"}, headers=OURS)
    assert profile_status(client, access) == 401
    assert profile_status(client, bobs.json()["access"]) == 200
    assert Session.objects.filter(revoked_at=None).count() == 1


def test_another_browser_stays_logged_in(client: Client) -> None:
    log_in(client)
    other = Client()
    access = send(other, "/api/session/login/", CREDENTIALS, headers=OURS).json()["access"]
    send(client, "/api/session/logout/", {}, headers=OURS)
    assert profile_status(other, access) == 200


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "\xff", "a" * 5000])
def test_a_bad_cookie_is_401(client: Client, token: str) -> None:
    answer = refresh(client, token)
    assert (answer.status_code, answer.json()["code"]) == (401, "bad_token")


def test_no_cookie_at_all_is_no_error(client: Client) -> None:
    answer = refresh(client)
    assert (answer.status_code, answer.content, list(answer.cookies)) == (204, b"", [])


def test_the_cookies_token_is_good_for_nothing_else(client: Client) -> None:
    token = log_in(client).cookies[COOKIE].value
    assert profile_status(client, token) == 401
    assert send(client, "/api/token/refresh/", {"refresh": token}).status_code == 401


@pytest.mark.parametrize("change", [{"is_active": False}, {"token_version": 5}])
def test_sessions_end_with_account_and_password(client: Client, change: dict[str, int]) -> None:
    log_in(client)
    User.objects.update(**change)
    assert refresh(client).status_code == 401


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://testserver"}, 200),
        ({"Origin": "https://shop.example"}, 200),
        ({"Origin": "https://front.example"}, 200),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "same-site"}, 200),
        ({}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"}, 403),
        ({"Origin": "http://testserver.evil.example"}, 403),
        ({"Origin": "http://["}, 403),
    ],
)
def test_only_pages_of_ours_may_call(
    client: Client, settings: Settings, headers: dict[str, str], status: int
) -> None:
    settings.PUBLIC_URL = "https://shop.example"
    settings.CORS_ALLOWED_ORIGINS = ["https://front.example"]
    log_in(client)
    for name in ("login", "refresh"):
        answer = send(client, f"/api/session/{name}/", CREDENTIALS, headers=headers)
        assert answer.status_code == status
    if status == 403:
        assert answer.json()["code"] == "wrong_origin"


def test_a_sessions_token_costs_one_statement(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    access = log_in(client).json()["access"]
    with django_assert_num_queries(1):
        client.get("/api/user/", headers=bearer(access))


@pytest.mark.django_db(transaction=True)
def test_tabs_that_refresh_at_once_all_stay_logged_in(client: Client) -> None:
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("threads cannot wait for one another on SQLite in memory")
    token = log_in(client).cookies[COOKIE].value

    def refresh_once(_: int) -> tuple[int, str]:
        try:
            answer = refresh(Client(), token)
            return answer.status_code, Session.objects.get().token_id
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        answers = set(pool.map(refresh_once, range(12)))
    assert answers == {(200, Session.objects.get().token_id)}
