"""Webhook endpoints, and the thread that signs and sends events and settles slow payments."""

import hashlib
import hmac
import http.client
import json
import threading
import time
import urllib.error
import urllib.request

from payments_sandbox import confirmation
from payments_sandbox.errors import Json, invalid, missing
from payments_sandbox.listing import page
from payments_sandbox.parameters import (
    EXPAND,
    PAGE,
    Schema,
    boolean,
    clearable,
    merged_metadata,
    metadata,
    strings,
    text,
)
from payments_sandbox.sandbox import Call, Sandbox, now
from payments_sandbox.store import new_id

RETRIES = 12
LONGEST_PAUSE_SECONDS = 60
TIMEOUT_SECONDS = 10
DELIVERED, DROPPED, GONE = "delivered", "dropped", "the endpoint is gone"
COMMAND_LINE = "we_command_line"
ENDS = (DELIVERED, DROPPED, GONE)
WRITABLE = {
    "description": clearable,
    "enabled_events": strings,
    "expand": strings,
    "metadata": metadata,
    "url": text,
}
CREATE = Schema(WRITABLE, frozenset({"enabled_events", "url"}))
UPDATE = Schema({**WRITABLE, "disabled": boolean})
RETRIEVE = EXPAND
LIST = Schema(PAGE)


def create(call: Call) -> Json:
    """The only answer that tells the signing secret."""
    endpoint = new_endpoint(new_id("we"), _http_url(call.params["url"]))
    endpoint |= {name: call.params[name] for name in ("description", "enabled_events")
                 if name in call.params}  # fmt: skip
    endpoint["metadata"] = merged_metadata({}, call.params.get("metadata"))
    secret = new_id("whsec", 32)
    call.store.put("webhook_secret", {"id": endpoint["id"], "secret": secret})
    call.store.put("webhook_endpoint", endpoint)
    return endpoint | {"secret": secret}


def new_endpoint(endpoint_id: str, url: str) -> Json:
    return {
        "id": endpoint_id,
        "object": "webhook_endpoint",
        "api_version": None,
        "application": None,
        "created": now(),
        "description": None,
        "enabled_events": ["*"],
        "livemode": False,
        "metadata": {},
        "status": "enabled",
        "url": url,
    }


def configure(sandbox: Sandbox, url: str | None, secret: str | None) -> None:
    """The endpoint named on the command line, or none: what an earlier start named is forgotten."""
    with sandbox.store.transaction():
        sandbox.store.delete("webhook_endpoint", COMMAND_LINE)
        sandbox.store.delete("webhook_secret", COMMAND_LINE)
        if url and secret:
            sandbox.store.put("webhook_secret", {"id": COMMAND_LINE, "secret": secret})
            sandbox.store.put("webhook_endpoint", new_endpoint(COMMAND_LINE, _http_url(url)))


def _http_url(url: str) -> str:
    if not url.startswith(("http://", "https://")):
        raise invalid("Invalid URL: URL must be a valid URL", code="url_invalid", param="url")
    return url


def retrieve(call: Call) -> Json:
    endpoint = call.store.get("webhook_endpoint", call.ids[0])
    if endpoint is None:
        raise missing("webhook endpoint", call.ids[0])
    return endpoint


def update(call: Call) -> Json:
    endpoint, params = retrieve(call), call.params
    endpoint |= {name: params[name] for name in ("description", "enabled_events") if name in params}
    if "url" in params:
        endpoint["url"] = _http_url(params["url"])
    if "disabled" in params:
        endpoint["status"] = "disabled" if params["disabled"] else "enabled"
    endpoint["metadata"] = merged_metadata(endpoint["metadata"], params.get("metadata"))
    return call.store.put("webhook_endpoint", endpoint)


def delete(call: Call) -> Json:
    endpoint = retrieve(call)
    call.store.delete("webhook_endpoint", endpoint["id"])
    call.store.delete("webhook_secret", endpoint["id"])
    return {"id": endpoint["id"], "object": "webhook_endpoint", "deleted": True}


