"""Idempotency keys of API v1: https://docs.stripe.com/api/idempotent_requests.

What an endpoint answered is saved and replayed, errors and 500s too. Refusals that come before
the endpoint begins (bad parameters, wrong key, 409, 429) are not saved.
"""

import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from payments_sandbox.errors import ApiError, Json
from payments_sandbox.store import Store

KEPT_SECONDS = 24 * 3600


class KeysInUse:
    """The keys of requests that are being answered right now."""

    def __init__(self) -> None:
        self._keys: set[str] = set()
        self._lock = threading.Lock()

    @contextmanager
    def hold(self, key: str) -> Iterator[None]:
        with self._lock:
            if key in self._keys:
                raise ApiError(
                    409,
                    "There is currently another in-progress request using this Stripe Idempotency "
                    "Key (that probably means you submitted twice, and the other request is still "
                    f"going through): {key}. If you want to submit a distinct request, please use "
                    "a different idempotency key.",
                    kind="idempotency_error",
                    code="idempotency_key_in_use",
                )
            self._keys.add(key)
        try:
            yield
        finally:
            with self._lock:
                self._keys.discard(key)


def fingerprint(params: Json) -> str:
    return hashlib.sha256(json.dumps(params, sort_keys=True).encode()).hexdigest()


def saved_answer(store: Store, key: str, endpoint: str, params: Json) -> tuple[int, Json] | None:
    """The status and body first given to this key; raises ApiError when it was another request."""
    saved = store.get("idempotency_key", key)
    if saved is None or saved["at"] < time.time() - KEPT_SECONDS:
        return None
    if saved["endpoint"] != endpoint:
        raise _mismatch(
            f"for the same endpoint they were first used for ({saved['endpoint']})", key
        )
    if saved["fingerprint"] != fingerprint(params):
        raise _mismatch("with the same parameters they were first used with", key)
    return saved["status"], saved["body"]


def save_answer(
    store: Store, key: str, endpoint: str, params: Json, status: int, body: Json
) -> None:
    store.put(
        "idempotency_key",
        {
            "id": key,
            "at": time.time(),
            "endpoint": endpoint,
            "fingerprint": fingerprint(params),
            "status": status,
            "body": body,
        },
    )


def _mismatch(how: str, key: str) -> ApiError:
    return ApiError(
        400,
        f"Keys for idempotent requests can only be used {how}. Try using a key other than "
        f"'{key}' if you meant to execute a different request.",
        kind="idempotency_error",
    )
