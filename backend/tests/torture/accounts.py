"""People with passwords and browsers, several of whose requests come at once."""

import random
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import requests
from django.contrib.auth.hashers import make_password

from customkeeps.accounts.models import User
from tests.factories import PASSWORD
from tests.running_shop import Buyer, RunningShop

COOKIE = "customkeeps_session"
Ask = Callable[[], requests.Response]


class Person(Buyer):
    """A shopper who has a password, and calls with a program's token."""

    def erase(self) -> requests.Response:
        return self.ask("DELETE", "/api/user/", {"password": PASSWORD})

    def ask(self, method: str, path: str, body: dict[str, Any]) -> requests.Response:
        url = self.shop.url + path
        return requests.request(method, url, json=body, headers=self.headers, timeout=60)


class Browser:
    """One browser: a cookie, and the access token that came with it."""

    def __init__(self, shop: RunningShop, cookie: str = "") -> None:
        self.shop, self.cookie, self.access = shop, cookie, ""

    def log_in(self, username: str, password: str = PASSWORD) -> requests.Response:
        return self._enter("login", {"username": username, "password": password})

    def be_guest(self) -> requests.Response:
        return self._enter("guest", {})

    def refresh(self) -> requests.Response:
        return self._enter("refresh", {})

    def log_out(self) -> requests.Response:
        return self._session("logout", {})

    def other_tab(self) -> "Browser":
        """With the cookie as it is now."""
        tab = Browser(self.shop, self.cookie)
        tab.access = self.access
        return tab

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> requests.Response:
        headers = {"Authorization": f"Bearer {self.access}"}
        url = self.shop.url + path
        return requests.request(method, url, json=body, headers=headers, timeout=60)

    def _enter(self, how: str, body: dict[str, str]) -> requests.Response:
        answer = self._session(how, body)
        if answer.status_code == 200:
            self.cookie, self.access = answer.cookies[COOKIE], answer.json()["access"]
        return answer

    def _session(self, how: str, body: dict[str, str]) -> requests.Response:
        cookies = {COOKIE: self.cookie} if self.cookie else {}
        headers = {"Origin": self.shop.url}
        path = f"{self.shop.url}/api/session/{how}/"
        return requests.post(path, json=body, cookies=cookies, headers=headers, timeout=60)


def people(shop: RunningShop, name: str, count: int = 1) -> list[Person]:
    """New shoppers; their passwords cost next to nothing to check."""
    buyers = shop.buyers(name, count)
    users = User.objects.using(shop.alias).filter(pk__in=[buyer.user.pk for buyer in buyers])
    users.update(password=make_password(PASSWORD))
    return [Person(shop, user) for user in users.order_by("pk")]


def at_once(asks: Sequence[Ask], spread_seconds: float = 0) -> list[requests.Response]:
    """The answers, in the order of the questions, all of which leave at the same moment, or within
    `spread_seconds` of it by chance.
    """
    gate = Barrier(len(asks))

    def knock(ask: Ask) -> requests.Response:
        pause = random.uniform(0, spread_seconds)
        gate.wait(30)
        time.sleep(pause)
        return ask()

    with ThreadPoolExecutor(len(asks)) as pool:
        return list(pool.map(knock, asks))
