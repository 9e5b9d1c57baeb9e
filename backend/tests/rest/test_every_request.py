"""All that a user does together is limited too, and costs an ordinary shopper no statement."""

from time import monotonic

import pytest
from django.conf import LazySettings
from rest_framework.test import APIClient

from customkeeps.rest.every_request import PARTS, REQUESTS, Untold
from customkeeps.rest.models import RateCount
from tests.statements import statements_of

pytestmark = pytest.mark.django_db
PART = REQUESTS.times // PARTS


def passing(untold: Untold, times: int, key: str = "1") -> int:
    return sum(not untold.count(key) for _ in range(times))


def test_six_hundred_pass_in_a_minute() -> None:
    assert passing(Untold(), 700) == 600


def test_others_are_not_counted_with_them() -> None:
    untold = Untold()
    passing(untold, 601)
    assert passing(untold, 10, key="2") == 10


@pytest.mark.parametrize("turn", [1, PART])
def test_processes_count_together(turn: int) -> None:
    """Of each further process less than a part more may pass."""
    processes = [Untold() for _ in range(3)]
    passed = sum(passing(process, turn) for _ in range(700) for process in processes)
    assert 600 <= passed <= 600 + 2 * (PART - 1)


def test_an_ordinary_minute_costs_no_statement() -> None:
    untold = Untold()
    assert statements_of(lambda: passing(untold, PART - 1)) == []
    assert len(statements_of(lambda: passing(untold, 1))) == 1


def test_who_is_refused_stays_so_though_the_process_begins_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its minutes are not those of the user, whose minute began later."""
    began = monotonic()
    at = [began]
    monkeypatch.setattr("customkeeps.rest.every_request.monotonic", lambda: at[0])
    untold = Untold()
    at[0] = began + REQUESTS.seconds - 1
    assert passing(untold, 601) == 600
    at[0] = began + REQUESTS.seconds + 1
    assert passing(untold, PART) == 0


def test_after_the_minute_all_is_well(monkeypatch: pytest.MonkeyPatch) -> None:
    untold = Untold()
    passing(untold, 601)
    RateCount.objects.update(expires_at=0)
    later = monotonic() + REQUESTS.seconds
    monkeypatch.setattr("customkeeps.rest.every_request.monotonic", lambda: later)
    assert passing(untold, 1) == 1


def test_the_api_refuses_with_the_time_to_wait(
    as_alice: APIClient, client: APIClient, settings: LazySettings
) -> None:
    settings.RATE_LIMIT_SCALE = 5 / REQUESTS.times
    statuses = [as_alice.get("/api/cart/").status_code for _ in range(5)]
    assert statuses == [200] * 5
    refused = as_alice.get("/api/orders/")
    assert refused.status_code == 429
    assert refused.json()["code"] == "too_many_requests"
    assert 0 < int(refused["Retry-After"]) <= REQUESTS.seconds
    assert client.get("/api/products/").status_code == 200
