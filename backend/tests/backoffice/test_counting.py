"""Staff save a count at the moment at which a shopper begins to pay."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection, transaction
from django.test import Client

from customkeeps.catalog import actions as stock
from customkeeps.catalog.actions import Counter
from customkeeps.catalog.models import Product, VariantStock
from tests.backoffice.forms import errors_of, open_form
from tests.factories import make_stock

pytestmark = pytest.mark.django_db(transaction=True)
LONG_ENOUGH_TO_MEET = 0.5


def test_what_a_shopper_holds_meanwhile_stays_held(staff: Client, hoodie: Product) -> None:
    black = make_stock(hoodie, 20, color="Black", held=4)
    page = f"/admin/catalog/product/{hoodie.pk}/change/"
    counted = open_form(staff, page) | {"variant_stock-0-on_hand": "30"}
    is_held = Event()

    def begin_to_pay() -> None:
        try:
            with transaction.atomic():
                stock.hold({Counter(hoodie.pk, black.pk): 1})
                is_held.set()
                time.sleep(LONG_ENOUGH_TO_MEET)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        paying = pool.submit(begin_to_pay)
        assert is_held.wait(30)
        assert errors_of(staff.post(page, counted)) == []
        paying.result()
    assert VariantStock.objects.values_list("on_hand", "held").get() == (30, 5)
