"""Amounts in the database: kept to the last thousandth, and sums that must be right."""

import random
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from customkeeps.catalog.models import Product
from customkeeps.orders.models import Order
from tests.factories import make_product

pytestmark = pytest.mark.django_db

SMALLEST = Decimal("0.001")


@pytest.mark.parametrize(
    "amount", ["0", "0.001", "0.1", "333.33", "1234567.891", "99999999999.99", "99999999999.999"]
)
def test_amounts_come_back_as_they_went(amount: str) -> None:
    kept = Decimal(amount)
    none = dict.fromkeys(("bulk_discount", "coupon_discount", "discount_amount"), Decimal(0))
    order(total_amount=kept, final_amount=kept, **none).save()
    assert Order.objects.get().final_amount == kept
    assert Order.objects.filter(total_amount=kept).exists()


def order(**amounts: Decimal) -> Order:
    return Order(order_id="ABCD1234", currency="PHP", payment_status="paid", **amounts)


def is_accepted(row: Order) -> bool:
    try:
        with transaction.atomic():
            Order.objects.bulk_create([row])
            transaction.set_rollback(True)
    except IntegrityError as refusal:
        if "add" not in str(refusal):
            raise
        return False
    return True


def test_right_sums_are_taken_and_wrong_ones_refused_to_the_thousandth() -> None:
    chance = random.Random(3)  # noqa: S311 (the same amounts each time, on purpose)
    for digits in (2, 5, 8, 11, 14):
        for _ in range(10):
            total = Decimal(chance.randint(3, 10**digits - 1)).scaleb(-3)
            bulk = Decimal(chance.randint(0, int(total.scaleb(3)) // 3)).scaleb(-3)
            coupon = Decimal(chance.randint(0, int(total.scaleb(3)) // 3)).scaleb(-3)
            right = {
                "total_amount": total,
                "bulk_discount": bulk,
                "coupon_discount": coupon,
                "discount_amount": bulk + coupon,
                "final_amount": total - bulk - coupon,
            }
            assert is_accepted(order(**right)), right
            for name in ("discount_amount", "final_amount", "total_amount", "bulk_discount"):
                assert not is_accepted(order(**right | {name: right[name] + SMALLEST})), right


def test_the_admins_forms_show_the_currencys_places() -> None:
    for currency, shown in (("PHP", "500.00"), ("JPY", "500"), ("KWD", "500.000")):
        product = make_product(currency, price="500", currency=currency)
        field = Product._meta.get_field("price")
        assert str(field.value_from_object(product)) == shown
