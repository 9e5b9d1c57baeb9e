"""Who asked with a token that has ended by the time that it is done: nothing of it is done.

A password takes its time to look at. Here it was looked at before, and the rest comes late.
"""

from collections.abc import Callable

import pytest

from customkeeps.accounts.models import User
from customkeeps.accounts.passwords import change_password
from customkeeps.accounts.sessions import log_out_everywhere
from customkeeps.customers.actions.people import change_profile
from customkeeps.emails.models import OutboxMail
from customkeeps.rest.errors import Unauthenticated
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

CHOSEN, THIEFS = "chosen-by-its-owner-1", "chosen-by-a-thief-1"


@pytest.fixture
def thief(alice: User) -> User:
    """Alice as a request found her that knows her old password."""
    return User.objects.get(pk=alice.pk)


def choose(alice: User) -> None:
    alice.set_password(CHOSEN)
    alice.save()


def close(alice: User) -> None:
    alice.is_active = False
    alice.save()


def ask(thief: User, email: str = "thief@example.com") -> None:
    change_profile(user=thief, changes={"email": email}, current_password=PASSWORD, in_browser=True)


def test_a_password_chosen_meanwhile_stays(alice: User, thief: User) -> None:
    choose(alice)
    with pytest.raises(Unauthenticated):
        change_password(user=thief, current_password=PASSWORD, new_password=THIEFS)
    alice.refresh_from_db()
    assert alice.check_password(CHOSEN)


@pytest.mark.parametrize(
    "meanwhile", [choose, close, lambda alice: log_out_everywhere(user=alice), User.delete]
)
def test_no_other_address_is_asked_for(
    alice: User, thief: User, meanwhile: Callable[[User], object]
) -> None:
    meanwhile(alice)
    with pytest.raises(Unauthenticated):
        ask(thief)
    assert not User.objects.exclude(pending_email="").exists()
    assert not OutboxMail.objects.exists()


def test_an_account_closed_meanwhile_gets_no_password(alice: User, thief: User) -> None:
    alice.delete()
    with pytest.raises(Unauthenticated):
        change_password(user=thief, current_password=PASSWORD, new_password=THIEFS)


def test_in_time_both_are_done(alice: User) -> None:
    ask(alice, "alice@elsewhere.example")
    assert User.objects.get().pending_email == "alice@elsewhere.example"
    change_password(user=alice, current_password=PASSWORD, new_password=CHOSEN)
    assert User.objects.get().check_password(CHOSEN)
