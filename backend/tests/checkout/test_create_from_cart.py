"""`POST /api/orders/create_from_cart/`: a paid intent becomes exactly its one order."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from rest_framework.test import APIClient

from customkeeps.accounts.models import User
from customkeeps.catalog.models import Product
from customkeeps.checkout.actions.finalize_payment import contradiction, fulfil_free
from customkeeps.checkout.actions.reconcile import reconcile
from customkeeps.coupons.models import Coupon
from customkeeps.orders.models import Order
from customkeeps.payments.models import Payment
from customkeeps.payments.stripe_gateway import Intent
from payments_sandbox.tests.running import Sandbox
from tests.checkout.shopping import (
    DECLINED,
    SLOW,
    confirm,
    create,
    paid_intent,
    pay,
    put_in_cart,
)
from tests.factories import make_design

pytestmark = pytest.mark.django_db


def test_the_order_says_what_was_quoted_and_charged(
    as_alice: APIClient, tshirt: Product, save10: Coupon, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice, quantity=10, customization_text="Two\nlines")
    intent_id = paid_intent(as_alice, sandbox, "SAVE10")
    answer = create(as_alice, intent_id, coupon_code="SAVE10")
    assert answer.status_code == 201
    order = answer.json()
    expected = {
        "total_amount": "5000.00",
        "bulk_discount": "500.00",
        "coupon_discount": "450.00",
        "discount_amount": "950.00",
        "final_amount": "4050.00",
        "coupon_code": "SAVE10",
        "status": "preparing",
        "payment_status": "paid",
        "currency": "PHP",
    }
    assert {name: order[name] for name in expected} == expected
    [item] = order["items"]
    expected_item = {
        "product_name": "T-Shirt",
        "price": "450.00",
        "quantity": 10,
        "line_total": "4500.00",
        "base_color": "White",
        "size": None,
        "customization_text": "Two\nlines",
    }
    assert {name: item[name] for name in expected_item} == expected_item
    assert Order.objects.get().payment_intent_id == intent_id
    assert as_alice.get("/api/cart/").json() == []
    assert as_alice.get(f"/api/orders/{order['order_id']}/").json() == order


@pytest.mark.parametrize(
    ("price", "quantity", "raw", "line_total"),
    [("333.33", 3, "999.99", "999.99"), ("333.33", 5, "1666.65", "1583.32"),
     ("111.11", 100, "11111.00", "9999.90")],
)  # fmt: skip
def test_odd_amounts_are_the_same_everywhere(
    as_alice: APIClient,
    tshirt: Product,
    sandbox: Sandbox,
    price: str,
    quantity: int,
    raw: str,
    line_total: str,
) -> None:
    Product.objects.update(price=Decimal(price))
    line = put_in_cart(as_alice, quantity=quantity)
    started = pay(as_alice).json()
    intent = sandbox.stripe.payment_intents.retrieve(started["paymentIntentId"])
    confirm(sandbox, intent.id)
    order = create(as_alice, intent.id).json()
    assert line["line_total"] == started["quote"]["final_amount"] == line_total
    assert intent.amount == int(Decimal(line_total) * 100)
    assert (order["total_amount"], order["final_amount"]) == (raw, line_total)
    assert order["items"][0]["line_total"] == line_total


def test_asking_again_gives_the_same_order(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    intent_id = paid_intent(as_alice, sandbox)
    first, second = create(as_alice, intent_id), create(as_alice, intent_id)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert Order.objects.count() == 1


def test_unpaid_is_refused_and_changes_nothing(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    intent_id = pay(as_alice).json()["paymentIntentId"]
    sandbox.switch(f"pay/{intent_id}", number=DECLINED)
    answer = create(as_alice, intent_id)
    assert (answer.status_code, answer.json()["code"]) == (400, "payment_not_succeeded")
    assert len(as_alice.get("/api/cart/").json()) == 1
    assert not Order.objects.exists()


def test_processing_is_a_conflict_until_it_is_done(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    intent_id = pay(as_alice).json()["paymentIntentId"]
    sandbox.switch(f"pay/{intent_id}", number=SLOW)
    answer = create(as_alice, intent_id)
    assert (answer.status_code, answer.json()["code"]) == (409, "payment_processing")
    blocked = pay(as_alice)
    assert (blocked.status_code, blocked.json()["code"]) == (409, "payment_processing")
    sandbox.switch(f"settle/{intent_id}", outcome="succeeded")
    assert create(as_alice, intent_id).status_code == 201


def test_someone_elses_handmade_and_unknown_intents_are_one_and_the_same(
    as_alice: APIClient, as_bob: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    hers = paid_intent(as_alice, sandbox)
    handmade = sandbox.intent(metadata={"user_id": "1"}).id
    confirm(sandbox, handmade)
    answers = [create(as_bob, intent_id) for intent_id in (hers, handmade, "pi_nothing", "x")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert not Order.objects.exists()


@pytest.mark.parametrize("intent_id", [None, 7, "", "x" * 256, ["pi_1"], {}])
def test_a_malformed_id_is_refused(
    as_alice: APIClient, sandbox: Sandbox, intent_id: object
) -> None:
    body = {"payment_intent_id": intent_id}
    answer = as_alice.post("/api/orders/create_from_cart/", body, format="json")
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_input")


def test_the_bodys_coupon_does_not_count(
    as_alice: APIClient, tshirt: Product, save10: Coupon, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    intent_id = paid_intent(as_alice, sandbox)
    order = create(as_alice, intent_id, coupon_code="SAVE10").json()
    assert (order["coupon_code"], order["final_amount"]) == (None, "500.00")


def test_the_snapshot_rules_whatever_changed_after_paying(
    as_alice: APIClient, tshirt: Product, save10: Coupon, sandbox: Sandbox
) -> None:
    bought = put_in_cart(as_alice, quantity=10)
    intent_id = paid_intent(as_alice, sandbox, "SAVE10")
    Product.objects.update(price=Decimal("999.00"), name="Shirt of tomorrow")
    Coupon.objects.update(active=False)
    as_alice.patch(f"/api/cart/{bought['id']}/", {"quantity": 12}, format="json")
    added = put_in_cart(as_alice, product_name="Shirt of tomorrow", customization_text="New")
    order = create(as_alice, intent_id).json()
    assert order["final_amount"] == "4050.00"
    assert [(item["product_name"], item["quantity"]) for item in order["items"]] == [
        ("T-Shirt", 10)
    ]
    left = {line["id"]: line["quantity"] for line in as_alice.get("/api/cart/").json()}
    assert left == {bought["id"]: 2, added["id"]: 1}


def test_a_product_deleted_after_paying_is_ordered_all_the_same(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    intent_id = paid_intent(as_alice, sandbox)
    tshirt.delete()
    answer = create(as_alice, intent_id)
    assert answer.status_code == 201
    [item] = answer.json()["items"]
    assert (item["product_name"], item["product_slug"], item["line_total"]) == (
        "T-Shirt",
        None,
        "500.00",
    )


def test_a_line_changed_into_something_else_stays(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    line = put_in_cart(as_alice)
    intent_id = paid_intent(as_alice, sandbox)
    as_alice.patch(f"/api/cart/{line['id']}/", {"customization_text": "Other"}, format="json")
    assert create(as_alice, intent_id).status_code == 201
    assert [kept["id"] for kept in as_alice.get("/api/cart/").json()] == [line["id"]]


def test_a_payment_that_contradicts_its_quote_is_due_a_refund(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    intent_id = paid_intent(as_alice, sandbox)
    other = sandbox.intent(amount=100_000)
    confirm(sandbox, other.id)
    Payment.objects.update(intent_id=other.id)
    answer = create(as_alice, other.id)
    assert (answer.status_code, answer.json()["code"]) == (409, "payment_refunded")
    payment = Payment.objects.get()
    assert (payment.state, payment.order) == ("refund_due", None)
    assert payment.reason == "quoted 50000 PHP, paid 100000 PHP"
    assert not Order.objects.exists()
    assert create(as_alice, intent_id).status_code == 404


def test_stripe_away_is_said_and_the_order_comes_later(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    intent_id = paid_intent(as_alice, sandbox)
    sandbox.switch("faults", kind="reset", when="before", times=1, path="/v1/payment_intents")
    answer = create(as_alice, intent_id)
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert create(as_alice, intent_id).status_code == 201


def test_an_idempotency_key_replays_the_first_answer(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    intent_id = paid_intent(as_alice, sandbox)
    body = {"payment_intent_id": intent_id}
    headers = {"Idempotency-Key": "order-1"}
    answers = [
        as_alice.post("/api/orders/create_from_cart/", body, format="json", headers=headers)
        for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()


def test_the_order_outlives_its_account(
    as_alice: APIClient, alice: User, tshirt: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    order_id = create(as_alice, paid_intent(as_alice, sandbox)).json()["order_id"]
    alice.delete()
    assert Order.objects.get(order_id=order_id).user is None


def test_picture_and_size_go_all_the_way(
    as_alice: APIClient, alice: User, hoodie: Product, sandbox: Sandbox, storage: Path
) -> None:
    design, other = make_design(alice), make_design(alice, 1)
    wanted = {"product_name": "Hoodie", "size": "L", "customization_text": ""}
    line = put_in_cart(as_alice, 2, design=str(design.pk), **wanted)
    intent_id = paid_intent(as_alice, sandbox)
    later = put_in_cart(as_alice, design=str(other.pk), **wanted)
    [item] = create(as_alice, intent_id).json()["items"]
    assert (item["size"], item["quantity"], item["customization_text"]) == ("L", 2, "")
    assert str(design.pk) in item["design_image_url"]
    assert str(design.pk) in item["design_thumb_url"]
    assert [left["id"] for left in as_alice.get("/api/cart/").json()] == [later["id"]]
    assert line["id"] != later["id"]


def test_a_payment_given_back_in_the_dashboard_makes_no_order(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    intent_id = paid_intent(as_alice, sandbox)
    sandbox.stripe.refunds.create({"payment_intent": intent_id})
    assert create(as_alice, intent_id).json()["code"] == "payment_refunded"
    reconcile()
    assert Payment.objects.get().state == "refunded"
    assert not Order.objects.exists()
    assert len(sandbox.stripe.refunds.list().data) == 1


def test_what_is_paid_after_it_was_given_up_is_given_back(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    intent_id = paid_intent(as_alice, sandbox)
    Payment.objects.filter(intent_id=intent_id).update(state="canceled")
    assert create(as_alice, intent_id).json()["code"] == "payment_refunded"
    reconcile()
    payment = Payment.objects.get()
    assert (payment.state, payment.reason) == ("refunded", "paid after it was cancelled")
    assert payment.refunds.get().amount == 500


def test_a_cancelled_payment_is_not_succeeded(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    intent_id = pay(as_alice).json()["paymentIntentId"]
    sandbox.stripe.payment_intents.cancel(intent_id)
    for _ in range(2):
        answer = create(as_alice, intent_id)
        assert (answer.status_code, answer.json()["code"]) == (400, "payment_not_succeeded")
    assert Payment.objects.get().state == "canceled"


def test_a_key_whose_first_answer_was_a_refusal_is_good_for_another_try(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    intent_id = pay(as_alice).json()["paymentIntentId"]

    def ask() -> int:
        body, headers = {"payment_intent_id": intent_id}, {"Idempotency-Key": "k"}
        path = "/api/orders/create_from_cart/"
        return as_alice.post(path, body, format="json", headers=headers).status_code

    assert ask() == 400
    confirm(sandbox, intent_id)
    assert [ask(), ask()] == [201, 201]


@pytest.mark.parametrize(
    ("paid", "why"),
    [
        ({}, ""),
        ({"id": "pi_other"}, "quoted 50000 PHP, paid 50000 PHP"),
        ({"currency": "USD"}, "quoted 50000 PHP, paid 50000 USD"),
        ({"amount_received": 49_999}, "quoted 50000 PHP, paid 49999 PHP"),
        ({"amount_refunded": 1}, "given back at Stripe before it was an order"),
    ],
)
def test_what_contradicts_a_quote(paid: dict[str, Any], why: str) -> None:
    payment = Payment(intent_id="pi_1", final_amount=Decimal(500), currency="PHP")
    intent = Intent(
        id="pi_1",
        status="succeeded",
        amount=50_000,
        amount_received=50_000,
        amount_refunded=0,
        currency="PHP",
        client_secret="",
        metadata={},
    )
    assert contradiction(payment, replace(intent, **paid)) == why


def test_only_a_payment_of_nothing_needs_no_stripe() -> None:
    with pytest.raises(ValueError, match="not free"):
        fulfil_free(Payment(final_amount=Decimal(500)))


def test_an_order_that_is_there_needs_no_stripe(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox, settings: LazySettings
) -> None:
    put_in_cart(as_alice)
    intent_id = paid_intent(as_alice, sandbox)
    order_id = create(as_alice, intent_id).json()["order_id"]
    as_alice.post(f"/api/orders/{order_id}/cancel/")
    settings.STRIPE_API_BASE = "http://127.0.0.1:9"
    answer = create(as_alice, intent_id)
    assert (answer.status_code, answer.json()["order_id"]) == (200, order_id)
