"""Charges: one for each attempt at a payment that reached the card's bank."""

from payments_sandbox.cards import Decline
from payments_sandbox.errors import Json, missing
from payments_sandbox.listing import page
from payments_sandbox.parameters import EXPAND, PAGE, Schema, text
from payments_sandbox.sandbox import Call, now
from payments_sandbox.store import new_id

RETRIEVE = EXPAND
LIST = Schema({**PAGE, "payment_intent": text})


def retrieve(call: Call) -> Json:
    return find(call, call.ids[0], status=404)


def find(call: Call, charge_id: str, *, status: int = 400) -> Json:
    charge = call.store.get("charge", charge_id)
    if charge is None:
        raise missing("charge", charge_id, param="charge", status=status)
    return charge


def list_charges(call: Call) -> Json:
    intent = call.params.get("payment_intent")
    return page(
        call.store,
        "charge",
        "/v1/charges",
        call.params,
        where=lambda charge: intent in (None, charge["payment_intent"]),
    )


def record(
    call: Call, intent: Json, method: Json, decline: Decline | None, *, authenticated: bool
) -> Json:
    """The charge of one attempt, succeeded unless declined."""
    paid = decline is None
    charge = {
        "id": new_id("ch"),
        "object": "charge",
        "amount": intent["amount"],
        "amount_captured": intent["amount"] if paid else 0,
        "amount_refunded": 0,
        "application": None,
        "application_fee": None,
        "application_fee_amount": None,
        "balance_transaction": None,
        "billing_details": method["billing_details"],
        "calculated_statement_descriptor": "PAYMENTS SANDBOX",
        "captured": paid,
        "created": now(),
        "currency": intent["currency"],
        "customer": None,
        "description": intent["description"],
        "disputed": False,
        "failure_balance_transaction": None,
        "failure_code": decline.code if decline else None,
        "failure_message": decline.message if decline else None,
        "fraud_details": {},
        "livemode": False,
        "metadata": intent["metadata"],
        "on_behalf_of": None,
        "outcome": _outcome(decline),
        "paid": paid,
        "payment_intent": intent["id"],
        "payment_method": method["id"],
        "payment_method_details": _details(method, intent["amount"], authenticated=authenticated),
        "receipt_email": intent["receipt_email"],
        "receipt_number": None,
        "receipt_url": None,
        "refunded": False,
        "review": None,
        "shipping": intent["shipping"],
        "source_transfer": None,
        "statement_descriptor": intent["statement_descriptor"],
        "statement_descriptor_suffix": intent["statement_descriptor_suffix"],
        "status": "succeeded" if paid else "failed",
        "transfer_data": None,
        "transfer_group": None,
    }
    return call.store.put("charge", charge)


def _outcome(decline: Decline | None) -> Json:
    if decline is None:
        return {
            "advice_code": None,
            "network_status": "approved_by_network",
            "reason": None,
            "risk_level": "normal",
            "seller_message": "Payment complete.",
            "type": "authorized",
        }
    return {
        "advice_code": decline.advice,
        "network_status": "declined_by_network",
        "reason": decline.decline_code or decline.code,
        "risk_level": "normal",
        "seller_message": "The bank did not return any further details with this decline.",
        "type": "issuer_declined",
    }


def _details(method: Json, amount: int, *, authenticated: bool) -> Json:
    shared = ("brand", "checks", "country", "exp_month", "exp_year", "fingerprint", "funding")
    card = method["card"]
    secure = {
        "authentication_flow": "challenge",
        "result": "authenticated",
        "result_reason": None,
        "version": "2.2.0",
    }
    return {
        "card": {name: card[name] for name in shared}
        | {
            "amount_authorized": amount,
            "last4": card["last4"],
            "mandate": None,
            "network": card["brand"],
            "three_d_secure": secure if authenticated else None,
            "wallet": None,
        },
        "type": "card",
    }
