"""Refunds: full, partial or several, never above the charge."""

from payments_sandbox import charges, disputes, events
from payments_sandbox.errors import Json, invalid, missing
from payments_sandbox.listing import page
from payments_sandbox.money import display
from payments_sandbox.parameters import (
    EXPAND,
    PAGE,
    Schema,
    choice,
    integer,
    merged_metadata,
    metadata,
    strings,
    text,
)
from payments_sandbox.sandbox import Call, now
from payments_sandbox.store import new_id

CREATE = Schema(
    {
        "amount": integer,
        "charge": text,
        "expand": strings,
        "metadata": metadata,
        "payment_intent": text,
        "reason": choice("duplicate", "fraudulent", "requested_by_customer"),
    }
)
UPDATE = Schema({"expand": strings, "metadata": metadata})
RETRIEVE = EXPAND
LIST = Schema({**PAGE, "charge": text, "payment_intent": text})


def create(call: Call) -> Json:
    charge = _charge_to_refund(call)
    left = charge["amount"] - charge["amount_refunded"]
    if disputes.forbids_refund(call, charge):
        raise invalid(
            f"Charge {charge['id']} has been charged back; cannot issue a refund.",
            code="charge_disputed",
        )
    if charge["refunded"]:
        raise invalid(
            f"Charge {charge['id']} has already been refunded.", code="charge_already_refunded"
        )
    amount = call.params.get("amount", left)
    if amount < 1:
        raise invalid("Invalid positive integer", code="parameter_invalid_integer", param="amount")
    if amount > left:
        asked, rest = (display(sum_, charge["currency"]) for sum_ in (amount, left))
        raise invalid(
            f"Refund amount ({asked}) is greater than unrefunded amount on charge ({rest})",
            param="amount",
        )
    refund = call.store.put("refund", _new(call, charge, amount))
    _count(call, charge, amount)
    events.record(call, "refund.created", refund)
    events.record(call, "charge.refunded", charge)
    return refund


def _count(call: Call, charge: Json, amount: int) -> None:
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount"]
    call.store.put("charge", charge)


def settle(call: Call, refund: Json, status: str) -> Json:
    """What the bank makes of it later. Also one that succeeded may fail, and the money is back."""
    if refund["status"] not in ("pending", "succeeded") or status == refund["status"]:
        raise invalid(f"Refund {refund['id']} is {refund['status']} and cannot become {status}.")
    refund["status"] = status
    refund["pending_reason"] = None
    if status == "failed":
        refund["failure_reason"] = "unknown"
        _count(call, charges.find(call, refund["charge"]), -refund["amount"])
    call.store.put("refund", refund)
    events.record(call, "refund.updated", refund)
    if status == "failed":
        events.record(call, "refund.failed", refund)
    return refund


def _charge_to_refund(call: Call) -> Json:
    if "charge" in call.params:
        charge = charges.find(call, call.params["charge"])
        if call.params.get("payment_intent", charge["payment_intent"]) != charge["payment_intent"]:
            raise invalid(
                "The charge is not of the PaymentIntent you named.", param="payment_intent"
            )
    elif "payment_intent" in call.params:
        charge = _charge_of_intent(call, call.params["payment_intent"])
    else:
        raise invalid(
            "One of the following params should be provided for this request: payment_intent or "
            "charge.",
            code="parameter_missing",
        )
    if not charge["paid"]:
        raise invalid(f"Charge {charge['id']} has not succeeded and cannot be refunded.")
    return charge


def _charge_of_intent(call: Call, intent_id: str) -> Json:
    intent = call.store.get("payment_intent", intent_id)
    if intent is None:
        raise missing("payment_intent", intent_id, param="payment_intent", status=400)
    if intent["status"] != "succeeded":
        raise invalid(
            f"This PaymentIntent ({intent_id}) does not have a successful charge to refund.",
            code="payment_intent_unexpected_state",
            param="payment_intent",
        )
    return charges.find(call, intent["latest_charge"])


def _new(call: Call, charge: Json, amount: int) -> Json:
    is_pending = call.sandbox.faults.take("REFUND", charge["id"]) is not None
    return {
        "id": new_id("re"),
        "object": "refund",
        "amount": amount,
        "balance_transaction": None,
        "charge": charge["id"],
        "created": now(),
        "currency": charge["currency"],
        "destination_details": {
            "card": {"reference_status": "pending", "reference_type": "acquirer_reference_number",
                     "type": "refund"},
            "type": "card",
        },
        "metadata": merged_metadata({}, call.params.get("metadata")),
        "payment_intent": charge["payment_intent"],
        "pending_reason": "processing" if is_pending else None,
        "reason": call.params.get("reason"),
        "receipt_number": None,
        "source_transfer_reversal": None,
        "status": "pending" if is_pending else "succeeded",
        "transfer_reversal": None,
    }  # fmt: skip


def retrieve(call: Call) -> Json:
    refund = call.store.get("refund", call.ids[0])
    if refund is None:
        raise missing("refund", call.ids[0])
    return refund


def update(call: Call) -> Json:
    refund = retrieve(call)
    refund["metadata"] = merged_metadata(refund["metadata"], call.params.get("metadata"))
    return call.store.put("refund", refund)


def list_refunds(call: Call) -> Json:
    wanted = {name: call.params[name] for name in ("charge", "payment_intent")
              if name in call.params}  # fmt: skip
    return page(
        call.store,
        "refund",
        "/v1/refunds",
        call.params,
        where=lambda refund: all(refund[name] == value for name, value in wanted.items()),
    )
