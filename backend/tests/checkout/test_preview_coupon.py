"""`POST /api/preview_coupon/`: the documented answers, and nothing told about codes that fail."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db.models import F
from django.utils import timezone

from customkeeps.coupons.models import Coupon
from tests.clients import ShopClient
from tests.factories import make_coupon
from tests.statements import statements_of

pytestmark = pytest.mark.django_db

INVALID = b'{"valid":false,"error":"Invalid coupon code."}'


def preview(client: ShopClient, code: Any = "SAVE10", total: Any = "950.00") -> Any:
    return client.post("/api/preview_coupon/", {"coupon_code": code, "cart_total": total})


def test_the_documented_answer_has_numbers(as_alice: ShopClient) -> None:
    make_coupon()
    answer = preview(as_alice)
    assert (answer.status_code, answer.content) == (
        200,
        b'{"valid":true,"discount_percent":10.0,"discount_amount":95.0}',
    )


@pytest.mark.parametrize(
    ("percent", "total", "discount"),
    [
        ("10", "4500.00", 450.0),
        ("10", 4500, 450.0),
        ("10", "0.05", 0.01),
        ("10", "0.04", 0.0),
        ("33.33", "33.50", 11.17),
        ("100", "2333.31", 2333.31),
        ("10", "0", 0.0),
    ],
)
def test_the_discount_is_rounded_half_up(
    as_alice: ShopClient, percent: str, total: Any, discount: float
) -> None:
    make_coupon(percent=percent)
    assert preview(as_alice, total=total).json()["discount_amount"] == discount


def test_a_json_number_is_read_exactly(as_alice: ShopClient) -> None:
    make_coupon(percent="50")
    body = '{"coupon_code": "SAVE10", "cart_total": 1.01}'
    answer = as_alice.post("/api/preview_coupon/", body, content_type="application/json")
    assert answer.json()["discount_amount"] == 0.51


@pytest.mark.parametrize("typed", ["SAVE10", "save10", "Save10", "  save10\t", "\n SAVE10 "])
def test_case_and_outer_blanks_do_not_count(as_alice: ShopClient, typed: str) -> None:
    make_coupon()
    assert preview(as_alice, typed).json()["valid"] is True


def test_a_code_stored_in_small_letters_is_found_too(as_alice: ShopClient) -> None:
    make_coupon("welcome5", "5")
    assert preview(as_alice, "WELCOME5").json()["valid"] is True


def test_a_code_with_other_letters_is_found_as_it_is_written(as_alice: ShopClient) -> None:
    make_coupon("PINATA-2026.a_b", "5")
    assert preview(as_alice, "pinata-2026.A_B").json()["valid"] is True


@pytest.mark.parametrize(
    "typed", ["", "   ", "SAVE", "SAVE100", "SAVE 10", "%", "_AVE10", "\uff33AVE10"]
)
def test_other_codes_are_invalid(as_alice: ShopClient, typed: str) -> None:
    make_coupon()
    answer = preview(as_alice, typed)
    assert (answer.status_code, answer.content) == (200, INVALID)


def test_unknown_expired_future_and_inactive_are_the_same_bytes(as_alice: ShopClient) -> None:
    now = timezone.now()
    make_coupon("EXPIRED", valid_from=now - timedelta(days=9), valid_to=now - timedelta(seconds=1))
    make_coupon("FUTURE", valid_from=now + timedelta(hours=1), valid_to=now + timedelta(days=9))
    make_coupon("INACTIVE", active=False)
    answers = [preview(as_alice, code) for code in ("EXPIRED", "FUTURE", "INACTIVE", "UNKNOWN")]
    assert {(answer.status_code, answer.content) for answer in answers} == {(200, INVALID)}
    headers = [
        {name: value for name, value in answer.items() if name != "Date"} for answer in answers
    ]
    assert headers == [headers[0]] * 4


def test_the_same_statements_for_every_code_that_fails(as_alice: ShopClient) -> None:
    make_coupon("INACTIVE", active=False)
    assert len(statements_of(lambda: preview(as_alice, "INACTIVE"))) == len(
        statements_of(lambda: preview(as_alice, "UNKNOWN"))
    )


@pytest.mark.parametrize(
    ("edge", "seconds", "valid"),
    [
        ("valid_from", -1, False),
        ("valid_from", 0, True),
        ("valid_to", 0, True),
        ("valid_to", 1, False),
    ],
)
def test_both_ends_belong_to_the_validity(
    as_alice: ShopClient, edge: str, seconds: int, *, valid: bool
) -> None:
    moment: datetime = getattr(make_coupon(), edge)
    with time_machine.travel(moment + timedelta(seconds=seconds), tick=False):
        assert Coupon.objects.get().is_valid(at=timezone.now()) is valid


def test_an_expired_coupon_can_be_given_new_life(as_alice: ShopClient) -> None:
    make_coupon(valid_to=timezone.now() - timedelta(seconds=1))
    assert preview(as_alice).json()["valid"] is False
    Coupon.objects.update(valid_to=F("valid_to") + timedelta(days=1))
    assert preview(as_alice).json()["valid"] is True


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"cart_total": 1}, "coupon_code"),
        ({"coupon_code": "A"}, "cart_total"),
        ({"coupon_code": None, "cart_total": 1}, "coupon_code"),
        ({"coupon_code": 10, "cart_total": 1}, "coupon_code"),
        ({"coupon_code": ["A"], "cart_total": 1}, "coupon_code"),
        ({"coupon_code": "x" * 101, "cart_total": 1}, "coupon_code"),
        ({"coupon_code": "A", "cart_total": -1}, "cart_total"),
        ({"coupon_code": "A", "cart_total": "0.001"}, "cart_total"),
        ({"coupon_code": "A", "cart_total": "1e3"}, "cart_total"),
        ({"coupon_code": "A", "cart_total": True}, "cart_total"),
        ({"coupon_code": "A", "cart_total": None}, "cart_total"),
        ({"coupon_code": "A", "cart_total": {}}, "cart_total"),
        ({"coupon_code": "A", "cart_total": 10**12}, "cart_total"),
    ],
)
def test_bad_input_names_its_field(as_alice: ShopClient, body: dict[str, Any], field: str) -> None:
    answer = as_alice.post("/api/preview_coupon/", body)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_input")
    assert list(answer.json()["fields"]) == [field]


def test_a_login_is_needed(as_nobody: ShopClient) -> None:
    answer = preview(as_nobody)
    assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")
