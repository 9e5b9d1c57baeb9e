"""Whose phone it is that becomes the second factor."""

import pytest
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django import Settings

from customkeeps.accounts.models import User
from tests.staff.test_second_factor import PAGE, logged_in, shown_by

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def asked_for(settings: Settings) -> None:
    settings.STAFF_SECOND_FACTOR = True


def phone_shown_to(browser: Client, user: User) -> TOTPDevice:
    assert browser.get(PAGE).status_code == 200
    return TOTPDevice.objects.get(user=user)


def test_the_secret_stays_the_same_in_one_log_in(petra: User) -> None:
    browser = logged_in(petra)
    first, again = phone_shown_to(browser, petra), phone_shown_to(browser, petra)
    assert first.key == again.key


def test_who_saw_the_secret_with_a_stolen_password_has_not_the_phones(petra: User) -> None:
    seen = phone_shown_to(logged_in(petra), petra)
    browser = logged_in(petra)
    used = phone_shown_to(browser, petra)
    assert used.key != seen.key
    assert browser.post(PAGE, {"code": shown_by(used)}).status_code == 200
    assert TOTPDevice.objects.get(user=petra).key == used.key


def test_a_code_of_a_secret_that_another_log_in_saw_sets_nothing_up(petra: User) -> None:
    thief = logged_in(petra)
    seen = phone_shown_to(thief, petra)
    phone_shown_to(logged_in(petra), petra)
    thief.post(PAGE, {"code": shown_by(seen)})
    assert not TOTPDevice.objects.filter(confirmed=True).exists()
    assert Client().post(PAGE, {"code": shown_by(seen)}).status_code == 302
