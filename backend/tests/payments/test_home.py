"""A copy of the database with the live key asks nothing of Stripe, at an address not its own."""

from io import StringIO
from unittest.mock import Mock

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from customkeeps.payments import home, stripe_gateway
from customkeeps.payments.models import Installation
from customkeeps.payments.queries import installation_id
from customkeeps.payments.stripe_gateway import StripeUnreachableError

pytestmark = pytest.mark.django_db
HOME, ELSEWHERE = "https://shop.example.com", "https://staging.example.com"


@pytest.fixture(autouse=True)
def live(settings: LazySettings) -> LazySettings:
    """With a key for real money, at the shop's address, in a process that begins."""
    settings.STRIPE_SECRET_KEY = "sk_live_tests"
    settings.PUBLIC_URL = HOME
    begin_again()
    return settings


def begin_again() -> None:
    """What a process remembers is gone."""
    installation_id.cache_clear()
    home._check_home.cache_clear()


@pytest.fixture
def stripe_calls(monkeypatch: pytest.MonkeyPatch) -> Mock:
    calls = Mock(return_value=None)
    monkeypatch.setattr(stripe_gateway._calls, "run", calls)
    return calls


def ask() -> None:
    stripe_gateway._call(lambda client: client)


def test_the_first_address_that_takes_real_money_is_kept(stripe_calls: Mock) -> None:
    ask()
    ask()
    assert stripe_calls.call_count == 2
    assert Installation.objects.get().public_url == HOME


def test_elsewhere_stripe_is_not_asked(live: LazySettings, stripe_calls: Mock) -> None:
    home.check_home()
    begin_again()
    live.PUBLIC_URL = ELSEWHERE
    for _ in range(2):
        with pytest.raises(StripeUnreachableError, match=HOME):
            ask()
    assert stripe_calls.call_count == 0
    assert Installation.objects.get().public_url == HOME


def test_elsewhere_no_worker_starts(live: LazySettings) -> None:
    home.check_home()
    begin_again()
    live.PUBLIC_URL = ELSEWHERE
    with pytest.raises(CommandError, match="move_shop"):
        call_command("work", "--once")


def test_test_keys_work_everywhere(live: LazySettings, stripe_calls: Mock) -> None:
    home.check_home()
    begin_again()
    live.PUBLIC_URL, live.STRIPE_SECRET_KEY = ELSEWHERE, "sk_test_tests"
    ask()
    assert stripe_calls.call_count == 1
    assert Installation.objects.get().public_url == HOME


def test_a_shop_that_moves_says_so(live: LazySettings, stripe_calls: Mock) -> None:
    home.check_home()
    begin_again()
    live.PUBLIC_URL = ELSEWHERE
    told = StringIO()
    call_command("move_shop", stdout=told)
    assert told.getvalue().strip() == f"{HOME} -> {ELSEWHERE}"
    ask()
    assert stripe_calls.call_count == 1
