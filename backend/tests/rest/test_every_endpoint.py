"""Whatever is sent to whatever endpoint: the right status, the one shape, and never a 5xx."""

import json
from typing import Any

import pytest
from django.conf import LazySettings
from django.http import HttpResponse

from customkeeps.accounts.models import User
from customkeeps.catalog.models import Product
from tests.clients import ShopClient
from tests.factories import make_cart_item, make_coupon
from tests.rest.endpoints import METHODS, PUBLIC, WITHOUT_A_BODY, Endpoint, calls, endpoints
from tests.rest.hostile import HOSTILE, WRONG_CONTENT_TYPES
from tests.rest.shapes import check_refusal

pytestmark = pytest.mark.django_db

READING = [call for call in calls("POST", "PUT", "PATCH") if call[0].template not in WITHOUT_A_BODY]
WITH_PARAMETERS = [call for call in calls(*METHODS) if call[0].parameters]
TAKING_DESIGNS = {
    ("/api/cart/", "POST"),
    ("/api/designs/", "POST"),
    ("/api/designs/{design_id}/", "PATCH"),
}
TAKING_FILES = {("/api/designs/", "POST")}
OURS = {"Origin": "http://testserver"}
ODD_VALUES = [
    None,
    True,
    False,
    0,
    -1,
    1.5,
    2**63,
    10**30,
    -(10**30),
    "",
    " ",
    "0",
    "-1",
    "1e5",
    "NaN",
    "null",
    "x" * 10_000,
    "\u202e",
    "\U0001f3a9" * 600,
    "%00",
    "' OR 1=1 --",
    "../../etc/passwd",
    "data:image/png;base64,AAAA",
    [],
    [None],
    ["a"],
    {},
    {"a": {"b": [1]}},
]
ODD_PARTS = [
    "0",
    "-1",
    "9223372036854775808",
    "9" * 40,
    "%00",
    "a%00b",
    "%ff%fe",
    "%ED%A0%80",
    "\u0665",
    "x" * 2_000,
    "..",
    "%2e%2e%2f",
    "ABCD123",
    "' OR 1=1 --",
]
ODD_QUERIES = [
    "limit=%ff",
    "limit=9" + "9" * 400,
    "offset=999999999",
    "search=%F0%9F%8E%A9",
    "search=%ED%A0%80",
    "search=" + "%25" * 30,
    "ordering=id&ordering=price",
    "color=%5C",
    "category=%27",
    "size=huge&expires=1e9&signature=%ED%A0%80",
    "&&==&=",
    "=".join("a" * 500),
]


def each(listed: list[tuple[Endpoint, str]]) -> pytest.MarkDecorator:
    names = [f"{method} {endpoint.template}" for endpoint, method in listed]
    return pytest.mark.parametrize(("endpoint", "method"), listed, ids=names)


@pytest.fixture(autouse=True)
def a_shop(alice: User, tshirt: Product, settings: LazySettings) -> None:
    """Something to buy, something in the cart, and no limit on how often."""
    make_cart_item(alice, tshirt)
    make_coupon()
    settings.RATE_LIMIT_SCALE = 100_000.0


def send(client: ShopClient, method: str, path: str, body: Any = None, **options: Any) -> Any:
    """The answer, whose shape is checked. `body` is bytes, or what becomes JSON."""
    data = body if isinstance(body, bytes) else json.dumps(body or {}).encode()
    options = {"content_type": "application/json", "headers": OURS} | options
    return checked(client.generic(method, path, b"" if method == "GET" else data, **options))


def checked(answer: HttpResponse) -> HttpResponse:
    check_refusal(answer.status_code, answer.get("Content-Type", ""), answer.getvalue())
    if answer.status_code == 401:
        assert answer["WWW-Authenticate"] == "Bearer"
    return answer


def test_every_endpoint_is_in_the_openapi_document(as_nobody: ShopClient) -> None:
    described = as_nobody.get("/api/schema/").json()["paths"]
    undescribed = {"/api/docs/", "/api/schema/", "/api/payments/webhook/"}
    assert {
        (endpoint.template, method)
        for endpoint, method in calls(*METHODS)
        if endpoint.template not in undescribed
    } == {
        (path, method.upper())
        for path, operations in described.items()
        for method in operations
        if method.upper() in METHODS
    }


@each(calls(*METHODS))
def test_who_may_call(as_nobody: ShopClient, endpoint: Endpoint, method: str) -> None:
    bad = {"Authorization": "Bearer a.b.c"} | OURS
    statuses = {
        send(as_nobody, method, endpoint.path, endpoint.body, headers=headers).status_code
        for headers in (OURS, bad)
    }
    if endpoint.template in PUBLIC:
        assert 401 not in statuses or endpoint.template in (
            "/api/session/login/",
            "/api/session/refresh/",
            "/api/token/refresh/",
        )
    else:
        assert statuses == {401}


