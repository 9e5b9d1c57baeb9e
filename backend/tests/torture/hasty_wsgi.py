"""The shop without care for what people are and have: the control of `test_people`."""

import time
from contextlib import nullcontext
from functools import lru_cache
from importlib import import_module
from types import SimpleNamespace
from typing import Any

from django.db.models import QuerySet

from customkeeps.wsgi import application

__all__ = ["application"]

LONG_ENOUGH_TO_RACE = 0.2

# Only after the application has set Django up can its modules be read.
claim = import_module("customkeeps.customers.actions.claim")
erasure = import_module("customkeeps.customers.actions.erasure")
accounts = import_module("customkeeps.accounts.actions")
people = import_module("customkeeps.customers.actions.people")
authentication = import_module("customkeeps.accounts.authentication")
counts = import_module("customkeeps.rest.counts")
Limit = import_module("customkeeps.rest.throttling").Limit
RateCount = import_module("customkeeps.rest.models").RateCount

QuerySet.select_for_update = lambda rows, **_: rows


def _grow_old(function: Any, seconds: float = LONG_ENOUGH_TO_RACE) -> Any:
    def later(*args: Any, **kwargs: Any) -> Any:
        time.sleep(seconds)
        return function(*args, **kwargs)

    return later


# Without the transactions too: SQLite's would be a lock on everything.
claim._claim = claim._claim.__wrapped__
claim.give_orders = _grow_old(claim.give_orders)

# The name was free a moment ago.
accounts.check_new_password = _grow_old(accounts.check_new_password)
accounts.IntegrityError = KeyError
accounts.transaction = people.transaction = SimpleNamespace(atomic=nullcontext)

# Nobody looks whether a payment was begun meanwhile.
erasure.UNFINISHED = ()
erasure.erase_now = _grow_old(erasure.erase_now, 1.5)

# Each process remembers for ever who a token belongs to.
find = authentication.find_user_of_token
remembered = lru_cache(lambda claims: find(dict(claims)))
authentication.find_user_of_token = lambda token: remembered(frozenset(token.payload.items()))


def _add_what_was_read(tallies: Any) -> Any:
    counted = []
    for tally in tallies:
        before = counts.look(tally.key)
        time.sleep(LONG_ENOUGH_TO_RACE)
        row = {"window_start": 0, "expires_at": int(time.time()) + 60}
        RateCount.objects.update_or_create(
            key=tally.key, defaults=row | {"count": before.times + tally.times}
        )
        counted.append(counts.Counted(before.times + tally.times, 60))
    return counted


# Counts are read and written back, of the coupons' previews 30 a minute as in the contract.
counts.add = _add_what_was_read
Limit.allowed = property(lambda self: self.times if self.scope == "coupon_preview" else 10**6)