def list_endpoints(call: Call) -> Json:
    return page(call.store, "webhook_endpoint", "/v1/webhook_endpoints", call.params)


def sign(body: bytes, secret: str, at: int) -> str:
    """The `Stripe-Signature` header: https://docs.stripe.com/webhooks#verify-manually."""
    signature = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={signature}"


class Worker(threading.Thread):
    """Sends what is due, one at a time, retrying after 1, 2, 4 … 60 seconds."""

    def __init__(self, sandbox: Sandbox) -> None:
        super().__init__(name="webhooks", daemon=True)
        self.sandbox = sandbox

    def run(self) -> None:
        while not self.sandbox.stopping.is_set():
            self.sandbox.work_waits.clear()
            self._settle_due()
            for delivery in self._due():
                self._deliver(delivery)
            self.sandbox.work_waits.wait(timeout=self._pause())

    def _pause(self) -> float:
        waiting: list[float] = [
            item["due_at"]
            for kind in ("waiting_delivery", "settlement")
            for item in self.sandbox.store.newest_first(kind)
        ]
        return max(0.0, min([*waiting, time.time() + 60]) - time.time())

    def _due(self) -> list[Json]:
        deliveries = reversed(list(self.sandbox.store.newest_first("waiting_delivery")))
        return [delivery for delivery in deliveries if delivery["due_at"] <= time.time()]

    def _settle_due(self) -> None:
        store = self.sandbox.store
        with store.transaction():
            for settlement in reversed(list(store.newest_first("settlement"))):
                intent = store.get("payment_intent", settlement["id"])
                if intent is not None and settlement["due_at"] <= time.time():
                    confirmation.settle(Call(self.sandbox, {}), intent, "succeeded")

    def _deliver(self, delivery: Json) -> None:
        switch = self.sandbox.faults.take("WEBHOOK", delivery["endpoint"])
        if switch is not None and switch.kind == "delay":
            self.sandbox.stopping.wait(switch.seconds)
        if switch is not None and switch.kind == "drop":
            result = DROPPED
        elif switch is not None and switch.kind == "fail":
            result = "failed on purpose"
        else:
            result = self._send(delivery)
        pause = min(2 ** delivery["attempts"], LONGEST_PAUSE_SECONDS)
        delivery["attempts"] += 1
        delivery["last_result"] = result
        delivery["due_at"] = time.time() + pause
        with self.sandbox.store.transaction():
            self._file(delivery)

    def _file(self, delivery: Json) -> None:
        """Keeps it waiting or puts it away, unless a reset has forgotten it meanwhile."""
        store, result = self.sandbox.store, delivery["last_result"]
        if store.get("waiting_delivery", delivery["id"]) is None:
            return
        if result not in ENDS and delivery["attempts"] <= RETRIES:
            store.put("waiting_delivery", delivery)
            return
        store.delete("waiting_delivery", delivery["id"])
        store.put("delivery", delivery)
        event = store.get("event", delivery["event"])
        if event is not None and result == DELIVERED:
            event["pending_webhooks"] = max(0, event["pending_webhooks"] - 1)
            store.put("event", event)

    def _send(self, delivery: Json) -> str:
        """ "delivered", or what went wrong."""
        store = self.sandbox.store
        event = store.get("event", delivery["event"])
        endpoint = store.get("webhook_endpoint", delivery["endpoint"])
        secret = store.get("webhook_secret", delivery["endpoint"])
        if event is None or endpoint is None or secret is None:
            return GONE
        body = json.dumps(event, indent=2).encode()
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Stripe-Signature": sign(body, secret["secret"], now()),
            "User-Agent": "Stripe/1.0 (payments sandbox)",
        }
        request = urllib.request.Request(endpoint["url"], body, headers, method="POST")
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:
                return DELIVERED if answer.status < 300 else f"status {answer.status}"
        except urllib.error.HTTPError as error:
            with error:
                return f"status {error.code}"
        except (OSError, http.client.HTTPException) as error:
            return type(error).__name__
