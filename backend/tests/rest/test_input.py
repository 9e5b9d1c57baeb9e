"""Numbers, amounts, text and pages asked for."""

from decimal import Decimal
from typing import Any

import pytest
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from customkeeps.accounts.models import User
from customkeeps.rest.errors import InvalidInput, first_sentence, flatten
from customkeeps.rest.fields import MoneyInput, PlainText, StrictInteger
from customkeeps.rest.pagination import page_of
from customkeeps.rest.parsers import read_object
from tests.accounts.people import make_user


@pytest.mark.parametrize(
    ("sent", "amount"),
    [
        (500, "500"),
        ("500.00", "500.00"),
        (" 1.5 ", "1.5"),
        (Decimal("0.10"), "0.10"),
        ("500.000", "500.000"),
        (Decimal("5E2"), "5E+2"),
    ],
)
def test_amounts_are_exact(sent: Any, amount: str) -> None:
    assert str(MoneyInput().run_validation(sent)) == amount


@pytest.mark.parametrize(
    "sent",
    [
        True,
        None,
        "",
        "abc",
        "1,5",
        "1e3",
        "NaN",
        "\u0665",
        [],
        {},
        -1,
        "-0.01",
        "0.001",
        10**10,
        Decimal("1E+300"),
        Decimal("1E-300"),
        "9" * 19,
        1.5,
    ],
)
def test_other_amounts_are_refused(sent: Any) -> None:
    with pytest.raises(ValidationError):
        MoneyInput().run_validation(sent)


@pytest.mark.parametrize(("sent", "number"), [(5, 5), ("5", 5), (Decimal("5.0"), 5), ("-3", -3)])
def test_whole_numbers(sent: Any, number: int) -> None:
    assert StrictInteger().run_validation(sent) == number


@pytest.mark.parametrize(
    "sent",
    [True, None, "", "x", "5.0", Decimal("5.5"), 2**63, 10**30, Decimal("1E+300"), [], "\u0665"],
)
def test_other_numbers_are_refused(sent: Any) -> None:
    with pytest.raises(ValidationError):
        StrictInteger().run_validation(sent)


def test_text_is_composed() -> None:
    assert PlainText().run_validation("Cafe\u0301") == "Caf\u00e9"
    assert PlainText(multiline=True).run_validation("a\r\nb\rc") == "a\nb\nc"


@pytest.mark.parametrize("sent", ["a\nb", "a\x00b", "a\x1bb", "a\x85b", "\ud800", 5, True, []])
def test_other_text_is_refused(sent: Any) -> None:
    with pytest.raises(ValidationError):
        PlainText().run_validation(sent)


def test_fractions_are_never_floats() -> None:
    assert read_object(b'{"a": 0.1, "b": 3}') == {"a": Decimal("0.1"), "b": 3}


def test_nested_complaints_are_flat() -> None:
    detail = {"address": {"city": ["This field is required."]}, "items": [{}, {"n": ["No."]}]}
    flat = {"address.city": ["This field is required."], "items.1.n": ["No."]}
    assert flatten(detail) == flat
    assert first_sentence(flat) == "City is required."


def page(query: str) -> tuple[list[str], dict[str, str]]:
    request = Request(APIRequestFactory().get(f"/api/people/?{query}"))
    rows, headers = page_of(User.objects.order_by("username"), request)
    return [user.username for user in rows], headers


@pytest.mark.django_db
def test_pages_lead_on() -> None:
    for name in "abc":
        make_user(name)
    link = '<http://testserver/api/people/?q=x&limit=2&offset=2>; rel="next"'
    assert page("q=x&limit=2") == (["a", "b"], {"Link": link})
    assert page("limit=2&offset=2") == (["c"], {})
    assert page("limit=3") == (["a", "b", "c"], {})
    assert page("offset=99") == ([], {})


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=101",
        "limit=x",
        "limit=",
        "limit=-1",
        "offset=-1",
        "offset=1e3",
        "offset=99999999999999999999",
        "limit=\u0665",
    ],
)
def test_bad_pages_are_refused(query: str) -> None:
    with pytest.raises(InvalidInput):
        page(query)
