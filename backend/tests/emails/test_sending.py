"""What becomes of a queued mail: sent once, kept while it cannot be, given up in sight of staff."""

import smtplib
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import LazySettings
from django.core import mail as sent
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from customkeeps.emails import actions
from customkeeps.emails.actions import mail_buyer, queue_mail, send_due_mails, try_again
from customkeeps.emails.models import Kind, OutboxMail
from customkeeps.orders.models import Order

pytestmark = pytest.mark.django_db


class Server(EmailBackend):
    """A mail server that says what it is told to; by default it takes everything."""

    answer: Exception | None = None
    opening: Exception | None = None

    def open(self) -> bool:
        if Server.opening:
            raise Server.opening
        return True

    def send_messages(self, messages: list[EmailMessage]) -> int:
        if Server.answer:
            raise Server.answer
        return super().send_messages(messages)


@pytest.fixture(autouse=True)
def server(settings: LazySettings) -> Iterator[type[Server]]:
    settings.EMAIL_BACKEND = f"{__name__}.Server"
    yield Server
    Server.answer = Server.opening = None


@pytest.fixture
def mail(order: Order) -> OutboxMail:
    mail_buyer(order, Kind.ORDER_CONFIRMED)
    return OutboxMail.objects.get()


def refusal(code: int, words: bytes = b"No such user here") -> smtplib.SMTPRecipientsRefused:
    return smtplib.SMTPRecipientsRefused({"alice@example.com": (code, words)})


def pass_time(clock: Any, wait: timedelta) -> None:
    clock.shift(wait)
    actions._Rest.until = 0.0  # the process's own clock goes by another count


def test_a_mail_is_sent_once(mail: OutboxMail) -> None:
    assert [send_due_mails(), send_due_mails()] == [1, 0]
    [message] = sent.outbox
    assert (message.to, message.subject) == (
        ["alice@example.com"],
        f"Your order {mail.order.order_id} is confirmed",
    )
    assert message.from_email == "CustomKeeps <shop@localhost>"
    assert message.extra_headers["Message-ID"] == mail.message_id
    mail.refresh_from_db()
    assert (mail.standing, mail.attempts) == ("sent", 1)


def test_the_oldest_goes_first(order: Order) -> None:
    for kind in (Kind.ORDER_CONFIRMED, Kind.ORDER_READY, Kind.ORDER_IN_TRANSIT):
        mail_buyer(order, kind)
    assert send_due_mails(limit=2) == 2
    assert send_due_mails(limit=2) == 1
    assert [message.subject.rpartition(order.order_id)[2] for message in sent.outbox] == [
        " is confirmed",
        " is ready for delivery",
        " is on its way",
    ]


@pytest.mark.parametrize(
    "trouble",
    [
        ConnectionRefusedError("nobody listens"),
        TimeoutError("timed out"),
        smtplib.SMTPAuthenticationError(535, b"Wrong password"),
        smtplib.SMTPServerDisconnected("Connection unexpectedly closed"),
    ],
    ids=lambda trouble: type(trouble).__name__,
)
def test_a_server_that_is_away_is_no_try_of_any_mail(
    mail: OutboxMail, server: type[Server], trouble: Exception
) -> None:
    server.opening = trouble
    assert send_due_mails() == 0
    mail.refresh_from_db()
    assert (mail.standing, mail.attempts) == ("failing", 0)
    server.opening = None
    assert send_due_mails() == 0  # it is left alone for a while
    actions._Rest.until = 0.0
    assert send_due_mails() == 1
    mail.refresh_from_db()
    assert (mail.standing, mail.last_error) == ("sent", "")


def test_rests_grow_and_end(mail: OutboxMail, server: type[Server]) -> None:
    server.opening, rests = ConnectionRefusedError(), []
    for _ in range(8):
        actions._Rest.until = 0.0
        send_due_mails()
        rests.append(actions._Rest.seconds)
    assert rests == [1, 2, 4, 8, 16, 32, 60, 60]
    server.opening, actions._Rest.until = None, 0.0
    send_due_mails()
    assert actions._Rest.seconds == 0.0


@pytest.mark.parametrize(
    "trouble",
    [
        smtplib.SMTPServerDisconnected("Connection unexpectedly closed"),
        refusal(421, b"Closing"),
        smtplib.SMTPSenderRefused(553, b"Not yours to send from", "shop@localhost"),
    ],
    ids=["hung up", "421", "sender"],
)
def test_a_server_that_leaves_half_way_is_no_try_either(
    mail: OutboxMail, server: type[Server], trouble: Exception
) -> None:
    server.answer = trouble
    assert send_due_mails() == 0
    mail.refresh_from_db()
    assert (mail.standing, mail.attempts) == ("failing", 0)


@pytest.mark.parametrize("trouble", [refusal(451), RuntimeError("odd")], ids=["451", "odd"])
def test_waits_grow_while_one_mail_fails(
    mail: OutboxMail, server: type[Server], trouble: Exception
) -> None:
    server.answer, waits = trouble, []
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(11):
            assert send_due_mails() == 1
            mail.refresh_from_db()
            waits.append((mail.due_at - timezone.now()).total_seconds())
            assert send_due_mails() == 0
            clock.move_to(mail.due_at)
    assert waits == [10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600]
    assert mail.standing == "failing"


