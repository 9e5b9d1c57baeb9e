"""Requests a second and their times, for the reads that shoppers wait for. Needs SHOP_URL."""

import json
import os
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from statistics import median, quantiles
from urllib.parse import urlsplit
from uuid import uuid4

CALLERS = 8
SECONDS = 5.0
PASSWORD = "benchmarks-keep-42"  # noqa: S105 (of an account in a shop that is thrown away)
Headers = dict[str, str]


@dataclass(frozen=True)
class Call:
    name: str
    method: str
    path: str
    headers: Headers
    body: str | None = None


class Caller:
    """One open connection to the shop."""

    def __init__(self, url: str) -> None:
        self._connection = HTTPConnection(urlsplit(url).netloc, timeout=30)

    def send(self, call: Call) -> bytes:
        """The answer's body. Raises RuntimeError for anything but success."""
        self._connection.request(call.method, call.path, call.body, call.headers)
        answer = self._connection.getresponse()
        body = answer.read()
        if answer.status >= 300:
            raise RuntimeError(f"{call.method} {call.path}: {answer.status} {body[:200]!r}")
        return body


def shopper(url: str) -> Headers:
    """A new shopper's headers, with two lines in the cart."""
    caller = Caller(url)

    def post(path: str, body: Mapping[str, object], headers: Headers) -> dict[str, str]:
        sent = {"Content-Type": "application/json", **headers}
        answer: dict[str, str] = json.loads(
            caller.send(Call(path, "POST", path, sent, json.dumps(body)))
        )
        return answer

    account = {"username": f"bench-{uuid4().hex[:8]}", "password": PASSWORD}
    post("/api/register/", {**account, "email": "bench@example.com"}, {})
    headers = {"Authorization": f"Bearer {post('/api/token/', account, {})['access']}"}
    for text in ("For Ana", "For Ben"):
        line = {"product_name": "T-Shirt", "quantity": 5, "base_color": "White"}
        post("/api/cart/", {**line, "customization_text": text}, headers)
    return headers


def calls(headers: Headers) -> list[Call]:
    as_json = {**headers, "Content-Type": "application/json"}
    return [
        Call("home page", "GET", "/", {}),
        Call("products", "GET", "/api/products/", {}),
        Call("one product", "GET", "/api/products/t-shirt/", {}),
        Call("cart", "GET", "/api/cart/", headers),
        Call("quote", "POST", "/api/cart/quote/", as_json, '{"coupon_code": "SAVE10"}'),
    ]


def measure(url: str, call: Call) -> list[float]:
    """Seconds of each answer, of all callers together during SECONDS."""
    times: list[float] = []
    failures: list[BaseException] = []

    def repeat() -> None:
        caller, end = Caller(url), time.perf_counter() + SECONDS
        try:
            while (started := time.perf_counter()) < end:
                caller.send(call)
                times.append(time.perf_counter() - started)
        except (RuntimeError, OSError) as failure:
            failures.append(failure)

    _together(repeat)
    if failures:
        raise failures[0]
    return times


def _together(work: Callable[[], None]) -> None:
    threads = [threading.Thread(target=work) for _ in range(CALLERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def main() -> int:
    url = os.environ["SHOP_URL"]
    print(f"{'':<14}{'requests/s':>12}{'median ms':>12}{'95 % ms':>12}")
    for call in calls(shopper(url)):
        Caller(url).send(call)
        times = measure(url, call)
        slow = quantiles(times, n=20)[-1]
        row = (len(times) / SECONDS, median(times) * 1000, slow * 1000)
        print(f"{call.name:<14}" + "".join(f"{figure:>12,.1f}" for figure in row), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
