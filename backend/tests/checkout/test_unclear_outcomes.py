"""Stripe's answer to "create" gets lost or is a saved error: the next try ends with one intent."""

import pytest
from rest_framework.test import APIClient

from customkeeps.catalog.models import Product
from customkeeps.payments.models import Payment
from payments_sandbox.tests.running import Sandbox
from tests.checkout.shopping import create, paid_intent, pay, put_in_cart

pytestmark = pytest.mark.django_db
CREATE = {"method": "POST", "path": "/v1/payment_intents"}


def open_intents(sandbox: Sandbox) -> list[str]:
    intents = sandbox.stripe.payment_intents.list().data
    return [intent.id for intent in intents if intent.status != "canceled"]


@pytest.mark.parametrize("kind", ["reset", "server_error", "rate_limited"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_one_intent_whatever_happened_to_the_first_call(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox, kind: str, when: str
) -> None:
    put_in_cart(as_alice)
    sandbox.switch("faults", kind=kind, when=when, times=1, **CREATE)
    assert pay(as_alice).status_code == 503
    answer = pay(as_alice)
    assert answer.status_code == 200
    assert open_intents(sandbox) == [answer.json()["paymentIntentId"]]
    assert Payment.objects.get().state == "open"
    assert create(as_alice, paid_intent(as_alice, sandbox)).status_code == 201


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_cart_changed_meanwhile_leaves_no_open_intent_behind(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox, when: str
) -> None:
    put_in_cart(as_alice)
    sandbox.switch("faults", kind="reset", when=when, times=1, **CREATE)
    assert pay(as_alice).status_code == 503
    put_in_cart(as_alice)
    answer = pay(as_alice)
    assert open_intents(sandbox) == [answer.json()["paymentIntentId"]]
    assert sorted(Payment.objects.values_list("state", flat=True)) == ["canceled", "open"]


def test_a_cancellation_that_fails_is_tried_again(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    old = pay(as_alice).json()["paymentIntentId"]
    put_in_cart(as_alice)
    sandbox.switch("faults", kind="server_error", when="before", times=1, method="POST",
                   path=f"/v1/payment_intents/{old}/cancel")  # fmt: skip
    assert pay(as_alice).status_code == 503
    assert Payment.objects.get().state == "cancelling"
    answer = pay(as_alice)
    assert open_intents(sandbox) == [answer.json()["paymentIntentId"]]