@pytest.mark.parametrize(
    ("trouble", "why"),
    [
        (refusal(550), "550 No such user here"),
        (smtplib.SMTPDataError(554, b"Looks like spam"), "554 Looks like spam"),
        (ValueError("Header values can't contain newlines"), "ValueError: Header values"),
    ],
    ids=["recipient", "contents", "header"],
)
def test_a_refusal_for_good_is_believed_after_three_tries(
    mail: OutboxMail, server: type[Server], trouble: Exception, why: str
) -> None:
    server.answer = trouble
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(3):
            assert send_due_mails() == 1
            clock.shift(timedelta(minutes=10))
        assert send_due_mails() == 0
    mail.refresh_from_db()
    assert (mail.standing, mail.attempts) == ("failed", 3)
    assert mail.last_error.startswith(why)


def test_one_refused_mail_keeps_no_other_back(order: Order, server: type[Server]) -> None:
    queue_mail(kind=Kind.ORDER_READY, key="a", to="no address\n", order=order)
    queue_mail(kind=Kind.ORDER_READY, key="b", to="alice@example.com", order=order)
    assert send_due_mails() == 2
    assert [message.to for message in sent.outbox if message.to != ["no address\n"]] == [
        ["alice@example.com"]
    ]


@pytest.mark.parametrize("where", ["opening", "answer"])
def test_after_three_days_it_is_given_up(
    mail: OutboxMail, server: type[Server], where: str
) -> None:
    setattr(server, where, TimeoutError("timed out") if where == "opening" else refusal(451))
    with time_machine.travel(timezone.now(), tick=False) as clock:
        send_due_mails()
        pass_time(clock, timedelta(days=2, hours=23))
        send_due_mails()
        mail.refresh_from_db()
        assert mail.standing == "failing"
        pass_time(clock, timedelta(hours=1))
        send_due_mails()
        mail.refresh_from_db()
        assert (mail.standing, mail.failed_at) == ("failed", timezone.now())
        pass_time(clock, timedelta(days=1))
        assert send_due_mails() == 0


def test_a_failed_mail_is_tried_again_when_asked(mail: OutboxMail, server: type[Server]) -> None:
    OutboxMail.objects.update(failed_at=timezone.now(), give_up_at=timezone.now(), attempts=9)
    assert send_due_mails() == 0
    assert try_again(OutboxMail.objects.all()) == 1
    assert send_due_mails() == 1
    assert try_again(OutboxMail.objects.all()) == 0
    assert len(sent.outbox) == 1


def test_a_repeat_is_the_same_mail(mail: OutboxMail, order: Order, server: type[Server]) -> None:
    """Even if by then the order's buyer is called something else."""
    server.answer = refusal(451)
    send_due_mails()
    order.user.first_name = "Alexandra"
    order.user.save()
    server.answer = None
    OutboxMail.objects.update(due_at=timezone.now())
    send_due_mails()
    mail.refresh_from_db()
    [message] = sent.outbox
    assert (message.body, message.subject) == (mail.text, mail.subject)
    assert "Alexandra" not in message.body
    assert message.message()["Date"] == message.extra_headers["Date"]


def test_a_dead_workers_mail_is_sent_by_another_after_its_lease(mail: OutboxMail) -> None:
    assert actions.claim(mail)
    assert send_due_mails() == 0
    with time_machine.travel(timezone.now() + actions.LEASE):
        assert send_due_mails() == 1
    mail.refresh_from_db()
    assert (mail.standing, mail.attempts) == ("sent", 2)


def test_of_two_workers_one_gets_the_mail(mail: OutboxMail) -> None:
    other = OutboxMail.objects.get()
    assert [actions.claim(mail), actions.claim(other)] == [True, False]


def test_a_worker_that_comes_late_undoes_nothing(
    mail: OutboxMail, server: type[Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its lease ran out while it tried in vain, and another has sent the mail meanwhile."""

    def overtaken(*_: object) -> None:
        OutboxMail.objects.update(sent_at=timezone.now())
        raise refusal(550)

    monkeypatch.setattr(Server, "send_messages", overtaken)
    send_due_mails()
    mail.refresh_from_db()
    assert (mail.standing, mail.last_error) == ("sent", "")


@pytest.mark.parametrize("has_mailbox", [True, False])
def test_links_that_open_accounts_are_forgotten_once_sent(has_mailbox: bool) -> None:  # noqa: FBT001 (a case)
    queue_mail(kind=Kind.PASSWORD_RESET, key="r", to="a@example.com", path="/password/reset/1/t")
    with override_settings(DEBUG=has_mailbox):
        send_due_mails()
    mail = OutboxMail.objects.get()
    kept = [mail.text, mail.html, mail.context]
    assert [("/password/reset/1/t" in str(each)) for each in kept] == [has_mailbox] * 3
    assert "/password/reset/1/t" in sent.outbox[0].body


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_sending(
    mail: OutboxMail, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    monkeypatch.setattr(Server, "send_messages", lambda *_: seen.append(connection.in_atomic_block))
    send_due_mails()
    assert seen == [False]


def test_a_slow_server_leaves_time_for_other_duties(
    order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "BUDGET_SECONDS", -1.0)
    mail_buyer(order, Kind.ORDER_CONFIRMED)
    assert send_due_mails() == 0
    assert OutboxMail.objects.get().standing == "waiting"


def test_without_a_mail_server_mails_wait_and_staff_see_why(
    mail: OutboxMail, settings: LazySettings
) -> None:
    settings.EMAIL_BACKEND = "customkeeps.emails.delivery.MissingServer"
    assert send_due_mails() == 0
    mail.refresh_from_db()
    assert mail.standing == "failing"
    assert "EMAIL_URL is not set" in mail.last_error
