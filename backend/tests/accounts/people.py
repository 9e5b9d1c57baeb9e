"""How people log in."""

from typing import Any

from django.http import HttpResponse
from django.test import Client

from tests.factories import PASSWORD, make_user

__all__ = ["OURS", "PASSWORD", "bearer", "make_user", "profile_status", "send", "tokens"]
OURS = {"Origin": "http://testserver"}


def send(client: Client, path: str, body: Any, **options: Any) -> HttpResponse:
    return client.post(path, body, content_type="application/json", **options)


def tokens(client: Client, username: str = "alice", password: str = PASSWORD) -> dict[str, str]:
    answer = send(client, "/api/token/", {"username": username, "password": password})
    assert answer.status_code == 200, answer.content
    return answer.json()


def bearer(access: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {access}"}


def profile_status(client: Client, access: str) -> int:
    return client.get("/api/user/", headers=bearer(access)).status_code
