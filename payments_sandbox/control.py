"""The switches under /sandbox/, in JSON, for tests and for a person at the keyboard."""

from collections.abc import Callable
from itertools import islice

from payments_sandbox import (
    confirmation,
    disputes,
    events,
    faults,
    payment_methods,
    refunds,
    webhooks,
)
from payments_sandbox.errors import ApiError, Json, invalid, missing
from payments_sandbox.faults import Fault
from payments_sandbox.sandbox import Call

Switch = Callable[[Call], Json]


def state(call: Call) -> Json:
    return {
        "counts": call.store.counts(),
        "deliveries": list(islice(call.store.newest_first("delivery"), 100)),
        "waiting_deliveries": list(islice(call.store.newest_first("waiting_delivery"), 100)),
        "faults": call.sandbox.faults.describe(),
    }


def reset(call: Call) -> Json:
    """Forgets everything but the endpoint named on the command line."""
    endpoint = call.store.get("webhook_endpoint", webhooks.COMMAND_LINE)
    secret = call.store.get("webhook_secret", webhooks.COMMAND_LINE)
    call.store.clear()
    if endpoint is not None and secret is not None:
        call.store.put("webhook_endpoint", endpoint)
        call.store.put("webhook_secret", secret)
    call.sandbox.faults.clear()
    return {"reset": True}


def _intent(call: Call) -> Json:
    intent = call.store.get("payment_intent", call.ids[0])
    if intent is None:
        raise missing("payment_intent", call.ids[0])
    return intent


def pay(call: Call) -> Json:
    """`{"number": "4242…", "authenticate": "complete" | "fail"}`, as a shopper's browser would."""
    method = payment_methods.from_number(call, call.params.get("number", "4242424242424242"))
    paying = Call(
        call.sandbox, {"payment_method": method["id"]}, call.ids, call.request_id, publishable=True
    )
    intent = confirmation.run(paying, _intent(call))
    if intent["status"] == "requires_action" and "authenticate" in call.params:
        return confirmation.authenticate(
            paying, intent, _one_of(call, "authenticate", "complete", "fail")
        )
    return intent


def authenticate(call: Call) -> Json:
    return confirmation.authenticate(
        call, _intent(call), _one_of(call, "outcome", "complete", "fail")
    )


def settle(call: Call) -> Json:
    return confirmation.settle(call, _intent(call), _one_of(call, "outcome", "succeeded", "failed"))


def resend(call: Call) -> Json:
    """Sends an event again to every endpoint, delivered or not."""
    event = call.store.get("event", call.ids[0])
    if event is None:
        raise missing("event", call.ids[0])
    endpoints = call.store.newest_first("webhook_endpoint")
    return {"queued": [events.queue_delivery(call, event["id"], e["id"]) for e in endpoints]}


def switch_webhooks(call: Call) -> Json:
    """`{"drop": 1}`, `{"fail": 2}` or `{"delay": 1, "seconds": 3}`: the next so many deliveries."""
    for kind in ("drop", "fail", "delay"):
        if kind in call.params:
            seconds = float(call.params.get("seconds", 1))
            call.sandbox.faults.add(
                Fault(kind, times=int(call.params[kind]), seconds=seconds, method="WEBHOOK")
            )
    return {"faults": call.sandbox.faults.describe()}


def switch_refunds(call: Call) -> Json:
    """`{"pending": 1}`: the next so many refunds are accepted, but not done."""
    times = int(call.params.get("pending", 1))
    call.sandbox.faults.add(Fault("pending", times=times, method="REFUND"))
    return {"faults": call.sandbox.faults.describe()}


def settle_refund(call: Call) -> Json:
    return refunds.settle(
        call, refunds.retrieve(call), _one_of(call, "status", "succeeded", "failed")
    )


def dispute(call: Call) -> Json:
    """`{"reason", "amount"}`: the shopper's bank takes the money back."""
    reason = str(call.params.get("reason", "fraudulent"))
    amount = int(call.params["amount"]) if "amount" in call.params else None
    return disputes.begin(call, _intent(call), amount=amount, reason=reason)


def close_dispute(call: Call) -> Json:
    outcome = _one_of(call, "outcome", disputes.WON, disputes.LOST)
    return disputes.close(call, disputes.retrieve(call), outcome)


def add_fault(call: Call) -> Json:
    """`{"kind", "when", "times", "seconds", "method", "path", "exact"}`; see faults.py."""
    try:
        fault = Fault(**call.params)
    except TypeError as error:
        raise invalid(str(error)) from error
    if fault.kind not in faults.KINDS or fault.when not in faults.MOMENTS:
        raise invalid(f"kind is one of {faults.KINDS}, when one of {faults.MOMENTS}")
    call.sandbox.faults.add(fault)
    return {"faults": call.sandbox.faults.describe()}


def clear_faults(call: Call) -> Json:
    call.sandbox.faults.clear()
    return {"faults": []}


def _one_of(call: Call, name: str, *allowed: str) -> str:
    value = call.params.get(name, allowed[0])
    if value not in allowed:
        raise ApiError(400, f"{name} is one of {', '.join(allowed)}", param=name)
    return str(value)


SWITCHES: dict[tuple[str, str], Switch] = {
    ("GET", r"/sandbox/state"): state,
    ("POST", r"/sandbox/reset"): reset,
    ("POST", r"/sandbox/pay/(\w+)"): pay,
    ("POST", r"/sandbox/authenticate/(\w+)"): authenticate,
    ("POST", r"/sandbox/settle/(\w+)"): settle,
    ("POST", r"/sandbox/refunds"): switch_refunds,
    ("POST", r"/sandbox/refunds/(\w+)"): settle_refund,
    ("POST", r"/sandbox/dispute/(\w+)"): dispute,
    ("POST", r"/sandbox/disputes/(\w+)/close"): close_dispute,
    ("POST", r"/sandbox/events/(\w+)/resend"): resend,
    ("POST", r"/sandbox/webhooks"): switch_webhooks,
    ("POST", r"/sandbox/faults"): add_fault,
    ("DELETE", r"/sandbox/faults"): clear_faults,
}
