"""What is somebody's own is kept by no browser and no proxy."""

import pytest

from tests.clients import ShopClient

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path", ["/api/user/", "/api/user/addresses/", "/api/session/devices/", "/api/orders/"]
)
def test_what_is_somebodys_own_is_not_kept(as_alice: ShopClient, path: str) -> None:
    answer = as_alice.get(path)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")


def test_nor_are_tokens_and_refusals(as_nobody: ShopClient, alice: object) -> None:
    body = {"username": "alice", "password": "keep-it-custom-42"}
    for answer in (as_nobody.post("/api/token/", body), as_nobody.get("/api/user/")):
        assert answer["Cache-Control"] == "no-store"
