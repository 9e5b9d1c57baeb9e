"""Mails of many orders, with the mail server down and workers killed: every one arrives.

A repeat is allowed only where the worker that had handed the mail over was killed before it could
note so, and it is the same mail under the same Message-ID.
"""

import asyncio
import random
import socket
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, NamedTuple

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope, Session

from customkeeps.emails.models import OutboxMail
from tests.running_shop import RunningShop, kill
from tests.torture.figures import FULL, Figures, times
from tests.torture.workers import Workers, wait_until

pytestmark = pytest.mark.torture
ORDERS = times(1000, 40)
PATIENCE_SECONDS = 1800 if FULL else 120
WORKERS = 3
# Of the mails that the server takes, so many cost the worker its life before it hears of it.
DEADLY = 0.05 if FULL else 0.15
UNLEASED_ORDERS = 20

# Short leases and rests, or the test would wait for minutes; the name tells the server who calls.
WORKER = """
import os, django
from datetime import timedelta
django.setup()
from django.core.mail.utils import DNS_NAME
from django.core.management import call_command
from customkeeps.emails import actions
DNS_NAME._fqdn = f"worker-{os.getpid()}"
actions.LEASE, actions.LONGEST_REST_SECONDS = timedelta(seconds=10), 1.0
"""
LEASELESS = "actions.claim = lambda mail: True\n"
WORK = 'call_command("work")\n'
# With nothing to pay, so that no Stripe is needed; made by the one function that makes orders.
MAKE_ORDERS = """
from customkeeps.checkout.actions.finalize_payment import fulfil_free
from tests.factories import make_cart_item, make_coupon, make_payment, make_product, make_user
alice, shirt, gift = make_user("alice"), make_product(), make_coupon("GIFT", "100")
for number in range({number}):
    make_cart_item(alice, shirt, customization_text=f"Order {{number}}")
    fulfil_free(make_payment(alice, coupon=gift))
"""


class Delivery(NamedTuple):
    """A mail that the server took, and the process that it took it from."""

    message: EmailMessage
    worker: int


class MailServer:
    """Takes every mail; of some senders it sees to it that they never hear so."""

    def __init__(self) -> None:
        self.port = free_port()
        self.deadly, self.random = 0.0, random.Random(3)
        self.slow_seconds = 0.0
        self.deliveries: list[Delivery] = []
        self.killed: set[int] = set()

    @contextmanager
    def up(self) -> Iterator[None]:
        controller = Controller(self, hostname="127.0.0.1", port=self.port)
        controller.start()
        yield
        controller.stop()

    async def handle_DATA(self, _server: Any, session: Session, envelope: Envelope) -> str:  # noqa: N802 (aiosmtpd's)
        worker = int(str(session.host_name).removeprefix("worker-"))
        message = message_from_bytes(envelope.original_content or b"", policy=policy.default)
        self.deliveries.append(Delivery(message, worker))
        if self.random.random() < self.deadly:
            self.kill(worker)
        await asyncio.sleep(self.slow_seconds)
        return "250 Taken"

    def kill(self, worker: int) -> None:
        if kill(worker):
            self.killed.add(worker)


@pytest.fixture
def server() -> MailServer:
    """Down, to begin with."""
    return MailServer()


@pytest.fixture
def shop(new_shop: Callable[..., RunningShop], server: MailServer) -> RunningShop:
    """Without anybody at work, and with nobody serving it."""
    address = f"smtp://127.0.0.1:{server.port}"
    shop = new_shop(EMAIL_URL=address, RECONCILE_SECONDS="3600")
    shop.prepare()
    return shop


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def by_message_id(deliveries: list[Delivery]) -> dict[str, list[Delivery]]:
    found: dict[str, list[Delivery]] = defaultdict(list)
    for delivery in deliveries:
        found[str(delivery.message["Message-ID"])].append(delivery)
    return found


def contents(message: EmailMessage) -> tuple[object, ...]:
    """All that a reader sees of a mail."""
    headers = [str(message[name]) for name in ("Subject", "From", "To", "Date", "Message-ID")]
    return (*headers, *(part.get_content() for part in message.iter_parts()))


def test_every_mail_arrives_and_only_a_kill_repeats_one(
    shop: RunningShop, server: MailServer, figures: Figures
) -> None:
    mails = OutboxMail.objects.using(shop.alias)
    with Workers(shop, WORKER + WORK, number=WORKERS, kill_some=server.kill):
        shop.manage("shell", "--no-imports", "-c", MAKE_ORDERS.format(number=ORDERS))
        assert (shop.orders().count(), mails.count()) == (ORDERS, ORDERS)
        assert not mails.exclude(sent_at=None, failed_at=None).exists()
        server.deadly = DEADLY
        with server.up():
            wait_until(shop, PATIENCE_SECONDS, lambda: len(server.deliveries) >= ORDERS // 2)
        time.sleep(2)  # down once more, in the middle of it
        with server.up():
            wait_until(shop, PATIENCE_SECONDS, lambda: not mails.filter(sent_at=None).exists())

    arrived = by_message_id(server.deliveries)
    assert sorted(arrived) == sorted(mails.values_list("message_id", flat=True))
    for copies in arrived.values():
        assert {copy.worker for copy in copies[:-1]} <= server.killed
        assert len({contents(copy.message) for copy in copies}) == 1
    kills, repeats = len(server.killed), len(server.deliveries) - ORDERS
    assert 0 < repeats <= kills
    figures.note(
        row="mail",
        asked="1,000 orders with the mail server down and workers killed: every mail arrives, "
        "repeats only after a kill and under the same Message-ID",
        measured=f"{ORDERS} orders, {kills} kills: all arrived, {repeats} repeats, each of a mail "
        "whose sender was killed and under its Message-ID",
    )


def test_without_leases_that_fails(shop: RunningShop, server: MailServer) -> None:
    """The control: several workers send the same mail, though none was killed."""
    mails = OutboxMail.objects.using(shop.alias)
    server.slow_seconds = 0.2  # or the first to come has sent all before another looks
    shop.manage("shell", "--no-imports", "-c", MAKE_ORDERS.format(number=UNLEASED_ORDERS))
    with Workers(shop, WORKER + LEASELESS + WORK, number=WORKERS):
        time.sleep(5)  # so that all are waiting for the server
        with server.up():
            wait_until(shop, PATIENCE_SECONDS, lambda: not mails.filter(sent_at=None).exists())
    assert server.killed == set()
    assert any(len(copies) > 1 for copies in by_message_id(server.deliveries).values())
