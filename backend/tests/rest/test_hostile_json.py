"""Whatever is sent, the answer is JSON and says what was wrong."""

import json

import pytest
from django.test import Client

from customkeeps.accounts.models import User
from tests.accounts.people import PASSWORD

pytestmark = pytest.mark.django_db

HOSTILE = {
    "nothing useful": b"hello",
    "half an object": b'{"username": ',
    "an array": b"[]",
    "a string": b'"alice"',
    "null": b"null",
    "a number": b"1",
    "NaN": b'{"username": NaN}',
    "Infinity": b'{"username": Infinity}',
    "-Infinity": b'{"username": -Infinity}',
    "1e400": b'{"username": 1e400}',
    "1e-400": b'{"username": 1e-400}',
    "an exponent beyond any": b'{"username": 1e999999999999999999999}',
    "an endless number": b'{"username": ' + b"9" * 20_000 + b"}",
    "an endless fraction": b'{"username": 0.' + b"9" * 20_000 + b"}",
    "a NUL escape": b'{"username": "a\\u0000b"}',
    "a NUL escape in a key": b'{"a\\u0000b": 1}',
    "a NUL byte": b'{"username": "a\x00b"}',
    "a lone surrogate": b'{"username": "\\ud800"}',
    "a lone surrogate in a key": b'{"\\udfff": 1}',
    "a lone surrogate, nested": b'{"a": [{"b": ["\\udc00"]}]}',
    "invalid UTF-8": b'{"username": "\xff\xfe"}',
    "a surrogate in UTF-8": b'{"username": "\xed\xa0\x80"}',
    "UTF-16": '{"username": "alice"}'.encode("utf-16"),
    "a byte order mark": b'\xef\xbb\xbf{"username": "alice"}',
    "33 deep": b'{"a":' * 33 + b"1" + b"}" * 33,
    "10,000 arrays deep": b'{"a":' + b"[" * 10_000 + b"]" * 10_000 + b"}",
    "10,000 objects deep": b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
    "the same key twice": b'{"username": "a", "username": "b"}',
    "the same key twice, nested": b'{"a": {"b": 1, "b": 2}}',
    "a raw line break": b'{"username": "a\nb"}',
    "two objects": b"{}{}",
}


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


@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain",
        "application/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "multipart/form-data",
        "application/json; charset=latin-1",
        "application/json; charset=utf-16",
        "nonsense",
        "x/" + "y" * 300,
    ],
)
def test_other_content_types_are_415(client: Client, content_type: str) -> None:
    assert post(client, b"{}", content_type) == (415, "unsupported_media_type")


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", '"utf-8"'])
def test_utf8_may_be_said(client: Client, charset: str) -> None:
    assert post(client, b"{}", f"application/json; charset={charset}") == (400, "invalid_input")
