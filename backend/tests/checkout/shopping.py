"""What a buyer's program does between cart and order, in one line each."""

from typing import Any

from rest_framework.test import APIClient

from customkeeps.catalog.models import Product
from payments_sandbox.tests.running import Sandbox

VISA, DECLINED, SLOW = "4242424242424242", "4000000000000002", "4000000000001109"


def put_in_cart(client: APIClient, quantity: int = 1, **line: Any) -> dict[str, Any]:
    """A line of T-shirts with a text; `line` overrides what is sent."""
    wanted = {"product_name": "T-Shirt", "base_color": "White", "customization_text": "Hello"}
    answer = client.post("/api/cart/", {**wanted, "quantity": quantity, **line}, format="json")
    assert answer.status_code in (200, 201), answer.content
    return answer.json()


def quote(client: APIClient, coupon_code: str = "") -> dict[str, Any]:
    return client.post("/api/cart/quote/", {"coupon_code": coupon_code}, format="json").json()


def pay(client: APIClient, coupon_code: str = "", **body: Any) -> Any:
    """Start paying what the quote says."""
    amount = quote(client, coupon_code)["final_amount"]
    wanted = {"amount": amount, "coupon_code": coupon_code, **body}
    return client.post("/api/checkout/pay/", wanted, format="json")


def create(client: APIClient, intent_id: str, **body: Any) -> Any:
    wanted = {"payment_intent_id": intent_id, **body}
    return client.post("/api/orders/create_from_cart/", wanted, format="json")


def paid_intent(client: APIClient, sandbox: Sandbox, coupon_code: str = "") -> str:
    """The id of a PaymentIntent for the whole cart, paid in the shopper's browser."""
    started = pay(client, coupon_code)
    assert started.status_code == 200, started.content
    intent_id: str = started.json()["paymentIntentId"]
    confirm(sandbox, intent_id)
    return intent_id


def confirm(sandbox: Sandbox, intent_id: str, number: str = VISA) -> dict[str, Any]:
    """What Stripe.js does with the client secret."""
    status, intent = sandbox.switch(f"pay/{intent_id}", number=number)
    assert status in (200, 402), intent
    return intent  # type: ignore[no-any-return]


def stock_of(product: Product) -> tuple[int | None, int]:
    """On hand and held."""
    product.refresh_from_db()
    return product.stock, product.stock_held
