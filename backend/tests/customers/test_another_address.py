"""An account gets another e-mail address: its owner asks, and the new mailbox confirms."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from customkeeps.accounts.guests import start_guest_session
from customkeeps.accounts.models import User
from customkeeps.accounts.tokens import session_tokens
from customkeeps.emails.models import Kind, OutboxMail
from customkeeps.emails.rendering import write
from tests.accounts.people import OURS, PASSWORD, bearer, send, tokens
from tests.clients import ShopClient, client_for
from tests.customers.mails import confirmation, link_tokens
from tests.customers.test_email_addresses import EXPIRED, verify
from tests.factories import make_user

pytestmark = pytest.mark.django_db

OLD, NEW = "alice@example.com", "new@example.com"
NEEDED = "Type your password to change your address."


@pytest.fixture(autouse=True)
def confirmed(alice: User) -> None:
    alice.email_verified_at = timezone.now()
    alice.save(update_fields=["email_verified_at"])


@pytest.fixture
def in_browser(alice: User) -> dict[str, str]:
    """The headers of a browser that Alice is logged in with."""
    body = {"username": "alice", "password": PASSWORD}
    answer = send(Client(), "/api/session/login/", body, headers=OURS)
    return bearer(answer.json()["access"])


def change(headers: dict[str, str], email: str = NEW, **rest: str) -> HttpResponse:
    body = {"email": email, **rest}
    return Client().patch("/api/user/", body, content_type="application/json", headers=headers)


def addresses(user: User) -> tuple[str, str, bool]:
    """Its address, the one it shall have, and whether the first is confirmed."""
    user.refresh_from_db()
    return user.email, user.pending_email, user.email_verified_at is not None


def kinds_to(email: str) -> list[str]:
    return list(OutboxMail.objects.filter(to=email).values_list("kind", flat=True))


def test_the_new_address_counts_once_its_link_is_opened(
    alice: User, in_browser: dict[str, str]
) -> None:
    answer = change(in_browser, current_password=PASSWORD)
    said = answer.json()
    assert (answer.status_code, said["email"], said["pending_email"]) == (200, OLD, NEW)
    assert addresses(alice) == (OLD, NEW, True)
    assert verify(confirmation(NEW)) == (204, None)
    assert addresses(alice) == (NEW, "", True)
    # A mail program may open a link twice.
    assert verify(confirmation(NEW)) == (204, None)


def test_the_present_address_is_told_what_to_do_and_not_where_to(
    alice: User, in_browser: dict[str, str]
) -> None:
    change(in_browser, current_password=PASSWORD)
    assert (kinds_to(OLD), kinds_to(NEW)) == ([Kind.EMAIL_CHANGING], [Kind.EMAIL_VERIFY])
    mail = write(OutboxMail.objects.get(to=OLD))
    assert mail.subject == "Your e-mail address at CustomKeeps is about to change"
    assert "choose a new password now" in mail.text
    assert "http://127.0.0.1:8000/password/forgotten" in mail.text
    assert NEW not in mail.text + mail.html


@pytest.mark.parametrize(
    ("rest", "why"),
    [
        ({}, NEEDED),
        ({"current_password": "wrong"}, "That is not your present password."),
        ({"current_password": ""}, "This field may not be blank."),
    ],
)
def test_a_browser_left_open_is_not_enough(
    alice: User, in_browser: dict[str, str], rest: dict[str, str], why: str
) -> None:
    answer = change(in_browser, first_name="Mallory", **rest)
    assert (answer.status_code, answer.json()["fields"]) == (400, {"current_password": [why]})
    assert addresses(alice) == (OLD, "", True)
    assert (alice.first_name, OutboxMail.objects.count()) == ("", 0)


def test_programs_that_send_no_password_go_on_as_before(alice: User) -> None:
    headers = bearer(tokens(Client())["access"])
    assert change(headers).json()["pending_email"] == NEW
    assert addresses(alice) == (OLD, NEW, True)
    assert kinds_to(OLD) == [Kind.EMAIL_CHANGING]


def test_a_password_that_a_program_sends_is_checked(alice: User) -> None:
    headers = bearer(tokens(Client())["access"])
    assert change(headers, current_password="wrong").status_code == 400
    assert addresses(alice) == (OLD, "", True)


def test_nothing_else_needs_the_password(in_browser: dict[str, str]) -> None:
    answer = change(in_browser, OLD, first_name="Alice", phone="123")
    assert (answer.status_code, answer.json()["first_name"]) == (200, "Alice")
    assert not OutboxMail.objects.exists()


def test_the_password_is_guessed_ten_times(alice: User, in_browser: dict[str, str]) -> None:
    """Together with the page that changes the password: they are one lock."""
    statuses = [change(in_browser, current_password="wrong").status_code for _ in range(9)]
    body = {"current_password": "wrong", "new_password": "another-good-one-7"}
    other = send(Client(), "/api/password/change/", body, headers=in_browser)
    answer = change(in_browser, current_password=PASSWORD)
    assert (statuses, other.status_code, answer.status_code) == ([400] * 9, 400, 429)
    assert 890 <= int(answer["Retry-After"]) <= 900


def test_each_new_address_is_mailed_so_five_an_hour_are(alice: User, as_alice: ShopClient) -> None:
    statuses = [
        as_alice.patch("/api/user/", {"email": f"a{number}@example.com"}).status_code
        for number in range(6)
    ]
    assert statuses == [200] * 5 + [429]
    assert addresses(alice) == (OLD, "a4@example.com", True)


def test_only_the_latest_asked_for_can_be_confirmed(alice: User, as_alice: ShopClient) -> None:
    for email in ("first@example.com", NEW):
        as_alice.patch("/api/user/", {"email": email})
    assert verify(confirmation("first@example.com")) == (400, EXPIRED)
    assert verify(confirmation(NEW)) == (204, None)
    assert addresses(alice) == (NEW, "", True)


def test_the_present_address_withdraws_it(alice: User, in_browser: dict[str, str]) -> None:
    change(in_browser, current_password=PASSWORD)
    assert change(in_browser, OLD).json()["pending_email"] == ""
    assert verify(confirmation(NEW)) == (400, EXPIRED)
    assert addresses(alice) == (OLD, "", True)


@pytest.mark.parametrize("how", ["changed", "forgotten", "everywhere", "deactivated"])
def test_what_ends_all_tokens_ends_it(alice: User, in_browser: dict[str, str], how: str) -> None:
    """So that who reads the old address can stop a thief."""
    change(in_browser, current_password=PASSWORD)
    if how == "changed":
        body = {"current_password": PASSWORD, "new_password": "another-good-one-7"}
        send(Client(), "/api/password/change/", body, headers=in_browser)
    elif how == "forgotten":
        send(Client(), "/api/password/reset/", {"email": OLD})
        uid, token = link_tokens(Kind.PASSWORD_RESET, OLD)[-1]
        body = {"uid": uid, "token": token, "new_password": "another-good-one-7"}
        assert send(Client(), "/api/password/reset/confirm/", body).status_code == 204
    elif how == "everywhere":
        send(Client(), "/api/session/logout_everywhere/", {}, headers=in_browser)
    else:
        alice.refresh_from_db()
        alice.is_active = False
        alice.save()
        User.objects.update(is_active=True)
    assert verify(confirmation(NEW)) == (400, EXPIRED)
    assert addresses(alice) == (OLD, "", True)


def test_until_then_a_forgotten_password_is_mailed_to_the_present_one(
    in_browser: dict[str, str],
) -> None:
    change(in_browser, current_password=PASSWORD)
    for email in (OLD, NEW):
        send(Client(), "/api/password/reset/", {"email": email})
    assert (kinds_to(OLD)[0], kinds_to(NEW)) == (Kind.PASSWORD_RESET, [Kind.EMAIL_VERIFY])


def test_its_link_is_sent_again(as_alice: ShopClient) -> None:
    as_alice.patch("/api/user/", {"email": NEW})
    assert as_alice.post("/api/email/verify/resend/").status_code == 204
    assert kinds_to(NEW) == [Kind.EMAIL_VERIFY] * 2


def test_a_link_changes_nobody_elses_address(alice: User, as_alice: ShopClient, bob: User) -> None:
    as_alice.patch("/api/user/", {"email": NEW})
    User.objects.filter(pk=bob.pk).update(pending_email=NEW)
    assert verify(confirmation(NEW)) == (204, None)
    assert addresses(bob) == ("bob@example.com", NEW, False)


def test_a_guest_has_no_password_and_is_asked_for_none() -> None:
    session = start_guest_session(address="192.0.2.1")
    answer = change(bearer(session_tokens(session)[0]), "gina@example.com")
    assert (answer.status_code, answer.json()["email"]) == (200, "gina@example.com")
    assert addresses(session.user) == ("gina@example.com", "", False)


def test_an_address_that_staff_type_is_not_confirmed(alice: User, client: Client) -> None:
    User.objects.filter(pk=alice.pk).update(pending_email=NEW)
    client.force_login(make_user("petra", is_staff=True, is_superuser=True))
    body = {"username": "alice", "first_name": "A", "is_active": "on"}
    path = f"/admin/accounts/user/{alice.pk}/change/"
    assert client.post(path, body | {"email": OLD}).status_code == 302
    assert addresses(alice) == (OLD, NEW, True)
    assert client.post(path, body | {"email": "typed@example.com"}).status_code == 302
    assert addresses(alice) == ("typed@example.com", "", False)


def test_one_mailbox_is_written_to_ten_times_an_hour_whoever_asks() -> None:
    """Guests are made in no time, and each may say that an address is theirs."""
    asked = []
    for _ in range(11):
        guest = start_guest_session(address="192.0.2.1").user
        address = NEW.upper() if len(asked) % 2 else NEW
        asked.append(client_for(guest).patch("/api/user/", {"email": address}).status_code)
    assert asked == [200] * 10 + [429]
    assert User.objects.filter(is_guest=True, email="").count() == 1
