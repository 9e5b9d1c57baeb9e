"""Every refusal under /api/ has the one shape."""

import pytest
from django.test import Client
from pytest_django import Settings

pytestmark = pytest.mark.django_db

NOT_FOUND = {"error": "We could not find that.", "code": "not_found"}


@pytest.mark.parametrize("debug", [True, False])
@pytest.mark.parametrize(
    "path", ["/api/nothing/", "/api/user", "/api/", "/api", "/api/a%00b/", "/api/%ff%fe/", "/api//"]
)
@pytest.mark.parametrize("method", ["get", "post", "delete"])
def test_unknown_paths(
    client: Client, settings: Settings, path: str, method: str, *, debug: bool
) -> None:
    settings.DEBUG = debug
    answer = getattr(client, method)(path)
    assert (answer.status_code, answer.json()) == (404, NOT_FOUND)


def test_a_nul_in_the_query_is_400(client: Client) -> None:
    answer = client.get("/api/user/?search=a%00b")
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")


def test_a_wrong_host_is_400_in_json(client: Client) -> None:
    answer = client.get("/api/user/", headers={"Host": "evil.example"})
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "FOO"])
def test_a_wrong_method_is_405_and_says_which_are_right(client: Client, method: str) -> None:
    answer = client.generic(method, "/api/register/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST, OPTIONS")
    assert answer.json()["code"] == "method_not_allowed"


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "*/*", "nonsense"])
def test_json_whatever_is_accepted(client: Client, accept: str) -> None:
    answer = client.get("/api/user/", headers={"Accept": accept})
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/json")


def test_options_answers(client: Client) -> None:
    assert client.options("/api/register/").status_code == 200


def test_pages_elsewhere_keep_their_own_words(client: Client) -> None:
    answer = client.get("/admin/nothing/", follow=True)
    assert answer["Content-Type"].startswith("text/html")
