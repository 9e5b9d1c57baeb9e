"""Disputes: a shopper's bank takes the money back, and the shop wins or loses the case."""

from payments_sandbox import charges, events
from payments_sandbox.errors import Json, invalid, missing
from payments_sandbox.listing import page
from payments_sandbox.parameters import EXPAND, PAGE, Schema, text
from payments_sandbox.sandbox import Call, now
from payments_sandbox.store import new_id

RETRIEVE = EXPAND
LIST = Schema({**PAGE, "charge": text, "payment_intent": text})
NEEDS_RESPONSE, WON, LOST = "needs_response", "won", "lost"
DAYS_TO_ANSWER = 7
EVIDENCE = (
    "access_activity_log", "billing_address", "cancellation_policy",
    "cancellation_policy_disclosure", "cancellation_rebuttal", "customer_communication",
    "customer_email_address", "customer_name", "customer_purchase_ip", "customer_signature",
    "duplicate_charge_documentation", "duplicate_charge_explanation", "duplicate_charge_id",
    "product_description", "receipt", "refund_policy", "refund_policy_disclosure",
    "refund_refusal_explanation", "service_date", "service_documentation", "shipping_address",
    "shipping_carrier", "shipping_date", "shipping_documentation", "shipping_tracking_number",
    "uncategorized_file", "uncategorized_text",
)  # fmt: skip


def retrieve(call: Call) -> Json:
    dispute = call.store.get("dispute", call.ids[0])
    if dispute is None:
        raise missing("dispute", call.ids[0])
    return dispute


def list_disputes(call: Call) -> Json:
    wanted = {name: call.params[name] for name in ("charge", "payment_intent")
              if name in call.params}  # fmt: skip
    return page(
        call.store,
        "dispute",
        "/v1/disputes",
        call.params,
        where=lambda dispute: all(dispute[name] == value for name, value in wanted.items()),
    )


def begin(call: Call, intent: Json, *, amount: int | None, reason: str) -> Json:
    """What the bank does; raises ApiError for what was never paid or is disputed already."""
    if intent["status"] != "succeeded":
        raise invalid(f"PaymentIntent {intent['id']} has no payment to dispute.")
    charge = charges.find(call, intent["latest_charge"])
    if charge["disputed"]:
        raise invalid(f"Charge {charge['id']} is disputed already.")
    dispute = call.store.put("dispute", _new(charge, amount or charge["amount"], reason))
    charge["disputed"] = True
    call.store.put("charge", charge)
    events.record(call, "charge.dispute.created", dispute)
    events.record(call, "charge.dispute.funds_withdrawn", dispute)
    return dispute


def close(call: Call, dispute: Json, outcome: str) -> Json:
    """`outcome`: WON gives the money back to the shop, LOST leaves it with the shopper."""
    if dispute["status"] in (WON, LOST):
        raise invalid(f"Dispute {dispute['id']} is closed already.")
    dispute["status"] = outcome
    call.store.put("dispute", dispute)
    if outcome == WON:
        events.record(call, "charge.dispute.funds_reinstated", dispute)
    events.record(call, "charge.dispute.closed", dispute)
    return dispute


def forbids_refund(call: Call, charge: Json) -> bool:
    """Money that the bank has taken back, or may keep, cannot be given back once more."""
    disputes = call.store.newest_first("dispute") if charge["disputed"] else ()
    return any(each["charge"] == charge["id"] and each["status"] != WON for each in disputes)


def _new(charge: Json, amount: int, reason: str) -> Json:
    card = charge["payment_method_details"]["card"]
    return {
        "id": new_id("du"),
        "object": "dispute",
        "amount": amount,
        "balance_transactions": [],
        "charge": charge["id"],
        "created": now(),
        "currency": charge["currency"],
        "enhanced_eligibility_types": [],
        "evidence": dict.fromkeys(EVIDENCE),
        "evidence_details": {
            "due_by": now() + DAYS_TO_ANSWER * 24 * 3600,
            "has_evidence": False,
            "past_due": False,
            "submission_count": 0,
        },
        "is_charge_refundable": False,
        "livemode": False,
        "metadata": {},
        "payment_intent": charge["payment_intent"],
        "payment_method_details": {
            "card": {
                "brand": card["brand"],
                "case_type": "chargeback",
                "network_reason_code": "10",
            },
            "type": "card",
        },
        "reason": reason,
        "status": NEEDS_RESPONSE,
    }
