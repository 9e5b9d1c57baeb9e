"""Where counts are kept: in Redis when REDIS_URL names one, else in the database.

Each count is one statement, or one script of Redis's, so that parallel requests cannot pass. While
Redis is away the database counts: no limit is lifted, and nobody is locked out. What Redis had
counted is not known meanwhile, so a limit may be had twice where it comes and goes.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from time import monotonic, time
from typing import Any, TypeVar

import redis
from django.conf import settings
from django.db import connection
from redis import exceptions
from redis.backoff import NoBackoff
from redis.retry import Retry

from customkeeps.rest.models import RateCount
from customkeeps.rest.pruning import prune_when_due

logger = logging.getLogger(__name__)
T = TypeVar("T")

# A window begins with its first count; the next count after its end begins a new one.
COUNT = """
INSERT INTO rest_ratecount (key, window_start, expires_at, count) VALUES {rows}
ON CONFLICT (key) DO UPDATE SET
  count = CASE WHEN rest_ratecount.expires_at <= excluded.window_start
    THEN excluded.count ELSE rest_ratecount.count + excluded.count END,
  window_start = CASE WHEN rest_ratecount.expires_at <= excluded.window_start
    THEN excluded.window_start ELSE rest_ratecount.window_start END,
  expires_at = CASE WHEN rest_ratecount.expires_at <= excluded.window_start
    THEN excluded.expires_at ELSE rest_ratecount.expires_at END
RETURNING key, count, expires_at
"""
ROW = "(%s, %s, %s, %s)"
# The same in Redis, whose keys end by themselves. Gives each key's count and milliseconds left.
COUNT_IN_REDIS = """
local counted = {}
for i, key in ipairs(KEYS) do
  local times, seconds = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
  local count = times > 0 and redis.call('INCRBY', key, times)
    or tonumber(redis.call('GET', key) or 0)
  if times > 0 and redis.call('PTTL', key) < 0 then redis.call('EXPIRE', key, seconds) end
  counted[#counted + 1] = {count, redis.call('PTTL', key)}
end
return counted
"""
PREFIX = "customkeeps:limit:"
# Redis is near, or it is of no use here.
REDIS_TIMEOUT_SECONDS = 2.0
REST_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Counted:
    """How often it was, this time included, and in how many seconds the window ends."""

    times: int
    seconds_left: int


@dataclass(frozen=True, slots=True)
class Tally:
    """`times` more of `key`, in a window of `seconds` when none is open. 0 only looks at it."""

    key: str
    times: int
    seconds: int


class _Rest:
    """Until when this process leaves a Redis alone that did not answer."""

    until = 0.0


def add(tallies: Iterable[Tally]) -> list[Counted]:
    """All of them at once, in their order."""
    wanted = list(tallies)
    return _wherever(lambda server: _add_in_redis(server, wanted), lambda: _add_in_rows(wanted))


def look(key: str) -> Counted:
    """What was counted of a key so far."""
    tally = Tally(key, 0, 0)
    return _wherever(lambda server: _add_in_redis(server, [tally])[0], lambda: _look_in_rows(key))


def forget(key: str) -> None:
    """In the database too, which may have counted while Redis was away."""
    _wherever(lambda server: server.delete(PREFIX + key), lambda: None)
    RateCount.objects.filter(pk=key).delete()


def forget_ending(end: str) -> None:
    """All keys with that end; of Redis all keys are looked at for that."""

    def in_redis(server: Any) -> None:
        for key in server.scan_iter(match=f"{PREFIX}*{end}", count=1000):
            server.delete(key)

    _wherever(in_redis, lambda: None)
    RateCount.objects.filter(pk__endswith=end).delete()


def _wherever(in_redis: Callable[[Any], T], in_database: Callable[[], T]) -> T:
    if settings.REDIS_URL and monotonic() >= _Rest.until:
        try:
            return in_redis(_server(settings.REDIS_URL))
        except (exceptions.RedisError, OSError) as error:
            _Rest.until = monotonic() + REST_SECONDS
            logger.warning("Redis is away, the database counts limits: %s", type(error).__name__)
    return in_database()


@lru_cache
def _server(url: str) -> Any:
    return redis.Redis.from_url(
        url,
        socket_connect_timeout=REDIS_TIMEOUT_SECONDS,
        socket_timeout=REDIS_TIMEOUT_SECONDS,
        # A connection that was kept may have ended with a Redis that is back by now.
        retry=Retry(NoBackoff(), 1, supported_errors=(exceptions.ConnectionError,)),
    )


def _add_in_redis(server: Any, tallies: list[Tally]) -> list[Counted]:
    keys = [PREFIX + tally.key for tally in tallies]
    numbers = [number for tally in tallies for number in (tally.times, tally.seconds)]
    answers = server.eval(COUNT_IN_REDIS, len(keys), *keys, *numbers)
    return [Counted(times, -(-max(left, 0) // 1000)) for times, left in answers]


def _look_in_rows(key: str) -> Counted:
    now = int(time())
    row = RateCount.objects.filter(pk=key, expires_at__gt=now).first()
    return Counted(row.count, row.expires_at - now) if row else Counted(0, 0)


def _add_in_rows(tallies: list[Tally]) -> list[Counted]:
    prune_when_due()
    now = int(time())
    values: list[str | int] = []
    for tally in tallies:
        values += [tally.key, now, now + tally.seconds, tally.times]
    with connection.cursor() as cursor:
        cursor.execute(COUNT.format(rows=", ".join([ROW] * len(tallies))), values)
        found = {key: (times, ends - now) for key, times, ends in cursor.fetchall()}
    # Who had to wait for the row has an older "now" than the window.
    return [
        Counted(found[tally.key][0], min(found[tally.key][1], tally.seconds)) for tally in tallies
    ]
