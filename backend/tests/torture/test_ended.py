"""What ended is over in every process at once: no server process keeps anything of its own.

Over HTTP on two server processes of four threads. Each try is repeated on fresh connections, so
that all of them have seen the token while it was good.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import requests
from django.db.models import F

from customkeeps.accounts.models import Session
from tests.factories import PASSWORD
from tests.running_shop import RunningShop
from tests.torture.accounts import Browser, Person, at_once, people
from tests.torture.figures import Figures, percentile, times
from tests.torture.staff import Staff

pytestmark = pytest.mark.torture

ROUNDS = times(30, 2)
LONGEST_SECONDS = 1.0
SEEN_BY_ALL = 12
NEW_PASSWORD = "another-good-one-7"
End = Callable[[Person, Browser], requests.Response | int]


def log_out(_: Person, browser: Browser) -> requests.Response:
    return browser.log_out()


def log_out_everywhere(_: Person, browser: Browser) -> requests.Response:
    return browser.ask("POST", "/api/session/logout_everywhere/")


def change_password(_: Person, browser: Browser) -> requests.Response:
    body = {"current_password": PASSWORD, "new_password": NEW_PASSWORD}
    return browser.ask("POST", "/api/password/change/", body)


def delete(person: Person, _: Browser) -> requests.Response:
    return person.erase()


ENDS: dict[str, End] = {
    "log-out": log_out,
    "log-out everywhere": log_out_everywhere,
    "password change": change_password,
    "deletion": delete,
}


def logged_in(person: Person) -> Browser:
    browser = Browser(person.shop)
    assert browser.log_in(person.user.username).status_code == 200
    return browser


def statuses(browser: Browser) -> set[int]:
    """Of its access token, asked of all processes at once."""
    with ThreadPoolExecutor(SEEN_BY_ALL) as pool:
        asked = pool.map(lambda _: browser.ask("GET", "/api/user/"), range(SEEN_BY_ALL))
        return {answer.status_code for answer in asked}


def seconds_until_refused(browser: Browser, end: Callable[[], int]) -> float:
    """From the answer that says that it is over to the last answer that still lets it in."""
    assert statuses(browser) == {200}
    assert end() in (200, 204, 302)
    over = last_good = time.monotonic()
    for _ in range(3):
        asked_at = time.monotonic()
        if 200 in statuses(browser):
            last_good = asked_at
    assert browser.refresh().status_code == 401
    return last_good - over


@pytest.mark.parametrize("how", ENDS)
def test_tokens_end_at_once(shop: RunningShop, how: str, figures: Figures) -> None:
    took = []
    for person in people(shop, f"ender-{how.replace(' ', '-')}", ROUNDS):
        browser = logged_in(person)

        def end(person: Person = person, browser: Browser = browser) -> int:
            answer = ENDS[how](person, browser)
            return answer if isinstance(answer, int) else answer.status_code

        took.append(seconds_until_refused(browser, end))
    note(figures, how, took)
    assert max(took) <= LONGEST_SECONDS


def test_tokens_end_when_staff_deactivate(shop: RunningShop, figures: Figures) -> None:
    took, petra = [], Staff(shop, "petra-of-doors")
    for person in people(shop, "deactivated", ROUNDS):
        browser = logged_in(person)
        took.append(seconds_until_refused(browser, lambda p=person: petra.deactivate(p.user)))
        assert person.get("/api/user/")["code"] == "bad_token"
    note(figures, "deactivation in the admin", took)
    assert max(took) <= LONGEST_SECONDS


def note(figures: Figures, how: str, took: list[float]) -> None:
    figures.note(
        row="ended",
        asked=f"tokens refused within 1 s after {how}",
        measured=f"{len(took)} times on 2 processes, 3 x {SEEN_BY_ALL} tries after each: the last "
        f"that was let in {percentile(took, 100):.2f} s after the answer",
    )


def test_a_reused_token_ends_its_family_in_every_process(shop: RunningShop) -> None:
    for person in people(shop, "robbed", ROUNDS):
        browser = logged_in(person)
        thief = browser.other_tab()
        for _ in range(2):
            assert browser.refresh().status_code == 200
        assert statuses(browser) == {200}
        assert thief.refresh().status_code == 401
        assert statuses(browser) == {401}
        assert browser.refresh().status_code == 401


def test_two_tabs_have_ten_seconds(shop: RunningShop) -> None:
    """Many at once with one token all get in, over all processes; after the grace it is theft."""
    for person in people(shop, "two-tabs", ROUNDS):
        browser = logged_in(person)
        tabs = [browser.other_tab() for _ in range(8)]
        assert {answer.status_code for answer in at_once([tab.refresh for tab in tabs])} == {200}
        assert {tab.ask("GET", "/api/user/").status_code for tab in tabs} == {200}
        late = browser.other_tab()
        sessions = Session.objects.using(shop.alias).filter(user=person.user)
        sessions.update(rotated_at=F("rotated_at") - timedelta(seconds=11))
        assert late.refresh().status_code == 401
        assert {tab.ask("GET", "/api/user/").status_code for tab in tabs} == {401}


def test_a_process_that_keeps_people_lets_them_in(hasty_shop: RunningShop) -> None:
    """The control: with what it has seen kept for a while, the same test finds it."""
    [person] = people(hasty_shop, "kept")
    browser = logged_in(person)
    assert statuses(browser) == {200}
    assert browser.log_out().status_code == 204
    assert 200 in statuses(browser)
