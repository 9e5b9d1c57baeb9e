"""The staff's door: the second factor, recovery codes, and being logged out when idle."""

import re
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.contrib.admin.models import LogEntry
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django import Settings
from time_machine import travel

from customkeeps.accounts.models import User
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db

PAGE = "/admin/second-factor/"
CODE = re.compile(r"<code>((?:[a-z0-9]{4}-){3}[a-z0-9]{4})</code>")


@pytest.fixture(autouse=True)
def asked_for(settings: Settings) -> None:
    settings.STAFF_SECOND_FACTOR = True


@pytest.fixture
def browser(petra: User) -> Client:
    return logged_in(petra)


def logged_in(user: User) -> Client:
    """By the form, with the password alone."""
    browser = Client()
    sent = {"username": user.username, "password": PASSWORD}
    assert browser.post("/admin/login/?next=/admin/", sent).status_code == 302
    return browser


def shown_by(phone: TOTPDevice) -> str:
    totp = TOTP(phone.bin_key, phone.step, phone.t0, phone.digits, phone.drift)
    totp.time = timezone.now().timestamp()
    return f"{totp.token():06d}"


def set_up(browser: Client, user: User) -> list[str]:
    """Scans the code, types what the phone shows, and keeps the recovery codes."""
    assert browser.get(PAGE).status_code == 200
    phone = TOTPDevice.objects.get(user=user)
    answer = browser.post(PAGE, {"code": shown_by(phone)})
    assert answer.status_code == 200
    return CODE.findall(answer.content.decode())


def test_a_password_alone_opens_nothing(browser: Client) -> None:
    for path in ("/admin/", "/admin/orders/order/", "/admin/accounts/user/add/", "/admin/nothing/"):
        for answer in (browser.get(path), browser.post(path)):
            assert (answer.status_code, answer["Location"]) == (
                302,
                f"{PAGE}?next={path.replace('/', '%2F')}",
            )


def test_setting_it_up_shows_a_code_to_scan_and_lets_in(browser: Client, petra: User) -> None:
    page = browser.get(PAGE).content.decode()
    assert "<svg" in page
    assert "<script>" not in page
    codes = set_up(browser, petra)
    assert len(set(codes)) == 10
    assert browser.get("/admin/").status_code == 200
    told = LogEntry.objects.filter(object_id=str(petra.pk)).values_list("change_message", flat=True)
    assert list(told) == ["Set up a second factor."]


def test_the_session_gets_a_new_key_at_each_step(petra: User) -> None:
    browser = Client()
    browser.get("/admin/login/")
    keys = [browser.session.session_key]
    sent = {"username": petra.username, "password": PASSWORD}
    browser.post("/admin/login/", sent)
    keys.append(browser.session.session_key)
    set_up(browser, petra)
    keys.append(browser.session.session_key)
    assert len(set(keys)) == 3


@pytest.mark.parametrize("https", [False, True])
def test_its_cookies_are_guarded(petra: User, settings: Settings, *, https: bool) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = https
    cookies = logged_in(petra).cookies
    assert cookies["sessionid"]["httponly"]
    for name in ("sessionid", "csrftoken"):
        assert cookies[name]["samesite"] == "Lax"
        assert bool(cookies[name]["secure"]) is https


def test_its_forms_need_their_token(petra: User) -> None:
    stranger = Client(enforce_csrf_checks=True)
    sent = {"username": petra.username, "password": PASSWORD}
    assert stranger.post("/admin/login/", sent).status_code == 403
    stranger.force_login(petra)
    for page in (PAGE, "/admin/logout/"):
        assert stranger.post(page, {"code": "123456"}).status_code == 403


def test_the_next_log_in_asks_for_what_the_phone_shows(browser: Client, petra: User) -> None:
    set_up(browser, petra)
    again = logged_in(petra)
    assert "<svg" not in again.get(PAGE).content.decode().split("<form")[0].split("ck-h1")[1]
    wrong = again.post(PAGE, {"code": "000000"})
    assert b"That code is not right" in wrong.content
    with travel(timezone.now() + timedelta(minutes=1), tick=False):
        right = shown_by(TOTPDevice.objects.get(user=petra))
        entered = again.post(f"{PAGE}?next=/admin/orders/order/", {"code": right})
        assert (entered.status_code, entered["Location"]) == (302, "/admin/orders/order/")
        assert again.get("/admin/orders/order/").status_code == 200
        # What was read over a shoulder is good for nothing.
        assert b"not right" in logged_in(petra).post(PAGE, {"code": right}).content


