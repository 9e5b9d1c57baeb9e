"""`POST /api/checkout/pay/`: the server prices the cart, the caller's amount is only a claim."""

import time
from decimal import Decimal

import pytest
from rest_framework.test import APIClient

from customkeeps.accounts.models import User
from customkeeps.catalog.models import Product
from customkeeps.coupons.models import Coupon
from customkeeps.payments.models import Payment
from customkeeps.payments.queries import installation_id
from payments_sandbox.tests.running import Sandbox
from tests.checkout.shopping import confirm, create, pay, put_in_cart
from tests.factories import make_coupon, make_stock

pytestmark = pytest.mark.django_db


def post(client: APIClient, **body: object) -> tuple[int, dict]:
    answer = client.post("/api/checkout/pay/", body, format="json")
    return answer.status_code, answer.json()


def test_charges_what_the_contract_works_out(
    as_alice: APIClient, alice: User, tshirt: Product, save10: Coupon, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice, quantity=10)
    status, body = post(as_alice, amount=4050, coupon_code="save10")
    assert status == 200
    quoted = {
        name: body["quote"][name] for name in ("raw_subtotal", "discount_amount", "final_amount")
    }
    assert quoted == {
        "raw_subtotal": "5000.00",
        "discount_amount": "950.00",
        "final_amount": "4050.00",
    }
    assert body["order"] is None
    intent = sandbox.stripe.payment_intents.retrieve(body["paymentIntentId"])
    assert (intent.amount, intent.currency) == (405000, "php")
    assert intent.client_secret == body["clientSecret"]
    payment = Payment.objects.get()
    assert intent.metadata.to_dict() == {
        "user_id": str(alice.pk),
        "username": "alice",
        "coupon_code": "SAVE10",
        "payment_id": str(payment.pk),
        "installation_id": installation_id(),
    }


@pytest.mark.parametrize("amount", [4050, 4050.00, "4050", "4050.00"])
def test_takes_the_amount_as_number_or_text(
    as_alice: APIClient, tshirt: Product, save10: Coupon, sandbox: Sandbox, amount: object
) -> None:
    put_in_cart(as_alice, quantity=10)
    assert post(as_alice, amount=amount, coupon_code="SAVE10")[0] == 200


