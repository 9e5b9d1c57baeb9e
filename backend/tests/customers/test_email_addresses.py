"""Confirming that mail to an address reaches its owner."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from customkeeps.accounts.links import verification_token
from customkeeps.accounts.models import User
from customkeeps.emails.models import Kind, OutboxMail
from tests.accounts.people import PASSWORD, send
from tests.clients import ShopClient, client_for
from tests.customers.mails import confirmation, link_tokens
from tests.factories import make_user

pytestmark = pytest.mark.django_db

CAROL = {"username": "carol", "email": "carol@example.com", "password": PASSWORD}
EXPIRED = {
    "error": "This link no longer works. Ask for a new one.",
    "code": "link_expired",
}


def verify(token: str) -> tuple[int, object]:
    answer = send(Client(), "/api/email/verify/", {"token": token})
    return answer.status_code, answer.json() if answer.content else None


def is_verified(user: User) -> bool:
    user.refresh_from_db()
    return user.email_verified_at is not None


def test_registering_asks_for_the_address_and_its_link_confirms_it(client: Client) -> None:
    assert send(client, "/api/register/", CAROL).status_code == 201
    carol = User.objects.get()
    assert not is_verified(carol)
    assert verify(confirmation("carol@example.com")) == (204, None)
    assert is_verified(carol)


def test_a_refused_registration_mails_nobody(client: Client) -> None:
    make_user("carol")
    assert send(client, "/api/register/", CAROL).status_code == 400
    assert not OutboxMail.objects.exists()


def test_the_same_link_again_keeps_the_first_time(alice: User) -> None:
    token = verification_token(alice, alice.email)
    assert verify(token) == (204, None)
    alice.refresh_from_db()
    first = alice.email_verified_at
    assert verify(token) == (204, None)
    alice.refresh_from_db()
    assert alice.email_verified_at == first


def test_a_link_ends_after_three_days_or_with_the_account(alice: User, bob: User) -> None:
    tokens = verification_token(alice, alice.email), verification_token(bob, bob.email)
    User.objects.filter(pk=bob.pk).update(is_active=False)
    with time_machine.travel(timezone.now() + timedelta(days=3, seconds=2), tick=False):
        assert verify(tokens[0]) == (400, EXPIRED)
    assert verify(tokens[1]) == (400, EXPIRED)


@pytest.mark.parametrize("token", ["x", ".x", "a:b:c", "WzEsImEiXQ:1:a", "é" * 90])
def test_what_is_not_ours_confirms_nothing(alice: User, token: str) -> None:
    assert verify(token) == (400, EXPIRED)


def test_a_changed_link_confirms_nothing(alice: User) -> None:
    token = verification_token(alice, alice.email)
    assert verify(token[:-1] + ("A" if token[-1] != "A" else "B")) == (400, EXPIRED)
    assert not is_verified(alice)


def test_the_link_is_sent_again_five_times_an_hour(as_alice: ShopClient) -> None:
    statuses = [as_alice.post("/api/email/verify/resend/").status_code for _ in range(6)]
    assert statuses == [204] * 5 + [429]
    assert len(link_tokens(Kind.EMAIL_VERIFY, "alice@example.com")) == 5


def test_nothing_is_sent_where_nothing_is_left_to_confirm() -> None:
    dora = make_user("dora", email_verified_at=timezone.now())
    answer = client_for(dora).post("/api/email/verify/resend/")
    assert (answer.status_code, answer.json()["code"]) == (409, "already_verified")
    assert not OutboxMail.objects.exists()
