"""Guessing passwords in parallel, against several server processes at once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from django.contrib.auth.hashers import make_password

from customkeeps.accounts.models import User, username_key
from tests.factories import PASSWORD
from tests.running_shop import RunningShop

pytestmark = pytest.mark.torture

GUESSES = 1_000
AT_ONCE = 32


def log_in(shop: RunningShop, password: str, address: str) -> int:
    body = {"username": "owner", "password": password}
    headers = {"X-Forwarded-For": address}
    return requests.post(
        f"{shop.url}/api/token/", json=body, headers=headers, timeout=30
    ).status_code


def test_of_a_thousand_guesses_at_most_ten_are_looked_at(limited_shop: RunningShop) -> None:
    """And the owner, who comes from elsewhere, gets in."""
    shop = limited_shop
    owner = User(username="owner", username_key=username_key("owner"))
    owner.password = make_password(PASSWORD)
    User.objects.using(shop.alias).bulk_create([owner])
    with ThreadPoolExecutor(AT_ONCE) as pool:
        statuses = Counter(
            pool.map(lambda n: log_in(shop, f"guess-{n}", "203.0.113.9"), range(GUESSES))
        )
    assert set(statuses) <= {401, 429, 503}
    assert 1 <= statuses[401] <= 10
    assert statuses[401] + statuses[503] <= 10
    assert log_in(shop, PASSWORD, "198.51.100.7") == 200