def test_another_amount_is_refused_with_the_right_one(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    status, body = post(as_alice, amount="499.99")
    assert (status, body["code"], body["expected_amount"]) == (400, "amount_mismatch", "500.00")
    assert not Payment.objects.exists()


@pytest.mark.parametrize(
    "body", [{}, {"amount": 0}, {"amount": -1}, {"amount": None}, {"amount": "x"}]
)
def test_an_amount_that_cannot_be_is_refused(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox, body: dict
) -> None:
    put_in_cart(as_alice)
    status, answer = post(as_alice, **body)
    assert status == 400
    assert answer["code"] in ("invalid_input", "amount_mismatch")
    assert not Payment.objects.exists()


def test_an_empty_cart_cannot_be_paid(as_alice: APIClient, sandbox: Sandbox) -> None:
    status, body = post(as_alice, amount=500)
    assert (status, body["code"]) == (400, "empty_cart")


def test_an_invalid_coupon_is_refused_and_counted(
    as_alice: APIClient, tshirt: Product, expired: Coupon, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    answers = [post(as_alice, amount=500, coupon_code=code) for code in ("NOPE", expired.code)]
    assert {status for status, _ in answers} == {400}
    assert (
        answers[0][1]
        == answers[1][1]
        == {"error": "Invalid coupon code.", "code": "invalid_coupon"}
    )
    preview = {"coupon_code": "NOPE", "cart_total": 500}
    for _ in range(8):
        as_alice.post("/api/preview_coupon/", preview, format="json")
    assert post(as_alice, amount=500, coupon_code="NOPE")[0] == 429


def test_eleven_tries_a_minute_are_too_many(as_alice: APIClient, sandbox: Sandbox) -> None:
    assert [post(as_alice, amount=1)[0] for _ in range(11)] == [400] * 10 + [429]


def test_more_than_the_pool_is_out_of_stock(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    Product.objects.update(stock=5, stock_held=1)
    first = put_in_cart(as_alice, quantity=3)
    second = put_in_cart(as_alice, quantity=2, base_color="Black")
    answer = pay(as_alice)
    assert answer.status_code == 400
    assert answer.json()["code"] == "out_of_stock"
    assert answer.json()["lines"] == [{"id": second["id"], "available": 1}]
    assert first["id"] != second["id"]


def test_more_than_the_variant_is_out_of_stock(
    as_alice: APIClient, hoodie: Product, sandbox: Sandbox
) -> None:
    make_stock(hoodie, 2, size="L")
    medium_line = put_in_cart(as_alice, quantity=9, product_name="Hoodie", size="M")
    large_line = put_in_cart(as_alice, quantity=3, product_name="Hoodie", size="L")
    answer = pay(as_alice)
    assert answer.json()["lines"] == [{"id": large_line["id"], "available": 2}]
    assert medium_line["id"] != large_line["id"]


def test_what_is_no_longer_sold_is_out_of_stock(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    line = put_in_cart(as_alice)
    Product.objects.update(on_sale=False)
    answer = pay(as_alice)
    assert answer.json()["lines"] == [{"id": line["id"], "available": 0}]


def test_the_same_cart_gets_the_same_intent(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    first, second = pay(as_alice).json(), pay(as_alice).json()
    assert first["paymentIntentId"] == second["paymentIntentId"]
    assert first["clientSecret"] == second["clientSecret"]
    assert len(sandbox.stripe.payment_intents.list().data) == 1


def test_a_declined_card_leaves_the_intent_to_try_again(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    first = pay(as_alice).json()
    sandbox.switch(f"pay/{first['paymentIntentId']}", number="4000000000000002")
    assert pay(as_alice).json()["paymentIntentId"] == first["paymentIntentId"]


def test_a_changed_cart_ends_the_old_intent_first(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    old = pay(as_alice).json()["paymentIntentId"]
    put_in_cart(as_alice)
    new = pay(as_alice).json()["paymentIntentId"]
    statuses = {intent.id: intent.status for intent in sandbox.stripe.payment_intents.list().data}
    assert statuses == {old: "canceled", new: "requires_payment_method"}
    assert sorted(Payment.objects.values_list("state", flat=True)) == ["canceled", "open"]


def test_a_changed_catalogue_price_ends_the_old_intent_too(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    old = pay(as_alice).json()["paymentIntentId"]
    Product.objects.update(price=Decimal("550.00"))
    new = pay(as_alice).json()
    assert new["quote"]["final_amount"] == "550.00"
    assert new["paymentIntentId"] != old


def test_paying_again_what_is_paid_leads_to_its_order(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    confirm(sandbox, pay(as_alice).json()["paymentIntentId"])
    again = pay(as_alice)
    assert (again.status_code, again.json()["code"]) == (409, "already_paid")
    orders = as_alice.get("/api/orders/").json()
    assert [order["order_id"] for order in orders] == [again.json()["order_id"]]
    assert as_alice.get("/api/cart/").json() == []


def test_a_cart_changed_after_paying_does_not_lose_the_payment(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    confirm(sandbox, pay(as_alice).json()["paymentIntentId"])
    later = put_in_cart(as_alice, customization_text="Later")
    again = pay(as_alice)
    assert (again.status_code, again.json()["code"]) == (409, "already_paid")
    assert [line["id"] for line in as_alice.get("/api/cart/").json()] == [later["id"]]
    assert pay(as_alice).status_code == 200


def test_an_intent_that_stripe_forgot_does_not_hold_the_shopper(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    intent_id = pay(as_alice).json()["paymentIntentId"]
    sandbox.switch("reset")
    new = pay(as_alice)
    assert new.status_code == 200
    assert new.json()["paymentIntentId"] != intent_id


def test_nothing_to_pay_makes_the_order_at_once(
    as_alice: APIClient, tshirt: Product, everything_off: Coupon, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice, quantity=2)
    answer = post(as_alice, amount=0, coupon_code=everything_off.code)
    assert answer[0] == 200
    body = answer[1]
    assert (body["clientSecret"], body["paymentIntentId"]) == (None, None)
    order = as_alice.get("/api/orders/").json()[0]
    assert body["order"] == order
    assert (order["total_amount"], order["final_amount"]) == ("1000.00", "0.00")
    assert order["payment_status"] == "free"
    assert as_alice.get("/api/cart/").json() == []
    assert sandbox.stripe.payment_intents.list().data == []


def test_what_stripe_refuses_is_said_in_words(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    Product.objects.update(price=Decimal("10.00"))
    put_in_cart(as_alice)
    answer = pay(as_alice)
    assert answer.status_code == 400
    assert answer.json()["code"] == "payment_refused"
    assert answer.json()["stripe_code"] == "amount_too_small"
    assert list(Payment.objects.values_list("state", flat=True)) == ["canceled"]
    Product.objects.update(price=Decimal("500.00"))
    assert pay(as_alice).status_code == 200


def test_without_stripe_the_answer_comes_soon_and_says_when_to_retry(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    put_in_cart(as_alice)
    sandbox.switch("faults", kind="timeout", when="before", times=1, seconds=30, path="/v1/payment")
    started = time.monotonic()
    answer = pay(as_alice)
    assert time.monotonic() - started < 12
    assert (answer.status_code, answer.json()["code"]) == (503, "payments_unavailable")
    assert int(answer["Retry-After"]) > 0
    sandbox.switch("faults", "DELETE")
    assert pay(as_alice).status_code == 200


def test_nobody_pays_without_a_token(client: APIClient, sandbox: Sandbox) -> None:
    assert post(APIClient(), amount=1)[0] == 401


def test_other_things_at_the_same_total_are_another_payment(
    as_alice: APIClient, tshirt: Product, sandbox: Sandbox
) -> None:
    line = put_in_cart(as_alice)
    old = pay(as_alice).json()["paymentIntentId"]
    as_alice.delete(f"/api/cart/{line['id']}/")
    put_in_cart(as_alice, customization_text="Something else")
    new = pay(as_alice).json()["paymentIntentId"]
    assert new != old
    confirm(sandbox, new)
    [item] = create(as_alice, new).json()["items"]
    assert item["customization_text"] == "Something else"


def test_another_coupon_of_the_same_percentage_is_another_payment(
    as_alice: APIClient, tshirt: Product, save10: Coupon, sandbox: Sandbox
) -> None:
    make_coupon("ALSO10", "10")
    put_in_cart(as_alice)
    old = pay(as_alice, "SAVE10").json()["paymentIntentId"]
    new = pay(as_alice, "ALSO10").json()["paymentIntentId"]
    assert new != old
    confirm(sandbox, new)
    assert create(as_alice, new).json()["coupon_code"] == "ALSO10"
