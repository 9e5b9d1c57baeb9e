"""A storefront deployed elsewhere may call the API once its origin is listed."""

import pytest
from django.conf import LazySettings
from django.test import Client

pytestmark = pytest.mark.django_db

FRONT = "https://front.example"


@pytest.fixture(autouse=True)
def listed(settings: LazySettings) -> None:
    settings.CORS_ALLOWED_ORIGINS = [FRONT]


def words(header: str) -> set[str]:
    return {word.strip().lower() for word in header.split(",")}


def test_a_listed_origin_may_read_answers_and_refusals(client: Client) -> None:
    for address, status in (("/api/products/", 200), ("/api/user/", 401), ("/api/nothing/", 404)):
        answer = client.get(address, headers={"Origin": FRONT})
        assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (status, FRONT)
        assert answer["Access-Control-Allow-Credentials"] == "true"
        assert words(answer["Access-Control-Expose-Headers"]) == {"link", "retry-after"}
        assert "origin" in words(answer["Vary"])


def test_a_listed_origin_may_send_what_the_api_needs(client: Client) -> None:
    asked = {
        "Origin": FRONT,
        "Access-Control-Request-Method": "PATCH",
        "Access-Control-Request-Headers": "authorization,content-type,idempotency-key",
    }
    answer = client.options("/api/cart/1/", headers=asked)
    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (200, FRONT)
    assert words(answer["Access-Control-Allow-Methods"]) >= {"get", "post", "patch", "delete"}
    allowed = words(answer["Access-Control-Allow-Headers"])
    assert allowed == {"accept", "authorization", "content-type", "idempotency-key"}


@pytest.mark.parametrize("origin", ["https://evil.example", "null", f"{FRONT}.evil.example"])
def test_another_origin_may_not(client: Client, origin: str) -> None:
    answer = client.get("/api/products/", headers={"Origin": origin})
    assert "Access-Control-Allow-Origin" not in answer


def test_only_the_api_is_shared(client: Client) -> None:
    for address in ("/healthz", "/admin/login/"):
        answer = client.get(address, headers={"Origin": FRONT})
        assert "Access-Control-Allow-Origin" not in answer
