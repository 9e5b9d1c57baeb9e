"""Uses of a coupon are counted one by one, and never more than its limits allow."""

import pytest

from customkeeps.coupons.actions import CouponUsedUpError, give_back_use, take_use
from customkeeps.coupons.models import Coupon
from tests.factories import make_coupon

pytestmark = pytest.mark.django_db


def uses() -> int:
    return Coupon.objects.get().uses


def test_uses_are_counted_whether_limited_or_not() -> None:
    coupon = make_coupon()
    for _ in range(3):
        take_use(coupon)
    assert uses() == 3


def test_no_more_than_all_together_may_have() -> None:
    coupon = make_coupon(max_uses=2)
    take_use(coupon)
    take_use(coupon)  # though this object still says that nobody has used it
    with pytest.raises(CouponUsedUpError):
        take_use(coupon)
    assert uses() == 2


def test_what_is_given_back_can_be_taken_again() -> None:
    coupon = make_coupon(max_uses=1)
    take_use(coupon)
    give_back_use(coupon.pk)
    take_use(coupon)
    assert uses() == 1


def test_there_are_never_fewer_than_none() -> None:
    coupon = make_coupon()
    give_back_use(coupon.pk)
    assert uses() == 0


def test_a_limit_that_was_raised_counts_at_once() -> None:
    coupon = make_coupon(max_uses=1, uses=1)
    Coupon.objects.update(max_uses=2)
    take_use(coupon)
    assert uses() == 2


@pytest.mark.parametrize(
    ("limits", "left"),
    [
        ({"max_uses": 2, "uses": 1}, True),
        ({"max_uses": 2, "uses": 2}, False),
        ({"max_uses_per_user": 2}, True),
        ({"max_uses_per_user": 1}, False),
        ({"max_uses": 9, "uses": 1, "max_uses_per_user": 1}, False),
        ({}, True),
    ],
)
def test_whether_one_more_is_left_for_somebody_who_has_used_it_once(
    limits: dict[str, int], *, left: bool
) -> None:
    assert Coupon(**limits).has_uses_left(by_user=1) is left


def test_the_use_that_their_open_payment_holds_is_theirs() -> None:
    coupon = Coupon(max_uses=1, uses=1)
    assert [coupon.has_uses_left(open_uses=held) for held in (0, 1)] == [False, True]
