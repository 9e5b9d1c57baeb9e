"""A password changed, or forgotten and chosen anew."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from customkeeps.accounts.models import User
from customkeeps.emails.actions import send_due_mails
from customkeeps.emails.models import Kind, OutboxMail
from tests.accounts.people import OURS, PASSWORD, bearer, profile_status, send, tokens
from tests.customers.mails import link_tokens
from tests.factories import make_user

pytestmark = pytest.mark.django_db

NEW = "another-good-one-7"
MAIL = "alice@example.com"
EXPIRED = {
    "error": "This link no longer works. Ask for a new one.",
    "code": "link_expired",
}


def change(client: Client, access: str, current: str = PASSWORD, new: str = NEW) -> HttpResponse:
    body = {"current_password": current, "new_password": new}
    return send(client, "/api/password/change/", body, headers=bearer(access))


def ask(email: str = MAIL, address: str = "203.0.113.1") -> HttpResponse:
    return send(Client(REMOTE_ADDR=address), "/api/password/reset/", {"email": email})


def link(email: str = MAIL) -> dict[str, str]:
    """The two parts of the link that the newest mail has."""
    uid, token = link_tokens(Kind.PASSWORD_RESET, email)[-1]
    return {"uid": uid, "token": token}


def choose(parts: dict[str, str], new: str = NEW) -> HttpResponse:
    return send(Client(), "/api/password/reset/confirm/", parts | {"new_password": new})


def can_log_in(password: str, username: str = "alice") -> bool:
    body = {"username": username, "password": password}
    return send(Client(), "/api/token/", body).status_code == 200


def assert_ended(client: Client, pair: dict[str, str], browser: Client) -> None:
    assert profile_status(client, pair["access"]) == 401
    refreshed = send(client, "/api/token/refresh/", {"refresh": pair["refresh"]})
    assert (refreshed.status_code, refreshed.json()["code"]) == (401, "bad_token")
    assert send(browser, "/api/session/refresh/", {}, headers=OURS).status_code == 401


@pytest.fixture
def browser(alice: User) -> Client:
    """Alice's, logged in."""
    client = Client()
    body = {"username": "alice", "password": PASSWORD}
    assert send(client, "/api/session/login/", body, headers=OURS).status_code == 200
    return client


def test_a_changed_password_ends_all_tokens(client: Client, browser: Client) -> None:
    pair = tokens(client)
    assert change(client, pair["access"]).status_code == 204
    assert_ended(client, pair, browser)
    assert (can_log_in(PASSWORD), can_log_in(NEW)) == (False, True)


@pytest.mark.parametrize(
    ("current", "new", "field"),
    [
        ("wrong", NEW, "current_password"),
        ("", NEW, "current_password"),
        (PASSWORD, "short", "new_password"),
        (PASSWORD, "password123", "new_password"),
        (PASSWORD, "alice@example.com", "new_password"),
        (PASSWORD, "x" * 1001, "new_password"),
    ],
)
def test_a_refused_change_changes_nothing(
    alice: User, client: Client, current: str, new: str, field: str
) -> None:
    access = tokens(client)["access"]
    answer = change(client, access, current, new)
    assert (answer.status_code, list(answer.json()["fields"])) == (400, [field])
    assert profile_status(client, access) == 200
    assert can_log_in(PASSWORD)


def test_the_present_password_is_guessed_ten_times(alice: User, client: Client) -> None:
    access = tokens(client)["access"]
    statuses = [change(client, access, "wrong").status_code for _ in range(10)]
    answer = change(client, access)
    assert (statuses, answer.status_code) == ([400] * 10, 429)
    assert 890 <= int(answer["Retry-After"]) <= 900


def test_a_mailed_link_chooses_a_new_password(client: Client, browser: Client) -> None:
    pair = tokens(client)
    assert ask().status_code == 200
    assert choose(link()).status_code == 204
    assert_ended(client, pair, browser)
    assert (can_log_in(PASSWORD), can_log_in(NEW)) == (False, True)
    assert User.objects.get().email_verified_at is not None


def test_the_mail_says_whose_account_it_is(alice: User) -> None:
    ask()
    send_due_mails()
    mail = OutboxMail.objects.get()
    assert (mail.to, mail.subject) == (MAIL, "Choose a new password for CustomKeeps")


