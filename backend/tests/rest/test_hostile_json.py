"""Whatever is sent, the answer is JSON and says what was wrong."""

import json

import pytest
from django.test import Client

from customkeeps.accounts.models import User
from tests.accounts.people import PASSWORD
from tests.rest.hostile import HOSTILE, WRONG_CONTENT_TYPES

pytestmark = pytest.mark.django_db


def post(client: Client, body: bytes, content_type: str = "application/json") -> tuple[int, str]:
    answer = client.generic("POST", "/api/register/", body, content_type=content_type)
    assert answer["Content-Type"] == "application/json"
    assert set(answer.json()) <= {"error", "code", "fields"}
    return answer.status_code, answer.json()["code"]


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_json_is_400(client: Client, body: bytes) -> None:
    assert post(client, body) == (400, "bad_request")
    assert User.objects.count() == 0


def test_a_hundred_thousand_deep_is_refused(client: Client) -> None:
    body = b'{"design":' + b"[" * 100_000
    assert post(client, body) == (413, "too_large")


def test_32_deep_is_read(client: Client) -> None:
    assert post(client, b'{"a":' * 32 + b"1" + b"}" * 32) == (400, "invalid_input")


@pytest.mark.parametrize("body", [b"", b"  \n"])
def test_nothing_is_an_empty_object(client: Client, body: bytes) -> None:
    answer = client.generic("POST", "/api/register/", body, content_type="application/json")
    required = ["This field is required."]
    assert (answer.status_code, answer.json()) == (
        400,
        {
            "error": "Username is required.",
            "code": "invalid_input",
            "fields": {"username": required, "email": required, "password": required},
        },
    )


@pytest.mark.parametrize(("size", "status"), [(65_536, 201), (65_537, 413)])
def test_bodies_end_at_64_kib(client: Client, size: int, status: int) -> None:
    fields = {"username": "alice", "email": "a@example.com", "password": PASSWORD, "more": ""}
    padding = "x" * (size - len(json.dumps(fields)))
    body = json.dumps(fields | {"more": padding}).encode()
    answer = client.generic("POST", "/api/register/", body, content_type="application/json")
    assert (len(body), answer.status_code) == (size, status)


@pytest.mark.parametrize("content_type", WRONG_CONTENT_TYPES)
def test_other_content_types_are_415(client: Client, content_type: str) -> None:
    assert post(client, b"{}", content_type) == (415, "unsupported_media_type")


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", '"utf-8"'])
def test_utf8_may_be_said(client: Client, charset: str) -> None:
    assert post(client, b"{}", f"application/json; charset={charset}") == (400, "invalid_input")
