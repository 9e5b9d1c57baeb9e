"""The payments sandbox in a thread of this process, so that both share one clock that tests move.

The shop still speaks to it by HTTP, through the real SDK.
"""

import threading
from pathlib import Path
from typing import Any

from payments_sandbox.api import Request, answer, answer_control
from payments_sandbox.errors import Json
from payments_sandbox.sandbox import Sandbox
from payments_sandbox.server import Handler, Server

FOR_EVER = 1e12


class QuietHandler(Handler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """A hundred thousand steps are not worth a line each."""


class StripeHere:
    """Stripe with its insides open: what it knows is read without asking it."""

    def __init__(self, folder: Path) -> None:
        # Slow cards stay in processing until they are settled by hand.
        self.sandbox = Sandbox.open(folder, processing_seconds=FOR_EVER)
        self.server = Server(("127.0.0.1", 0), self.sandbox)
        self.server.RequestHandlerClass = QuietHandler
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def switch(self, path: str, **body: Any) -> Json:
        """What `/sandbox/PATH` answers; refusals too."""
        answered = answer_control(self.sandbox, Request("POST", f"/sandbox/{path}", json=body))
        return answered.body

    def reset(self) -> None:
        self.switch("reset")

    def all_of(self, kind: str) -> list[Json]:
        """Every object of a kind, oldest first."""
        return list(self.sandbox.store.newest_first(kind))[::-1]

    def intents(self) -> list[Json]:
        return self.all_of("payment_intent")

    def refund(self, intent_id: str, amount: int) -> None:
        """What staff do in Stripe's dashboard."""
        self._call("POST", "/v1/refunds", f"payment_intent={intent_id}&amount={amount}")

    def change_amount(self, intent_id: str, amount: int) -> None:
        """What somebody with the account's key may do."""
        self._call("POST", f"/v1/payment_intents/{intent_id}", f"amount={amount}")

    def cancel(self, intent_id: str) -> None:
        self._call("POST", f"/v1/payment_intents/{intent_id}/cancel", "")

    def _call(self, method: str, path: str, form: str) -> None:
        """It fails where the next call was to fail, like anybody's."""
        answer(self.sandbox, Request(method, path, form, "Bearer sk_test_tests"))
