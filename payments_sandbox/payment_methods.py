"""Card payment methods and tokens. The number is never stored, only which test card it is."""

from typing import Any

from payments_sandbox import cards
from payments_sandbox.cards import Card
from payments_sandbox.errors import ApiError, Json, invalid, missing
from payments_sandbox.parameters import (
    BILLING_DETAILS,
    EXPAND,
    Schema,
    choice,
    integer,
    metadata,
    strings,
    text,
)
from payments_sandbox.sandbox import Call, now
from payments_sandbox.store import new_id

CARD = Schema(
    {"cvc": text, "exp_month": integer, "exp_year": integer, "number": text, "token": text}
)
DATA = Schema(
    {
        "allow_redisplay": choice("always", "limited", "unspecified"),
        "billing_details": BILLING_DETAILS,
        "card": CARD,
        "metadata": metadata,
        "type": choice("card"),
    },
    frozenset({"type"}),
)
CREATE = Schema({**DATA.fields, "expand": strings}, frozenset({"type"}))
RETRIEVE = EXPAND
TOKEN = Schema({"card": CARD, "expand": strings}, frozenset({"card"}))
NO_BILLING: Json = {
    "address": dict.fromkeys(("city", "country", "line1", "line2", "postal_code", "state")),
    "email": None,
    "name": None,
    "phone": None,
    "tax_id": None,
}


def create(call: Call) -> Json:
    return from_data(call, call.params)


def retrieve(call: Call) -> Json:
    return find(call, call.ids[0], status=404)


def from_data(call: Call, data: Json) -> Json:
    """A new payment method from `payment_method_data`; raises ApiError for an impossible card."""
    details = data.get("card")
    if not details:
        raise invalid("Missing required param: card.", code="parameter_missing", param="card")
    if "token" in details:
        return _from_token(call, details["token"], data)
    if not call.publishable:
        raise ApiError(
            402,
            "Sending credit card numbers directly to the Stripe API is generally unsafe. We "
            "suggest you use test tokens that map to the test card you are using, see "
            "https://stripe.com/docs/testing.",
            kind="card_error",
        )
    card, month, year = _read(details)
    return _store(call, card, month, year, data)


def _read(details: Json) -> tuple[Card, int, int]:
    for name in ("number", "exp_month", "exp_year"):
        if name not in details:
            full = f"card[{name}]"
            raise invalid(f"Missing required param: {full}.", code="parameter_missing", param=full)
    card = cards.find_card(details["number"])
    month, year = cards.check_expiry(details["exp_month"], details["exp_year"])
    cards.check_cvc(card, details.get("cvc"))
    return card, month, year


def from_number(call: Call, number: str) -> Json:
    """For the control endpoints: a valid expiry, no CVC."""
    return _store(call, cards.find_card(number), 12, 2040, {})


def find(call: Call, method_id: str, *, status: int = 400) -> Json:
    """By id, or by one of Stripe's nicknames such as pm_card_visa, which makes a new one."""
    if method_id in cards.BY_NICKNAME:
        return _store(call, cards.BY_NICKNAME[method_id], 12, 2040, {})
    method = call.store.get("payment_method", method_id)
    if method is None:
        raise missing("PaymentMethod", method_id, param="payment_method", status=status)
    return method


def card_behind(call: Call, method: Json) -> Card:
    secret = call.store.get("card", method["id"])
    assert secret is not None, "every payment method is stored with its card"
    return cards.BY_NUMBER[secret["number"]]


def create_token(call: Call) -> Json:
    card, month, year = _read(call.params["card"])
    token = {
        "id": new_id("tok"),
        "object": "token",
        "client_ip": None,
        "created": now(),
        "livemode": False,
        "type": "card",
        "used": False,
    }
    call.store.put("card", {"id": token["id"], "number": card.number, "expiry": [month, year]})
    return call.store.put("token", token)


def _from_token(call: Call, token_id: str, data: Json) -> Json:
    token = call.store.get("token", token_id)
    if token is None:
        raise missing("token", token_id, param="card[token]", status=400)
    if token["used"]:
        raise invalid(
            f"You cannot use a Stripe token more than once: {token_id}.", code="token_already_used"
        )
    call.store.put("token", token | {"used": True})
    secret = call.store.get("card", token_id)
    assert secret is not None, "every token is stored with its card"
    month, year = secret["expiry"]
    return _store(call, cards.BY_NUMBER[secret["number"]], month, year, data)


def _store(call: Call, card: Card, month: int, year: int, data: Json) -> Json:
    method = {
        "id": new_id("pm"),
        "object": "payment_method",
        "allow_redisplay": data.get("allow_redisplay", "unspecified"),
        "billing_details": _billing(data.get("billing_details", {})),
        "card": _public(card, month, year),
        "created": now(),
        "customer": None,
        "livemode": False,
        "metadata": data.get("metadata", {}),
        "type": "card",
    }
    call.store.put("card", {"id": method["id"], "number": card.number})
    return call.store.put("payment_method", method)


def _billing(given: dict[str, Any]) -> Json:
    address = NO_BILLING["address"] | given.get("address", {})
    return NO_BILLING | given | {"address": address}


def _public(card: Card, month: int, year: int) -> Json:
    return {
        "brand": card.brand,
        "checks": {
            "address_line1_check": None,
            "address_postal_code_check": None,
            "cvc_check": "unchecked",
        },
        "country": "US",
        "display_brand": card.brand,
        "exp_month": month,
        "exp_year": year,
        "fingerprint": f"sandbox{card.number[-4:]}{card.brand}",
        "funding": "credit",
        "generated_from": None,
        "last4": card.number[-4:],
        "networks": {"available": [card.brand], "preferred": None},
        "three_d_secure_usage": {"supported": True},
        "wallet": None,
    }
