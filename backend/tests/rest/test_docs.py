"""The OpenAPI document, and the pages that show it, are open to everyone and all our own."""

import re
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

pytestmark = pytest.mark.django_db

ADDRESSES = re.compile(r"""(?:src|href|url)\s*[=:]\s*["']([^"']+)["']""")


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer nonsense"}])
def test_both_are_open_even_to_a_bad_token(client: Client, headers: dict[str, str]) -> None:
    schema = client.get("/api/schema/", headers=headers)
    assert (schema.status_code, schema.json()["openapi"]) == (200, "3.1.0")
    docs = client.get("/api/docs/", headers=headers)
    assert (docs.status_code, docs["Content-Type"]) == (200, "text/html; charset=utf-8")


def test_the_docs_need_nobody_else(client: Client) -> None:
    page = client.get("/api/docs/").content.decode()
    addresses = set(ADDRESSES.findall(page))
    files = {each for each in addresses if each.startswith("/static/")}
    assert {
        address for address in addresses - files if "://" in address or "//" in address
    } == set()
    assert len(files) >= 3
    assert [each for each in files if finders.find(each.removeprefix("/static/")) is None] == []
    script = client.get("/api/docs/?script=")
    assert script["Content-Type"].startswith("application/javascript")
    assert "/api/schema/" in script.content.decode()


def test_every_operation_says_what_it_refuses(client: Client) -> None:
    """A refusal is described by the one shape, wherever it is named."""
    schema = client.get("/api/schema/").json()
    described = {
        response["content"]["application/json"]["schema"]["$ref"]
        for operations in schema["paths"].values()
        for operation in operations.values()
        for status, response in operation["responses"].items()
        if status.startswith(("4", "5"))
    }
    assert described == {"#/components/schemas/Error"}


def test_every_operation_says_what_the_ground_refuses(client: Client) -> None:
    """Before any view is asked: for tokens, addresses, queries and bodies that cannot be right."""
    unsaid = {
        f"{method} {path}": missing
        for path, operations in client.get("/api/schema/").json()["paths"].items()
        for method, operation in operations.items()
        if (missing := _refused_by_the_ground(path, operation) - set(operation["responses"]))
    }
    assert unsaid == {}


def _refused_by_the_ground(path: str, operation: dict[str, Any]) -> set[str]:
    refused = {"404"} if "{" in path else set()
    if any(parameter["in"] == "query" for parameter in operation.get("parameters", [])):
        refused |= {"400"}
    if "requestBody" in operation:
        refused |= {"400", "413", "415"}
    return refused | ({"401"} if operation.get("security") == [{"bearer": []}] else set())
