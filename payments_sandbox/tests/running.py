"""A sandbox as a real process, and a shop's webhook address for it to call."""

import json
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import stripe

ROOT = Path(__file__).resolve().parents[2]
SECRET = "whsec_tests"


class Sandbox:
    """A running sandbox; `stop` and `start` keep its folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "log.txt"

    def start(self, *options: str) -> None:
        log_file = self.log.open("a")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "payments_sandbox", "--port", "0", "--data-dir",
             str(self.folder), "--processing-seconds", "0.3", *options],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=log_file, text=True,
        )  # fmt: skip
        log_file.close()
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line.startswith("payments sandbox on http://127.0.0.1:")
        self.url = line.split()[-1]
        self.stripe = stripe.StripeClient(
            "sk_test_tests", base_addresses={"api": self.url}, max_network_retries=0
        ).v1

    def stop(self) -> int:
        """The exit code."""
        self.process.terminate()
        self.process.communicate(timeout=5)
        return self.process.returncode

    def open(
        self, path: str, method: str, body: str | None, headers: dict[str, str]
    ) -> tuple[int, Any, Any]:
        """Status, JSON (or text) and headers of any call."""
        data = None if body is None else body.encode()
        request = urllib.request.Request(self.url + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=5) as answer:
                return answer.status, _read(answer), answer.headers
        except urllib.error.HTTPError as error:
            with error:
                return error.code, _read(error), error.headers

    def switch(self, path: str, verb: str = "POST", /, **body: Any) -> tuple[int, Any]:
        headers = {"Content-Type": "application/json"}
        sent = json.dumps(body) if verb == "POST" else None
        status, answer, _ = self.open(f"/sandbox/{path}", verb, sent, headers)
        return status, answer

    def browser(self, path: str, **fields: str) -> tuple[int, Any]:
        """A POST as Stripe.js makes it, with a publishable key."""
        headers = {
            "Authorization": "Bearer pk_test_tests",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        body = "&".join(f"{name}={value}" for name, value in fields.items())
        status, answer, _ = self.open(f"/v1/{path}", "POST", body, headers)
        return status, answer

    def intent(self, **params: Any) -> stripe.PaymentIntent:
        automatic = {"enabled": True, "allow_redirects": "never"}
        base: Any = {"amount": 405000, "currency": "php", "automatic_payment_methods": automatic}
        intent: stripe.PaymentIntent = self.stripe.payment_intents.create(base | params)
        return intent


def _read(answer: Any) -> Any:
    text = answer.read().decode()
    return json.loads(text) if "json" in answer.headers.get("Content-Type", "") else text


class Inbox:
    """A shop's webhook address that keeps what it hears and answers as told."""

    def __init__(self) -> None:
        self.heard: list[tuple[bytes, str]] = []
        self.statuses: list[int] = []
        inbox = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                inbox.heard.append((body, self.headers["Stripe-Signature"]))
                self.send_response(inbox.statuses.pop(0) if inbox.statuses else 200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_request(self, *_: object) -> None:
                """Tests print nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/webhook/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def types(self) -> list[str]:
        return [json.loads(body)["type"] for body, _ in self.heard]


def until(holds: Callable[[], bool], seconds: float = 5) -> None:
    """Waits for what another thread or process is about to do."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "this never came true"
        time.sleep(0.02)