@each(READING)
def test_hostile_json(as_alice: ShopClient, endpoint: Endpoint, method: str) -> None:
    for name, body in HOSTILE.items():
        answer = send(as_alice, method, endpoint.path, body)
        assert (name, answer.status_code, answer.json()["code"]) == (name, 400, "bad_request")


@each(READING)
def test_wrong_content_types(as_alice: ShopClient, endpoint: Endpoint, method: str) -> None:
    takes_files = (endpoint.template, method) in TAKING_FILES
    for content_type in WRONG_CONTENT_TYPES:
        answer = send(as_alice, method, endpoint.path, b"{}", content_type=content_type)
        is_form = takes_files and content_type.startswith("multipart/")
        assert (content_type, answer.status_code) == (content_type, 400 if is_form else 415)


@each([call for call in calls("POST", "PUT", "PATCH", "DELETE") if call not in READING])
def test_hostile_bytes_where_no_json_is_read(
    as_alice: ShopClient, endpoint: Endpoint, method: str
) -> None:
    for body in HOSTILE.values():
        send(as_alice, method, endpoint.path, body)
    for content_type in WRONG_CONTENT_TYPES:
        send(as_alice, method, endpoint.path, b"{}", content_type=content_type)


@each(READING)
def test_odd_values_in_every_field(as_alice: ShopClient, endpoint: Endpoint, method: str) -> None:
    assert endpoint.body, f"give {endpoint.template} a good body in tests/rest/endpoints.py"
    for field in endpoint.body:
        for value in ODD_VALUES:
            send(as_alice, method, endpoint.path, endpoint.body | {field: value})


@each(READING)
def test_too_large_a_body(as_alice: ShopClient, endpoint: Endpoint, method: str) -> None:
    limit = 7_864_320 if (endpoint.template, method) in TAKING_DESIGNS else 65_536
    answer = send(as_alice, method, endpoint.path, b"{}".ljust(limit + 1))
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert send(as_alice, method, endpoint.path, b"{}".ljust(limit)).status_code != 413


@each(calls("POST", "PUT", "PATCH", "DELETE"))
@pytest.mark.parametrize("length", ["abc", "-5", "1e3", "", "99999999999999999999"])
def test_a_length_that_is_not_true(
    as_alice: ShopClient, endpoint: Endpoint, method: str, length: str
) -> None:
    send(as_alice, method, endpoint.path, b'{"quantity": 1}', CONTENT_LENGTH=length)


@each(calls(*METHODS))
def test_odd_queries(as_alice: ShopClient, endpoint: Endpoint, method: str) -> None:
    for query in ODD_QUERIES:
        send(as_alice, method, f"{endpoint.path}?{query}", endpoint.body)
    answer = send(as_alice, method, f"{endpoint.path}?limit=%00", endpoint.body)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")


@each(WITH_PARAMETERS)
def test_odd_parts_of_the_address(as_alice: ShopClient, endpoint: Endpoint, method: str) -> None:
    for parameter in endpoint.parameters:
        for value in ODD_PARTS:
            path = endpoint.path_with(parameter, value)
            answer = send(as_alice, method, path, endpoint.body)
            assert (value, answer.status_code) == (value, 404)


@pytest.mark.parametrize("endpoint", endpoints(), ids=lambda endpoint: endpoint.template)
def test_other_methods_are_405_and_the_right_ones_named(
    as_alice: ShopClient, endpoint: Endpoint
) -> None:
    for method in (*METHODS, "FOO", "TRACE"):
        if method in endpoint.methods:
            continue
        answer = send(as_alice, method, endpoint.path)
        assert (method, answer.status_code) == (method, 405)
        allowed = set(answer["Allow"].split(", "))
        assert allowed - {"HEAD", "OPTIONS"} == set(endpoint.methods)


@pytest.mark.parametrize(
    "endpoint",
    [endpoint for endpoint in endpoints() if endpoint.path.endswith("/")],
    ids=lambda endpoint: endpoint.template,
)
def test_a_slash_less_address_is_nothing(as_alice: ShopClient, endpoint: Endpoint) -> None:
    for method in METHODS:
        assert send(as_alice, method, endpoint.path.rstrip("/")).status_code == 404


@each(calls("POST"))
@pytest.mark.parametrize("key", ["", " ", "x" * 256, "\u00fc", "a\tb"])
def test_odd_idempotency_keys(
    as_alice: ShopClient, endpoint: Endpoint, method: str, key: str
) -> None:
    headers = {"Idempotency-Key": key} | OURS
    send(as_alice, method, endpoint.path, endpoint.body, headers=headers)
