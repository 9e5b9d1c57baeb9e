"""A provider's API, stood in for at the wire: what its answers mean for a mail."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.conf import LazySettings

from customkeeps.emails.actions import mail_buyer, send_due_mails
from customkeeps.emails.email_url import read_email_url
from customkeeps.emails.models import Kind, OutboxMail
from customkeeps.orders.models import Order

pytestmark = pytest.mark.django_db


class Provider(BaseHTTPRequestHandler):
    status = 200
    received: list[dict[str, Any]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        Provider.received.append(json.loads(body))
        self.send_response(Provider.status)
        self.end_headers()
        self.wfile.write(b'{"id": "1"}')

    def log_message(self, *_: Any) -> None:
        """Quiet."""


@pytest.fixture(autouse=True)
def provider(settings: LazySettings) -> Iterator[type[Provider]]:
    with HTTPServer(("127.0.0.1", 0), Provider) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        for name, value in read_email_url(
            f"resend://re_key?api_url={address}", only_mailbox=False
        ).items():
            setattr(settings, name, value)
        Provider.status, Provider.received = 200, []
        yield Provider
        server.shutdown()


@pytest.mark.parametrize(
    ("status", "standing", "attempts"),
    [
        (200, "sent", 1),
        (422, "failing", 1),
        (401, "failing", 0),
        (429, "failing", 0),
        (503, "failing", 0),
    ],
)
def test_answers(
    order: Order, provider: type[Provider], status: int, standing: str, attempts: int
) -> None:
    provider.status = status
    mail_buyer(order, Kind.ORDER_CONFIRMED)
    send_due_mails()
    mail = OutboxMail.objects.get()
    assert (mail.standing, mail.attempts) == (standing, attempts)
    [request] = provider.received
    assert request["headers"]["Message-ID"] == mail.message_id
    assert (request["to"], request["html"]) == (["alice@example.com"], mail.html)
