"""What is remembered of somebody goes with them, and Redis is not asked while rows are locked."""

from typing import Any
from unittest.mock import Mock

import pytest
from django.conf import LazySettings
from django.db import connection, transaction

from customkeeps.accounts.models import User
from customkeeps.customers.actions.traces import erase_traces
from customkeeps.rest import counts
from customkeeps.rest.models import RateCount
from customkeeps.rest.throttling import Limit, count

pytestmark = pytest.mark.django_db(transaction=True)
LIMIT = Limit("test", times=3, seconds=60)


def test_counts_go_with_their_person_only(alice: User) -> None:
    count(LIMIT, str(alice.pk))
    count(LIMIT, "somebody else")
    with transaction.atomic():
        erase_traces(alice)
    assert list(RateCount.objects.values_list("pk", flat=True)) == [LIMIT.row_key("somebody else")]


def test_redis_is_asked_after_the_transaction(
    alice: User, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked_within: list[bool] = []

    def scan(**_options: Any) -> list[str]:
        asked_within.append(connection.in_atomic_block)
        return []

    settings.REDIS_URL = "redis://near"
    monkeypatch.setattr(counts, "_server", lambda _url: Mock(scan_iter=scan))
    with transaction.atomic():
        erase_traces(alice)
    assert asked_within == [False]
