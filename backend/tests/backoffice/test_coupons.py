"""Coupons are edited with words for what does not fit, and with a history."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models.signals import pre_save
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


def test_a_fixed_amount_from_a_minimum_is_good_in_the_shop(
    staff: Client, as_alice: ShopClient
) -> None:
    changes = {"discount_percent": "", "discount_amount": "80", "minimum_subtotal": "500"}
    assert errors_of(staff.post(ADD, coupon_form(**changes))) == []
    answers = [
        as_alice.post("/api/preview_coupon/", {"coupon_code": "LOLA80", "cart_total": total}).json()
        for total in ("500.00", "499.99")
    ]
    assert answers == [
        {"valid": True, "discount_percent": 0.0, "discount_amount": 80.0},
        {"valid": False, "error": "This code needs a subtotal of ₱500.00 or more."},
    ]


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
        ({"discount_percent": ""}, "Say what it takes off: a percentage or an amount."),
        ({"discount_amount": "100"}, "Either a percentage or an amount, not both."),
        ({"discount_percent": "", "discount_amount": "0"}, "More than 0."),
        ({"discount_percent": "", "discount_amount": "0.005"}, "At most 2 decimal places in PHP."),
        ({"discount_percent": "", "discount_amount": "1000000"}, "At most ₱999,999.99."),
        ({"minimum_subtotal": "-1"}, "More than 0."),
        ({"minimum_subtotal": "10.001"}, "At most 2 decimal places in PHP."),
        ({"max_uses": "0"}, "At least 1. Make it inactive if nobody is to use it."),
        ({"max_uses_per_user": "0"}, "At least 1. Make it inactive if nobody is to use it."),
        ({"max_uses": "1000000001"}, "That is more than ever: leave it empty for no limit."),
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


def test_a_limit_may_not_be_less_than_the_uses_so_far(staff: Client) -> None:
    coupon = make_coupon(max_uses=5, uses=3)
    page = f"/admin/coupons/coupon/{coupon.pk}/change/"
    form = open_form(staff, page)
    assert errors_of(staff.post(page, form | {"max_uses": "2"})) == [
        "It has been used 3 times already."
    ]
    assert errors_of(staff.post(page, form | {"max_uses": "3"})) == []
    assert "3 of 3" in staff.get(page).content.decode()


def test_uses_counted_while_the_page_was_open_stay_counted(staff: Client) -> None:
    coupon = make_coupon(max_uses=5)

    def use_meanwhile(**_: Any) -> None:
        Coupon.objects.update(uses=4)

    page = f"/admin/coupons/coupon/{coupon.pk}/change/"
    form = open_form(staff, page) | {"discount_percent": "15"}
    pre_save.connect(use_meanwhile, sender=Coupon)
    try:
        assert errors_of(staff.post(page, form)) == []
    finally:
        pre_save.disconnect(use_meanwhile, sender=Coupon)
    coupon.refresh_from_db()
    assert (coupon.discount_percent, coupon.uses) == (15, 4)


def test_the_list_shows_what_each_takes_off_and_how_often_it_did(staff: Client) -> None:
    make_coupon("HALF", "50", max_uses=9, uses=4)
    make_coupon("FIXED", amount="100", minimum_subtotal="1000", uses=7)
    page = staff.get("/admin/coupons/coupon/").content.decode()
    for words in (">50%<", "₱100.00", "from ₱1,000.00", ">4 of 9<", ">7<"):
        assert words in page


def test_the_list_tells_which_are_good_now(staff: Client) -> None:
    now, day = timezone.now(), timedelta(days=1)
    make_coupon("GOOD")
    make_coupon("OFF", active=False)
    make_coupon("LATE", valid_from=now - 2 * day, valid_to=now - day)
    make_coupon("EARLY", valid_from=now + day, valid_to=now + 2 * day)
    make_coupon("GONE", max_uses=1, uses=1)
    make_coupon("YEN", amount="100", currency="JPY")
    page = staff.get("/admin/coupons/coupon/").content.decode()
    assert [page.count(words) for words in (">Valid now</span>", ">Inactive<")] == [1, 1]
    assert [page.count(words) for words in (">Expired<", ">Not yet valid<")] == [1, 1]
    assert [page.count(words) for words in (">Used up<", ">Only in JPY<")] == [1, 1]
    for answer, codes in (("yes", ["GOOD"]), ("no", ["YEN", "GONE", "EARLY", "LATE", "OFF"])):
        listed = staff.get(f"/admin/coupons/coupon/?valid={answer}").context["cl"].result_list
        assert [str(coupon) for coupon in listed] == codes
