"""Buyers brought to where their next request makes one certain call to Stripe."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import requests

from customkeeps.catalog.models import Product
from tests.running_shop import Buyer

Act = Callable[[], requests.Response]
INTENTS = "/v1/payment_intents"


@dataclass(frozen=True)
class Ready:
    """A buyer whose `act` makes the call at `path`; repeated, it ends well, with one of `good`."""

    buyer: Buyer
    act: Act
    method: str
    path: str
    good: tuple[int, ...] = (200, 201)

    def spoil(self, **fault: Any) -> None:
        """The call goes wrong, once."""
        shop = self.buyer.shop
        shop.sandbox.switch("faults", method=self.method, path=self.path, exact=True, **fault)


def creating(buyer: Buyer) -> Ready:
    """Nothing is paid yet: a PaymentIntent is created."""
    return Ready(buyer, buyer.pay, "POST", INTENTS)


def finding(buyer: Buyer) -> Ready:
    """Stripe has failed to create one and keeps saying so: it is looked for."""
    ready = creating(buyer)
    ready.spoil(kind="server_error", when="after")
    assert buyer.pay().status_code == 503
    return Ready(buyer, buyer.pay, "GET", INTENTS)


def resuming(buyer: Buyer) -> Ready:
    """The same cart once more: its PaymentIntent is read."""
    return Ready(buyer, buyer.pay, "GET", f"{INTENTS}/{started(buyer)}")


def changing(buyer: Buyer) -> Ready:
    """The cart has changed: the old PaymentIntent is cancelled."""
    old = started(buyer)
    line = {"product_name": "Cup", "base_color": "White", "customization_text": "More"}
    assert buyer.post("/api/cart/", line).status_code == 201
    return Ready(buyer, lambda: buyer.pay("1000.00"), "POST", f"{INTENTS}/{old}/cancel")


def collecting(buyer: Buyer) -> Ready:
    """It is paid and the order asked for: the PaymentIntent is read."""
    intent_id = started(buyer)
    buyer.confirm(intent_id)
    return Ready(buyer, lambda: buyer.create(intent_id), "GET", f"{INTENTS}/{intent_id}")


def cancelling(buyer: Buyer) -> Ready:
    """The order is cancelled: its money is given back. A second time is too late."""
    intent_id = started(buyer)
    buyer.confirm(intent_id)
    order_id = buyer.create(intent_id).json()["order_id"]
    path = f"/api/orders/{order_id}/cancel/"
    return Ready(buyer, lambda: buyer.post(path, {}), "POST", "/v1/refunds", (200, 409))


STAGES: tuple[Callable[[Buyer], Ready], ...] = (
    creating,
    finding,
    resuming,
    changing,
    collecting,
    cancelling,
)


def bring(buyers: list[Buyer], product: Product, stage: Callable[[Buyer], Ready]) -> list[Ready]:
    """All of them, with one piece in the cart, one after the other."""
    buyers[0].shop.fill_carts(buyers, product)
    return [stage(buyer) for buyer in buyers]


def started(buyer: Buyer) -> str:
    intent_id: str = buyer.pay().json()["paymentIntentId"]
    return intent_id