@pytest.mark.parametrize(
    "email", [MAIL, "nobody@example.com", "bob@example.com", "carla@a.example"]
)
def test_every_address_gets_the_same_answer(alice: User, email: str) -> None:
    make_user("bob", is_active=False)
    without_password = make_user("carla")
    without_password.set_unusable_password()
    without_password.email = "carla@a.example"
    without_password.save()
    answer = ask(email)
    assert (answer.status_code, answer.json()) == (
        200,
        {
            "message": "If there is an account with that address, an e-mail with a link is on its "
            "way to it."
        },
    )
    assert OutboxMail.objects.count() == (1 if email == MAIL else 0)


def test_an_address_is_found_in_any_case_and_the_accounts_own_is_mailed(alice: User) -> None:
    ask("ALICE@Example.com")
    assert OutboxMail.objects.get().to == MAIL


def test_each_account_of_an_address_gets_its_own_link(alice: User) -> None:
    twin = make_user("alicia")
    User.objects.filter(pk=twin.pk).update(email=MAIL)
    ask()
    assert OutboxMail.objects.count() == 2
    for mail in OutboxMail.objects.all():
        uid, token = mail.context["path"].split("/")[3:]
        assert choose({"uid": uid, "token": token}).status_code == 204
        assert can_log_in(NEW, mail.context["username"])


def test_a_link_is_good_once(alice: User) -> None:
    ask()
    parts = link()
    assert choose(parts).status_code == 204
    answer = choose(parts, "and-yet-another-9")
    assert (answer.status_code, answer.json()) == (400, EXPIRED)
    assert can_log_in(NEW)


def test_a_refused_password_leaves_the_link_good(alice: User) -> None:
    ask()
    answer = choose(link(), "12345678")
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["new_password"])
    assert choose(link()).status_code == 204


def test_a_link_is_good_for_an_hour(alice: User) -> None:
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        ask()
    with time_machine.travel(now + timedelta(seconds=3602), tick=False):
        assert choose(link()).json() == EXPIRED
    with time_machine.travel(now + timedelta(seconds=3590), tick=False):
        assert choose(link()).status_code == 204


@pytest.mark.parametrize(
    "meanwhile",
    ["logged in", "deactivated", "new address", "new password", "logged out", "deleted"],
)
def test_what_happens_meanwhile_ends_a_link(alice: User, client: Client, meanwhile: str) -> None:
    pair = tokens(client)
    ask()
    if meanwhile == "logged in":
        with time_machine.travel(timezone.now() + timedelta(seconds=5)):
            assert can_log_in(PASSWORD)
    elif meanwhile == "deactivated":
        User.objects.update(is_active=False)
    elif meanwhile == "new address":
        User.objects.update(email="new@example.com")
    elif meanwhile == "new password":
        assert change(client, pair["access"]).status_code == 204
    elif meanwhile == "logged out":
        path = "/api/session/logout_everywhere/"
        assert send(client, path, {}, headers=bearer(pair["access"])).status_code == 204
    else:
        alice.delete()
    answer = choose(link())
    assert (answer.status_code, answer.json()) == (400, EXPIRED)


@pytest.mark.parametrize(
    "wrong",
    [
        {"uid": "x"},
        {"uid": "LTE"},
        {"uid": "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5"},
        {"uid": "é"},
        {"token": "x"},
        {"token": "a-b"},
        {"token": "zzzzzzzzzzzzzzz-" + "0" * 32},
    ],
)
def test_a_made_up_link_opens_nothing(alice: User, wrong: dict[str, Any]) -> None:
    ask()
    answer = choose(link() | wrong)
    assert (answer.status_code, answer.json()) == (400, EXPIRED)


def test_a_link_opens_no_other_account(alice: User, bob: User) -> None:
    ask()
    ask("bob@example.com")
    assert choose(link() | {"uid": link("bob@example.com")["uid"]}).json() == EXPIRED


def test_an_address_is_mailed_three_times_an_hour_and_nobody_is_told(alice: User) -> None:
    answers = [ask(address=f"203.0.113.{number}") for number in range(5)]
    assert {(answer.status_code, answer.content) for answer in answers} == {
        (200, answers[0].content)
    }
    assert OutboxMail.objects.count() == 3


def test_a_client_asks_twenty_times_an_hour(client: Client) -> None:
    statuses = [ask(f"nobody{number}@example.com").status_code for number in range(21)]
    assert statuses == [200] * 20 + [429]


def test_guesses_at_links_are_counted(alice: User) -> None:
    statuses = [choose({"uid": "MQ", "token": "x"}).status_code for _ in range(31)]
    assert statuses == [400] * 30 + [429]
