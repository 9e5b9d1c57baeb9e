"""Delivery addresses: kept, changed, deleted; one default; nobody sees anybody else's."""

from typing import Any

import pytest

from customkeeps.accounts.models import Address, User
from tests.clients import ShopClient
from tests.factories import make_address
from tests.rest.endpoints import ADDRESS
from tests.statements import statements_of

pytestmark = pytest.mark.django_db

LIST = "/api/user/addresses/"


def one(address_id: int) -> str:
    return f"{LIST}{address_id}/"


def added(client: ShopClient, **changes: Any) -> dict[str, Any]:
    answer = client.post(LIST, {**ADDRESS, "is_default": False, **changes})
    assert answer.status_code == 201, answer.content
    body: dict[str, Any] = answer.json()
    return body


def defaults() -> list[str]:
    return list(Address.objects.filter(is_default=True).values_list("name", flat=True))


def test_an_address_is_kept_and_shown(as_alice: ShopClient) -> None:
    shown = added(as_alice, is_default=True)
    assert shown == {"id": shown["id"], **ADDRESS}
    assert as_alice.get(LIST).json() == [shown]
    assert as_alice.get(one(shown["id"])).json() == shown


def test_what_may_be_left_out(as_alice: ShopClient) -> None:
    needed = ("name", "line1", "city", "postal_code")
    shown = as_alice.post(LIST, {name: ADDRESS[name] for name in needed}).json()
    assert (shown["country"], shown["phone"], shown["province"]) == ("PH", "", "")
    for name in needed:
        answer = as_alice.post(LIST, {key: ADDRESS[key] for key in needed if key != name})
        assert (answer.status_code, list(answer.json()["fields"])) == (400, [name])


def test_the_first_is_the_default_and_another_takes_over(as_alice: ShopClient) -> None:
    body = {name: value for name, value in ADDRESS.items() if name != "is_default"}
    first = as_alice.post(LIST, {**body, "name": "First"}).json()
    second = as_alice.post(LIST, {**body, "name": "Second"}).json()
    assert (first["is_default"], second["is_default"]) == (True, False)
    assert as_alice.patch(one(second["id"]), {"is_default": True}).json()["is_default"] is True
    assert [row["name"] for row in as_alice.get(LIST).json()] == ["Second", "First"]
    added(as_alice, name="Third", is_default=True)
    assert defaults() == ["Third"]


def test_when_the_default_goes_the_oldest_is_it(as_alice: ShopClient) -> None:
    names = ("First", "Second", "Third")
    ids = [added(as_alice, name=name, is_default=name == "Third")["id"] for name in names]
    assert as_alice.delete(one(ids[2])).status_code == 204
    assert defaults() == ["First"]
    assert as_alice.delete(one(ids[1])).status_code == 204
    assert defaults() == ["First"]
    assert as_alice.delete(one(ids[0])).status_code == 204
    assert as_alice.get(LIST).json() == []


def test_some_fields_are_changed_and_the_rest_stays(as_alice: ShopClient) -> None:
    shown = added(as_alice)
    answer = as_alice.patch(one(shown["id"]), {"city": "Cebu City", "postal_code": "6000"})
    assert answer.json() == {**shown, "city": "Cebu City", "postal_code": "6000"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 101),
        ("name", 7),
        ("line1", "a\u0007b"),
        ("city", None),
        ("postal_code", "123"),
        ("postal_code", "12a4"),
        ("postal_code", "12345"),
        ("country", "Philippines"),
        ("country", "QQ"),
        ("country", "EU"),
        ("phone", "call me"),
        ("phone", "1" * 33),
        ("is_default", "yes"),
        ("is_default", None),
    ],
)
def test_bad_input_changes_nothing(as_alice: ShopClient, field: str, value: object) -> None:
    shown = added(as_alice)
    for answer in (
        as_alice.post(LIST, ADDRESS | {field: value}),
        as_alice.patch(one(shown["id"]), {"line2": "Unit 4", field: value}),
    ):
        assert (answer.status_code, list(answer.json()["fields"])) == (400, [field])
    assert as_alice.get(LIST).json() == [shown]


def test_postal_codes_of_elsewhere(as_alice: ShopClient) -> None:
    shown = added(as_alice, country="gb", postal_code="SW1A 1AA")
    assert (shown["country"], shown["postal_code"]) == ("GB", "SW1A 1AA")
    answer = as_alice.patch(one(shown["id"]), {"country": "PH"})
    assert list(answer.json()["fields"]) == ["postal_code"]


def test_twenty_are_enough(as_alice: ShopClient, alice: User, bob: User) -> None:
    for number in range(20):
        make_address(alice, is_default=not number)
    answer = as_alice.post(LIST, ADDRESS)
    assert (answer.status_code, answer.json()["code"]) == (409, "too_many_addresses")
    assert Address.objects.count() == 20


def test_anybody_elses_is_nothing(as_alice: ShopClient, bob: User) -> None:
    his = make_address(bob)
    for method in ("get", "patch", "delete"):
        foreign, missing = (
            getattr(as_alice, method)(one(number), {"city": "Davao"} if method == "patch" else None)
            for number in (his.pk, 10**9)
        )
        assert (foreign.status_code, foreign.content) == (404, missing.content)
    assert as_alice.get(LIST).json() == []
    assert Address.objects.get().city == "Makati"


def test_the_same_key_adds_one(as_alice: ShopClient) -> None:
    key = {"Idempotency-Key": "address-1"}
    answers = [as_alice.post(LIST, ADDRESS, headers=key) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert Address.objects.count() == 1


def test_the_list_costs_the_same_for_one_and_for_three(as_alice: ShopClient, alice: User) -> None:
    counts = []
    for number in (1, 2):
        for _ in range(number):
            make_address(alice, is_default=False)
        counts.append(len(statements_of(lambda: as_alice.get(LIST))))
    assert counts[0] == counts[1] == 2
