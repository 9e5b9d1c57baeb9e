"""The cast, and how they log in."""

from typing import Any

from django.http import HttpResponse
from django.test import Client

from customkeeps.accounts.models import User

PASSWORD = "keep-it-custom-42"
OURS = {"Origin": "http://testserver"}


def make_user(username: str = "alice", **fields: Any) -> User:
    return User.objects.create_user(
        username, email=f"{username}@example.com", password=PASSWORD, **fields
    )


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