def test_a_recovery_code_is_good_once_and_kept_as_a_hash(browser: Client, petra: User) -> None:
    codes = set_up(browser, petra)
    stored = set(StaticToken.objects.values_list("token", flat=True))
    assert len(stored) == 10
    assert not stored & {code.replace("-", "") for code in codes}
    first = logged_in(petra)
    assert first.post(PAGE, {"code": codes[0].upper()}).status_code == 302
    assert first.get("/admin/").status_code == 200
    second = logged_in(petra)
    assert b"not right" in second.post(PAGE, {"code": codes[0]}).content
    assert StaticToken.objects.count() == 9


def test_new_codes_end_the_old_ones(browser: Client, petra: User) -> None:
    old = set_up(browser, petra)
    assert b"10 recovery codes left" in browser.get(PAGE).content
    new = CODE.findall(browser.post(PAGE).content.decode())
    assert len(new) == 10
    again = logged_in(petra)
    assert b"not right" in again.post(PAGE, {"code": old[0]}).content
    assert again.post(PAGE, {"code": new[0]}).status_code == 302


def test_guesses_are_counted(browser: Client, petra: User) -> None:
    codes = set_up(browser, petra)
    guesser = logged_in(petra)
    # One of the ten was used to set it up.
    for _ in range(9):
        assert b"not right" in guesser.post(PAGE, {"code": "000000"}).content
    assert b"Too many tries" in guesser.post(PAGE, {"code": codes[0]}).content


def test_it_leads_nowhere_else(browser: Client, petra: User) -> None:
    codes = set_up(browser, petra)
    for wanted in ("https://evil.example/", "//evil.example/", "/orders"):
        entered = logged_in(petra).post(f"{PAGE}?next={wanted}", {"code": codes.pop()})
        assert entered["Location"] == "/admin/"


def test_it_is_for_staff_only(alice: User, client: Client) -> None:
    assert client.get(PAGE)["Location"].startswith("/admin/login/")
    client.force_login(alice)
    assert client.get(PAGE)["Location"].startswith("/admin/login/")
    assert not TOTPDevice.objects.exists()


def test_one_persons_phone_is_nobody_elses(browser: Client, petra: User) -> None:
    codes = set_up(browser, petra)
    other = make_user("paolo", is_staff=True)
    thief = logged_in(other)
    assert b"not right" in thief.post(PAGE, {"code": codes[0]}).content
    assert thief.get("/admin/").status_code == 302


def test_a_lost_phone_is_reset_by_command(browser: Client, petra: User) -> None:
    set_up(browser, petra)
    call_command("reset_second_factor", "PETRA", verbosity=0)
    assert not TOTPDevice.objects.exists()
    assert not StaticToken.objects.exists()
    assert browser.get("/admin/").status_code == 302
    with pytest.raises(CommandError):
        call_command("reset_second_factor", "nobody")


def test_a_demonstration_lets_in_and_says_so(settings: Settings, petra: User) -> None:
    settings.STAFF_SECOND_FACTOR, settings.DEMO = False, True
    browser = logged_in(petra)
    words = b"lets staff in with a password alone"
    assert words in browser.get("/admin/").content
    assert words not in browser.get("/admin/").content
    set_up(browser, petra)
    assert logged_in(petra).get("/admin/").status_code == 302


@pytest.mark.parametrize(("minutes", "status"), [(29, 200), (31, 302)])
def test_who_does_nothing_is_logged_out(
    settings: Settings, petra: User, minutes: int, status: int
) -> None:
    settings.STAFF_SECOND_FACTOR = False
    browser, now = logged_in(petra), timezone.now()
    assert browser.get("/admin/").status_code == 200
    with travel(now + timedelta(minutes=minutes)):
        answer = browser.get("/admin/orders/order/")
        assert answer.status_code == status
        if status == 302:
            assert answer["Location"] == "/admin/login/?next=/admin/orders/order/"
            assert "_auth_user_id" not in browser.session


def test_no_log_in_outlives_the_working_day(settings: Settings, petra: User) -> None:
    settings.STAFF_SECOND_FACTOR = False
    browser, start = logged_in(petra), timezone.now()
    for minute in range(0, 60 * django_settings.STAFF_LOGIN_HOURS, 20):
        with travel(start + timedelta(minutes=minute)):
            assert browser.get("/admin/orders/order/").status_code == 200
    with travel(start + timedelta(hours=django_settings.STAFF_LOGIN_HOURS, minutes=5)):
        assert browser.get("/admin/orders/order/").status_code == 302
