"""While the database is away, everybody hears so in words, and to try again; nobody sees a 500."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.test import Client

from customkeeps.catalog.models import Product
from tests.clients import ShopClient

pytestmark = pytest.mark.django_db
UNAVAILABLE = {
    "error": "That is not available right now. Try again in a moment.",
    "code": "unavailable",
}


@pytest.fixture(params=[OperationalError, InterfaceError])
def away(request: pytest.FixtureRequest) -> Iterator[None]:
    # Django asks SQLite once in the life of a process, and believes whatever it heard.
    assert connection.features.supports_json_field

    def refuse(*_: Any) -> None:
        raise request.param("the connection is closed")

    with connection.execute_wrapper(refuse):
        yield


def test_a_view_says_503(tshirt: Product, as_alice: ShopClient, away: None) -> None:
    for answer in (as_alice.get("/api/cart/"), as_alice.get("/api/products/")):
        assert (answer.status_code, answer.json()) == (503, UNAVAILABLE)
        assert answer["Retry-After"] == "5"


def test_a_write_says_503(as_alice: ShopClient, away: None) -> None:
    headers = {"Idempotency-Key": "once"}
    answer = as_alice.post("/api/checkout/pay/", {"amount": "1.00"}, headers=headers)
    assert (answer.status_code, answer.json()) == (503, UNAVAILABLE)


def test_the_webhook_says_503(as_nobody: ShopClient, away: None, monkeypatch: Any) -> None:
    """So Stripe sends it again."""

    def keep(**_: Any) -> None:
        Product.objects.first()

    monkeypatch.setattr("customkeeps.checkout.views.keep_event", keep)
    answer = as_nobody.post("/api/payments/webhook/", {})
    assert (answer.status_code, answer.json()) == (503, UNAVAILABLE)
    assert answer["Retry-After"] == "5"


def test_the_admin_says_503_in_plain_words(client: Client, away: None) -> None:
    client.cookies["sessionid"] = "0123456789abcdefghijklmnopqrstuv"
    answer = client.get("/admin/")
    assert (answer.status_code, answer["Content-Type"]) == (503, "text/plain")
    assert answer.content.decode() == UNAVAILABLE["error"]


def test_readyz_says_what_is_missing(as_nobody: ShopClient, away: None) -> None:
    answer = as_nobody.get("/readyz")
    assert (answer.status_code, answer.json()["missing"]) == (503, ["database", "migrations"])
