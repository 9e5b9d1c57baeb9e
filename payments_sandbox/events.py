"""Events: what happened, with the object as it was then, queued for every endpoint that asked."""

import time
from fnmatch import fnmatchcase

from payments_sandbox.errors import Json, missing
from payments_sandbox.listing import page
from payments_sandbox.parameters import EXPAND, PAGE, Schema, boolean, strings, text
from payments_sandbox.sandbox import Call, now
from payments_sandbox.store import new_id

API_VERSION = "2026-10-28.endive"
LIST = Schema({**PAGE, "delivery_success": boolean, "type": text, "types": strings})
RETRIEVE = EXPAND


def record(call: Call, event_type: str, item: Json) -> Json:
    """Stores the event and its deliveries; they are sent once the transaction is committed."""
    endpoints = [
        endpoint
        for endpoint in call.store.newest_first("webhook_endpoint")
        if endpoint["status"] == "enabled" and {"*", event_type} & set(endpoint["enabled_events"])
    ]
    event: Json = {
        "id": new_id("evt"),
        "object": "event",
        "api_version": API_VERSION,
        "created": now(),
        "data": {"object": item},
        "livemode": False,
        "pending_webhooks": len(endpoints),
        "request": {"id": call.request_id, "idempotency_key": call.idempotency_key},
        "type": event_type,
    }
    call.store.put("event", event)
    for endpoint in endpoints:
        queue_delivery(call, event["id"], endpoint["id"])
    return event


def queue_delivery(call: Call, event_id: str, endpoint_id: str) -> Json:
    delivery: Json = {
        "id": new_id("delivery"),
        "event": event_id,
        "endpoint": endpoint_id,
        "attempts": 0,
        "due_at": time.time(),
        "last_result": None,
    }
    call.sandbox.work_waits.set()
    return call.store.put("waiting_delivery", delivery)


def retrieve(call: Call) -> Json:
    event = call.store.get("event", call.ids[0])
    if event is None:
        raise missing("event", call.ids[0])
    return event


def list_events(call: Call) -> Json:
    """`type` may end in `*`, as in `payment_intent.*`."""
    wanted = call.params.get("types") or [call.params.get("type", "*")]

    def is_wanted(event: Json) -> bool:
        delivered = event["pending_webhooks"] == 0
        return any(fnmatchcase(event["type"], pattern) for pattern in wanted) and (
            call.params.get("delivery_success", delivered) == delivered
        )

    return page(call.store, "event", "/v1/events", call.params, where=is_wanted)
