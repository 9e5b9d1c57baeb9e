"""Limits counted in Redis, and what happens when it is away; on a real server."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from pytest_django import Settings
from rest_framework.exceptions import Throttled

from customkeeps.rest import counts
from customkeeps.rest.models import RateCount
from customkeeps.rest.throttling import Limit, check, count, forget, forget_all
from tests.redis_server import RedisServer
from tests.rest.test_limits import THREE, passes

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    started = RedisServer(tmp_path_factory.mktemp("redis"))
    yield started
    started.stop()


@pytest.fixture(autouse=True)
def counted_in_redis(
    server: RedisServer, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Empty, and not left alone by an earlier test."""
    settings.REDIS_URL = server.url
    monkeypatch.setattr(counts._Rest, "until", 0.0)
    counts._server(server.url).flushall()


def wait_of(limit: Limit, key: str = "alice") -> int:
    with pytest.raises(Throttled) as refusal:
        count(limit, key)
    assert refusal.value.wait is not None
    return int(refusal.value.wait)


def test_one_too_many_waits_until_the_window_ends(server: RedisServer) -> None:
    short = Limit("short", times=3, seconds=2)
    assert [passes(short) for _ in range(4)] == [True, True, True, False]
    assert passes(short, key="bob")
    assert wait_of(short) in (1, 2)
    assert wait_of(Limit("short", times=1, seconds=60)) in (1, 2)  # the window that is open
    time.sleep(2.1)
    assert [passes(short) for _ in range(4)] == [True, True, True, False]
    assert not RateCount.objects.exists()
    assert all(b"alice" not in key and b"bob" not in key for key in list(server.keys()))


def test_the_longest_window_says_how_long() -> None:
    hour = Limit("hour", times=1, seconds=3600)
    assert passes(hour)
    assert 3595 <= wait_of(hour) <= 3600


def test_checking_counts_nothing_and_forgetting_begins_anew() -> None:
    for _ in range(3):
        check(THREE, "alice")
        count(THREE, "alice")
    with pytest.raises(Throttled):
        check(THREE, "alice")
    forget(THREE, "alice")
    check(THREE, "alice")
    assert passes()


def test_a_limit_that_is_only_checked_is_not_used_up(server: RedisServer) -> None:
    guard = Limit("guard", times=2, seconds=60)
    for _ in range(5):
        count(Limit("own", times=9, seconds=60), "alice", checked=guard)
    for _ in range(2):
        count(guard, "alice")
    with pytest.raises(Throttled):
        count(Limit("own", times=9, seconds=60), "alice", checked=guard)


def test_who_is_erased_is_forgotten_in_every_scope(server: RedisServer) -> None:
    for scope in ("one", "two"):
        count(Limit(scope, times=3, seconds=60), "alice")
    count(THREE, "bob")
    forget_all("alice")
    assert [key.split(b":")[2] for key in list(server.keys())] == [b"test"]


def test_parallel_counts_are_all_counted() -> None:
    with ThreadPoolExecutor(8) as pool:
        race = Limit("race", times=10, seconds=600)
        assert sum(pool.map(lambda _: passes(race), range(40))) == 10


def test_while_it_is_away_the_database_counts(
    server: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert passes()
    server.kill()
    try:
        assert [passes() for _ in range(4)] == [True, True, True, False]
        assert RateCount.objects.get().count == 4
        forget(THREE, "alice")
        assert not RateCount.objects.exists()
    finally:
        server.start()
    # It is asked again after a while only.
    assert passes()
    assert server.keys() == []
    monkeypatch.setattr(counts._Rest, "until", 0.0)
    assert passes()
    assert len(server.keys()) == 1


def test_one_that_hangs_is_waited_for_once(server: RedisServer) -> None:
    server.pause()
    try:
        start = time.monotonic()
        assert [passes() for _ in range(4)] == [True, True, True, False]
        assert time.monotonic() - start < 2 * counts.REDIS_TIMEOUT_SECONDS
    finally:
        server.pause(over=True)
