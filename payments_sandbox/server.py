"""HTTP/1.1 on a local port: the API with CORS, the switches, and the browser's files."""

import io
import json
import socket
import struct
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event
from typing import Any
from urllib.parse import urlsplit

from payments_sandbox.api import Answer, Request, answer, answer_control
from payments_sandbox.errors import Json, invalid
from payments_sandbox.sandbox import Sandbox

BROWSER = Path(__file__).parent / "browser"
TYPES = {".js": "text/javascript", ".css": "text/css", ".html": "text/html"}
FILES = {f"/elements/{path.name}": path for path in BROWSER.iterdir() if path.is_file()}
STRIPE_JS = [BROWSER / "stripe_js" / name for name in ("call.js", "element.js", "stripe.js")]
FRAME_POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; "
    "style-src 'self' *; font-src * data:"
)
LARGEST_BODY = 1024 * 1024
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, POST, DELETE, OPTIONS",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Idempotency-Key, Stripe-Version",
    "Access-Control-Expose-Headers": "Request-Id, Idempotent-Replayed",
    "Access-Control-Max-Age": "300",
}


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], sandbox: Sandbox) -> None:
        super().__init__(address, Handler)
        self.sandbox = sandbox


class Dribbling(io.BufferedIOBase):
    """Passes on one byte after the other, with a pause after each."""

    def __init__(self, out: io.BufferedIOBase, pause: float, stopping: Event) -> None:
        self._out, self._pause, self._stopping = out, pause, stopping

    def write(self, data: Any) -> int:
        for byte in bytes(data):
            self._out.write(bytes([byte]))
            self._stopping.wait(self._pause)
        return len(data)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Server

    def do_GET(self) -> None:
        self._respond()

    def do_POST(self) -> None:
        self._respond()

    def do_DELETE(self) -> None:
        self._respond()

    def do_OPTIONS(self) -> None:
        self._write(204, b"", {} if self.path.startswith("/sandbox/") else CORS)

    def log_request(self, code: int | str = "-", _size: int | str = "-") -> None:
        """The path alone: queries carry client secrets."""
        sys.stderr.write(f"{self.command} {urlsplit(self.path).path} {code}\n")

    def _respond(self) -> None:
        path, body = urlsplit(self.path).path, self._body()
        if body is None:
            return
        if path in FILES and self.command == "GET":
            self._send_file(FILES[path].read_text(), FILES[path].suffix)
        elif path == "/stripe.js" and self.command == "GET":
            parts = "\n".join(part.read_text() for part in STRIPE_JS)
            self._send_file(f'(() => {{\n"use strict";\n{parts}}})();\n', ".js")
        elif path == "/healthz":
            self._write(200, b'{"status": "ok"}', {"Content-Type": "application/json"})
        elif path.startswith("/sandbox/"):
            self._send(self._control(path, body), {})
        else:
            self._send(self._api(path, body), CORS)

    def _body(self) -> bytes | None:
        """None, and the connection closed, when it is too long or its length is not told."""
        length = self.headers.get("Content-Length", "0")
        chunked = "Transfer-Encoding" in self.headers
        if chunked or not length.isdigit() or int(length) > LARGEST_BODY:
            self.close_connection = True
            self._write(413, b"", {})
            return None
        return self.rfile.read(int(length))

    def _api(self, path: str, body: bytes) -> Answer:
        posted = self.command == "POST"
        if posted and body and "form-urlencoded" not in self.headers.get("Content-Type", ""):
            refusal = invalid(
                "Invalid request (check that your POST content type is "
                "application/x-www-form-urlencoded)."
            )
            return Answer(400, refusal.body())
        form = body.decode("utf-8", "replace") if posted else urlsplit(self.path).query
        request = Request(
            self.command,
            path,
            form,
            self.headers.get("Authorization", ""),
            self.headers.get("Idempotency-Key"),
        )
        return answer(self.server.sandbox, request)

    def _control(self, path: str, body: bytes) -> Answer:
        """JSON only: another site's page has to ask before sending that, and CORS says no."""
        if self.command == "POST" and self.headers.get_content_type() != "application/json":
            return Answer(415, {"error": {"message": "Send application/json."}})
        try:
            params: Json = json.loads(body or b"{}")
        except ValueError:
            return Answer(400, {"error": {"message": "This is no JSON."}})
        if not isinstance(params, dict):
            return Answer(400, {"error": {"message": "Send a JSON object."}})
        return answer_control(self.server.sandbox, Request(self.command, path, json=params))

    def _send(self, reply: Answer, headers: dict[str, str]) -> None:
        if reply.fate == "timeout":
            self.server.sandbox.stopping.wait(reply.seconds)
        if reply.fate not in ("sent", "dribble"):
            self._break_connection()
            return
        if reply.fate == "dribble":
            self.close_connection = True
            self.wfile = Dribbling(self.wfile, reply.seconds, self.server.sandbox.stopping)
        body = json.dumps(reply.body, indent=2).encode()
        self._write(
            reply.status, body, {"Content-Type": "application/json", **headers, **reply.headers}
        )

    def _break_connection(self) -> None:
        """Lingering for no time at all makes closing a TCP reset."""
        self.close_connection = True
        linger = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.connection.close()

    def _send_file(self, text: str, suffix: str) -> None:
        headers = {
            "Access-Control-Allow-Origin": "*",
            "Cache-Control": "no-cache",
            "Content-Security-Policy": FRAME_POLICY,
            "Content-Type": f"{TYPES[suffix]}; charset=utf-8",
            "Cross-Origin-Resource-Policy": "cross-origin",
        }
        self._write(200, text.encode(), headers)

    def _write(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        try:
            self.end_headers()
            self.wfile.write(body)
        except ConnectionError:
            self.close_connection = True
