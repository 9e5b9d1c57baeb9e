"""Limits count exactly, also under parallel requests."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import RequestFactory
from django.utils import timezone
from pytest_django import Settings
from rest_framework.exceptions import Throttled

from customkeeps.rest.client_address import client_address
from customkeeps.rest.models import RateCount
from customkeeps.rest.pruning import prune
from customkeeps.rest.throttling import Limit, check, count, forget

THREE = Limit("test", times=3, seconds=60)


def passes(limit: Limit = THREE, key: str = "alice") -> bool:
    try:
        count(limit, key)
    except Throttled:
        return False
    return True


@pytest.mark.django_db
def test_one_too_many_waits_until_the_window_ends() -> None:
    start = timezone.now().replace(microsecond=0)
    with time_machine.travel(start, tick=False):
        assert [passes() for _ in range(4)] == [True, True, True, False]
        assert passes(key="bob")
    with time_machine.travel(start + timedelta(seconds=59), tick=False):
        with pytest.raises(Throttled) as refusal:
            count(THREE, "alice")
        assert refusal.value.wait == 1
    with time_machine.travel(start + timedelta(seconds=60), tick=False):
        assert [passes() for _ in range(4)] == [True, True, True, False]


@pytest.mark.django_db
def test_checking_counts_nothing_and_forgetting_begins_anew() -> None:
    for _ in range(3):
        check(THREE, "alice")
        count(THREE, "alice")
    with pytest.raises(Throttled):
        check(THREE, "alice")
    forget(THREE, "alice")
    check(THREE, "alice")


@pytest.mark.django_db
def test_the_scale_multiplies_limits(settings: Settings) -> None:
    settings.RATE_LIMIT_SCALE = 2.0
    assert [passes() for _ in range(7)] == [True] * 6 + [False]


@pytest.mark.django_db
def test_ended_windows_are_pruned() -> None:
    with time_machine.travel(timezone.now() - timedelta(minutes=5)):
        count(THREE, "alice")
    count(THREE, "bob")
    prune()
    assert RateCount.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_parallel_counts_are_all_counted() -> None:
    if connection.vendor == "sqlite" and connection.is_in_memory_db():  # type: ignore[attr-defined]
        pytest.skip("threads cannot wait for one another on SQLite in memory")

    def try_once(_: int) -> bool:
        try:
            return passes(Limit("race", times=10, seconds=600))
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        passed = list(pool.map(try_once, range(40)))
    assert (sum(passed), RateCount.objects.get().count) == (10, 40)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "6.6.6.6", "10.0.0.1"),
        (1, None, "10.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        (2, "6.6.6.6, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (2, "6.6.6.6", "10.0.0.1"),
        (1, "nonsense", "unknown"),
        (1, "2001:db8::1:2:3:4", "2001:db8::/64"),
        (1, "::ffff:203.0.113.9", "203.0.113.9"),
    ],
)
def test_the_clients_address(
    settings: Settings, proxies: int, forwarded: str | None, address: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR="10.0.0.1")
    assert client_address(request) == address
