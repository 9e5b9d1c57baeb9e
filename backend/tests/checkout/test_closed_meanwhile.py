"""An account that is closed while its order is made has no order to be shown."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from customkeeps.catalog.models import Product
from customkeeps.checkout import views
from customkeeps.orders.models import Order
from payments_sandbox.tests.running import Sandbox
from tests.checkout.shopping import create, paid_intent, put_in_cart

pytestmark = pytest.mark.django_db


def test_its_request_is_told_so(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in_cart(as_alice)
    intent_id = paid_intent(as_alice, sandbox)
    assert create(as_alice, intent_id).status_code == 201
    collect = views.collect_order

    def collect_and_close(**wanted: Any) -> Any:
        collected = collect(**wanted)
        Order.objects.update(user=None)
        return collected

    monkeypatch.setattr(views, "collect_order", collect_and_close)
    answer = create(as_alice, intent_id)
    assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")
    assert Order.objects.count() == 1
