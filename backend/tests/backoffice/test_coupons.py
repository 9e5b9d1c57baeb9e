"""Coupons are edited with words for what does not fit, and with a history."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from customkeeps.accounts.models import User
from customkeeps.coupons.models import Coupon
from tests.backoffice.forms import errors_of, open_form
from tests.clients import ShopClient
from tests.factories import make_coupon

ADD = "/admin/coupons/coupon/add/"


def coupon_form(**changes: Any) -> dict[str, Any]:
    return {
        "code": "LOLA80",
        "discount_percent": "12.5",
        "active": "on",
        "valid_from_0": "2026-01-01",
        "valid_from_1": "00:00",
        "valid_to_0": "2126-12-31",
        "valid_to_1": "23:59",
    } | changes


def test_a_new_coupon_is_good_in_the_shop(staff: Client, as_alice: ShopClient) -> None:
    assert errors_of(staff.post(ADD, coupon_form(code=" lola80 "))) == []
    sent = {"coupon_code": "LOLA80", "cart_total": "200.00"}
    assert as_alice.post("/api/preview_coupon/", sent).json() == {
        "valid": True,
        "discount_percent": 12.5,
        "discount_amount": 25.0,
    }


def test_dates_are_those_of_manila(staff: Client) -> None:
    staff.post(ADD, coupon_form())
    assert Coupon.objects.get().valid_from.isoformat() == "2025-12-31T16:00:00+00:00"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"code": "save10"}, "There is a coupon SAVE10 already."),
        ({"code": "   "}, "This field is required."),
        ({"code": "SAVE 10"}, "Letters from A to Z, digits, - and _ only."),
        ({"code": "ÉTÉ"}, "Letters from A to Z, digits, - and _ only."),
        ({"code": "x" * 41}, "Ensure this value has at most 40 characters (it has 41)."),
        ({"discount_percent": "0"}, "More than 0 and at most 100."),
        ({"discount_percent": "100.01"}, "More than 0 and at most 100."),
        ({"discount_percent": "-1"}, "More than 0 and at most 100."),
        ({"discount_percent": "ten"}, "Enter a number."),
        ({"valid_to_0": "2025-12-31"}, "This is before the day it becomes valid."),
        ({"valid_to_0": "soon"}, "Enter a valid date."),
    ],
)
def test_what_does_not_fit_is_refused_in_words(
    staff: Client, changes: dict[str, str], words: str
) -> None:
    make_coupon("SAVE10")
    said = errors_of(staff.post(ADD, coupon_form(**changes)))
    assert words in said
    assert Coupon.objects.count() == 1


def test_a_coupon_may_keep_its_own_code(staff: Client, petra: User) -> None:
    coupon = make_coupon("SAVE10")
    page = f"/admin/coupons/coupon/{coupon.pk}/change/"
    changed = open_form(staff, page) | {"code": "Save10", "discount_percent": "15"}
    assert errors_of(staff.post(page, changed)) == []
    newest = coupon.history.first()
    assert (newest.code, str(newest.discount_percent)) == ("Save10", "15.00")
    assert newest.history_user == petra


def test_the_list_tells_which_are_good_now(staff: Client) -> None:
    now, day = timezone.now(), timedelta(days=1)
    make_coupon("GOOD")
    make_coupon("OFF", active=False)
    make_coupon("LATE", valid_from=now - 2 * day, valid_to=now - day)
    make_coupon("EARLY", valid_from=now + day, valid_to=now + 2 * day)
    page = staff.get("/admin/coupons/coupon/").content.decode()
    assert [page.count(words) for words in (">Valid now</span>", ">Inactive<")] == [1, 1]
    assert [page.count(words) for words in (">Expired<", ">Not yet valid<")] == [1, 1]
    for answer, codes in (("yes", ["GOOD"]), ("no", ["EARLY", "LATE", "OFF"])):
        listed = staff.get(f"/admin/coupons/coupon/?valid={answer}").context["cl"].result_list
        assert [str(coupon) for coupon in listed] == codes
