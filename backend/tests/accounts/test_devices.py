"""Where somebody is logged in, and logging out from afar."""

from typing import Any

import pytest
from django.test import Client

from customkeeps.accounts.devices import device_name, network_of
from customkeeps.accounts.models import Session, User
from tests.accounts.people import OURS, PASSWORD, bearer, profile_status, send, tokens
from tests.clients import ShopClient
from tests.factories import make_user
from tests.statements import statements_of

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)


class Browser:
    """Logged in as somebody."""

    def __init__(self, username: str = "alice", user_agent: str = FIREFOX) -> None:
        self.client = Client(REMOTE_ADDR="203.0.113.77")
        answer = send(
            self.client,
            "/api/session/login/",
            {"username": username, "password": PASSWORD},
            headers=OURS | {"User-Agent": user_agent},
        )
        assert answer.status_code == 200, answer.content
        self.access: str = answer.json()["access"]

    def call(self, method: str, path: str) -> Any:
        return self.client.generic(method, path, headers=bearer(self.access) | OURS)

    def devices(self) -> list[dict[str, Any]]:
        return self.call("GET", "/api/session/devices/").json()

    def is_logged_in(self) -> bool:
        """By both of its tokens, and never by one alone."""
        refreshed = send(self.client, "/api/session/refresh/", {}, headers=OURS).status_code == 200
        assert (profile_status(self.client, self.access) == 200) is refreshed
        return refreshed


@pytest.fixture
def laptop(alice: User) -> Browser:
    return Browser()


@pytest.fixture
def phone(alice: User) -> Browser:
    return Browser(user_agent=IPHONE)


def test_devices_are_listed_with_what_one_knows_them_by(laptop: Browser, phone: Browser) -> None:
    listed = laptop.devices()
    assert [list(device) for device in listed] == [
        ["id", "device", "network", "created_at", "last_used_at", "is_current"]
    ] * 2
    assert [(each["device"], each["network"], each["is_current"]) for each in listed] == [
        ("Safari on iPhone", "203.0.113.0/24", False),
        ("Firefox on Windows", "203.0.113.0/24", True),
    ]


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (FIREFOX, "Firefox on Windows"),
        (IPHONE, "Safari on iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36", "Chrome on Linux"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Safari/537.36", "Chrome on Android"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("curl/8.0", "Unknown device"),
        ("", "Unknown device"),
        ("<script>" * 1000, "Unknown device"),
    ],
)
def test_a_browser_is_known_by_its_name_only(user_agent: str, name: str) -> None:
    assert device_name(user_agent) == name


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2::/64", "2001:db8:1::/48"),
        ("unknown", ""),
    ],
)
def test_of_an_address_its_neighbourhood_is_kept(address: str, network: str) -> None:
    assert network_of(address) == network


def test_one_device_is_logged_out_and_the_other_stays(laptop: Browser, phone: Browser) -> None:
    lost = laptop.devices()[0]["id"]
    assert laptop.call("DELETE", f"/api/session/devices/{lost}/").status_code == 204
    assert (phone.is_logged_in(), laptop.is_logged_in()) == (False, True)
    assert [device["device"] for device in laptop.devices()] == ["Firefox on Windows"]
    assert laptop.call("DELETE", f"/api/session/devices/{lost}/").status_code == 404


def test_other_peoples_devices_are_not_there(laptop: Browser, bob: User) -> None:
    bobs = Browser("bob")
    [device] = bobs.devices()
    missing = "00000000-0000-4000-8000-000000000000"
    answers = [
        laptop.call("DELETE", f"/api/session/devices/{each}/") for each in (device["id"], missing)
    ]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert len({answer.content for answer in answers}) == 1
    assert bobs.is_logged_in()


def test_logging_out_everywhere_ends_all_tokens(
    laptop: Browser, phone: Browser, bob: User, client: Client
) -> None:
    program, bobs = tokens(client), Browser("bob")
    answer = laptop.call("POST", "/api/session/logout_everywhere/")
    assert (answer.status_code, answer.cookies["customkeeps_session"]["max-age"]) == (204, 0)
    assert phone.is_logged_in() is False
    assert profile_status(client, laptop.access) == 401
    assert profile_status(client, program["access"]) == 401
    refreshed = send(client, "/api/token/refresh/", {"refresh": program["refresh"]})
    assert refreshed.status_code == 401
    assert bobs.is_logged_in()
    assert len(Browser().devices()) == 1


def test_the_admins_sessions_end_everywhere_too(petra: User, client: Client) -> None:
    client.force_login(petra)
    assert client.get("/admin/").status_code == 200
    Browser("petra").call("POST", "/api/session/logout_everywhere/")
    assert client.get("/admin/").status_code == 302


def test_a_deactivated_account_gets_none_of_its_tokens_back(
    laptop: Browser, alice: User, client: Client
) -> None:
    """The admin saves the row, as every form does."""
    program = tokens(client)
    alice.refresh_from_db()
    for is_active in (False, True):
        alice.is_active = is_active
        alice.save()
        assert laptop.is_logged_in() is False
        assert profile_status(client, program["access"]) == 401
        refreshed = send(client, "/api/token/refresh/", {"refresh": program["refresh"]})
        assert refreshed.status_code == 401
    assert Browser().is_logged_in()


def test_a_deleted_account_takes_its_devices_along(laptop: Browser, alice: User) -> None:
    alice.delete()
    assert laptop.is_logged_in() is False
    assert not Session.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_two_statements(alice: User, count: int) -> None:
    browsers = [Browser() for _ in range(count)]
    assert len(browsers[0].devices()) == count
    assert len(statements_of(browsers[0].devices)) == 2


def test_a_program_is_no_device(as_alice: ShopClient) -> None:
    make_user("carol")
    Browser("carol")
    assert as_alice.get("/api/session/devices/").json() == []
