"""Queueing e-mails with what they tell about, and sending them afterwards, each once."""

import logging
import uuid
from collections.abc import Iterable
from datetime import timedelta
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F, QuerySet
from django.db.models.functions import Least
from django.utils import timezone

from customkeeps.emails.delivery import MailRefusedError, ServerAwayError, connected, hand_over
from customkeeps.emails.models import SECRET, UNSENT, Kind, OutboxMail
from customkeeps.emails.rendering import write
from customkeeps.orders.models import Order

logger = logging.getLogger(__name__)

# How long a worker has for one mail before another takes it over: longer than all time-outs of
# handing one over together.
LEASE = timedelta(minutes=2)
FIRST_RETRY = timedelta(seconds=10)
LONGEST_RETRY = timedelta(hours=1)
GIVE_UP_AFTER = timedelta(days=3)
# A refusal for good may still be a mailbox that is full today.
REFUSED_RETRY = timedelta(minutes=10)
MOST_REFUSALS = 3
# As far as tries are counted; they go on beyond.
MOST_ATTEMPTS = 1000
# Then the worker's other duties have their turn.
BUDGET_SECONDS = 5.0
LONGEST_REST_SECONDS = 60.0


class _Rest:
    """Until when this process leaves a mail server alone that did not answer."""

    until = 0.0
    seconds = 0.0


def queue_mail(
    *, kind: Kind, key: str, to: str, order: Order | None = None, **context: Any
) -> None:
    """Put a mail into the outbox, in the caller's transaction; one of the same key changes nothing.

    It is written by the worker, from the order as it is then and from `context` (JSON). Nobody is
    mailed where `to` is empty.
    """
    queue_mails([new_mail(kind=kind, key=key, to=to, order=order, **context)])


def queue_mails(mails: Iterable[OutboxMail]) -> None:
    """Several `new_mail`s in one statement, however many."""
    OutboxMail.objects.bulk_create([mail for mail in mails if mail.to], ignore_conflicts=True)


def new_mail(
    *, kind: Kind, key: str, to: str, order: Order | None = None, **context: Any
) -> OutboxMail:
    """A mail that is due now, not queued yet."""
    now, mail_id = timezone.now(), uuid.uuid4()
    return OutboxMail(
        id=mail_id,
        kind=kind,
        key=key,
        to=to,
        order=order,
        context=context,
        message_id=f"<{mail_id}@{urlsplit(settings.PUBLIC_URL).hostname}>",
        due_at=now,
        give_up_at=now + GIVE_UP_AFTER,
    )


def mail_buyer(order: Order, kind: Kind, *, key: str = "", **context: Any) -> None:
    """Queue a mail to whoever bought the order; to nobody once that account is closed.

    `key`: what makes it another occasion, where an order has several of a kind.
    """
    if order.user is not None:
        name = f"{kind}-{order.pk}" + (f"-{key}" if key else "")
        to = order.user.email
        if order.user.is_guest and kind != Kind.ORDER_CONFIRMED:
            to = _confirmed_to(order) or to
        queue_mail(kind=kind, key=name, to=to, order=order, **context)


def _confirmed_to(order: Order) -> str:
    """Where a guest wanted to hear of this order: another one may have had another address."""
    confirmed = OutboxMail.objects.filter(order=order, kind=Kind.ORDER_CONFIRMED)
    return confirmed.values_list("to", flat=True).first() or ""


def alarm_staff(*, key: str, subject: str, text: str, path: str = "") -> None:
    """Tell STAFF_EMAIL what somebody has to look at; `path` is the page of the shop to open."""
    logger.error("%s: %s", subject, " ".join(text.split()))
    queue_mail(
        kind=Kind.STAFF_ALARM,
        key=f"{Kind.STAFF_ALARM}-{key}",
        to=settings.STAFF_EMAIL,
        subject=subject,
        text=text,
        path=path,
    )


def try_again(mails: QuerySet[OutboxMail]) -> int:
    """Send those that were given up after all. Returns how many that are."""
    now = timezone.now()
    return mails.filter(sent_at=None, failed_at__isnull=False).update(
        failed_at=None, attempts=0, due_at=now, give_up_at=now + GIVE_UP_AFTER
    )


def send_due_mails(*, limit: int = 50) -> int:
    """Send what is due, oldest first. Returns how many mails were tried.

    A mail server that is away is no try of any mail: it is left alone for a while, ever longer.
    """
    if monotonic() < _Rest.until:
        return 0
    due = OutboxMail.objects.filter(UNSENT, due_at__lte=timezone.now()).order_by("due_at")
    mails = list(due.select_related("order__user")[:limit])
    return _send(mails) if mails else 0


def claim(mail: OutboxMail) -> bool:
    """Lease the mail, so that of several workers one sends it."""
    untouched = OutboxMail.objects.filter(UNSENT, pk=mail.pk, due_at=mail.due_at)
    mail.due_at = timezone.now() + LEASE
    leased = untouched.update(due_at=mail.due_at, attempts=Least(F("attempts") + 1, MOST_ATTEMPTS))
    mail.attempts += 1
    return leased == 1


def _send(mails: list[OutboxMail]) -> int:
    tried, stop_at = 0, monotonic() + BUDGET_SECONDS
    try:
        with connected() as server:
            for mail in mails:
                if monotonic() > stop_at:
                    break
                tried += claim(mail) and _try(mail, server)
    except ServerAwayError as away:
        # One that took mails before hung up, as some do after so many; the next round calls again.
        if not tried:
            _rest(str(away))
            return 0
    _Rest.seconds = 0.0
    return tried


def _rest(why: str) -> None:
    _Rest.seconds = min(_Rest.seconds * 2 or 1.0, LONGEST_REST_SECONDS)
    _Rest.until = monotonic() + _Rest.seconds
    logger.warning("No e-mail leaves, next try in %.0f s: %s", _Rest.seconds, why)
    now = timezone.now()
    due = OutboxMail.objects.filter(UNSENT, due_at__lte=now)
    due.update(last_error=why)
    due.filter(give_up_at__lte=now).update(failed_at=now)


def _try(mail: OutboxMail, server: BaseEmailBackend) -> bool:
    """Hand one mail over and note what came of it. No transaction is open meanwhile."""
    try:
        if not mail.is_written:
            _keep_written(mail)
        hand_over(mail, server)
    except ServerAwayError:
        _leased(mail).update(due_at=timezone.now(), attempts=F("attempts") - 1)
        raise
    except Exception as error:  # whatever it is, the mail stays and is tried again
        _note_failure(mail, error)
    else:
        _note_sent(mail)
    return True


def _leased(mail: OutboxMail) -> QuerySet[OutboxMail]:
    """The mail's row as long as nobody else has taken it over."""
    return OutboxMail.objects.filter(UNSENT, pk=mail.pk, due_at=mail.due_at)


def _keep_written(mail: OutboxMail) -> None:
    mail.subject, mail.text, mail.html = write(mail)
    _leased(mail).update(subject=mail.subject, text=mail.text, html=mail.html)


def _note_sent(mail: OutboxMail) -> None:
    """Whoever holds the lease by now: it is sent."""
    has_mailbox = settings.DEBUG or settings.DEMO
    forgotten = {"text": "", "html": "", "context": {}} if mail.kind in SECRET else {}
    OutboxMail.objects.filter(pk=mail.pk, sent_at=None).update(
        sent_at=timezone.now(),
        failed_at=None,
        last_error="",
        **({} if has_mailbox else forgotten),
    )
    where = f"{settings.PUBLIC_URL}/dev/mail/{mail.pk}/" if has_mailbox else mail.pk
    logger.info("E-mail sent (%s): %s", mail.kind, where)


def _note_failure(mail: OutboxMail, error: Exception) -> None:
    refused, now = isinstance(error, MailRefusedError), timezone.now()
    if refused:
        logger.warning("E-mail %s was refused: %s", mail.pk, error)
        wait, is_last = REFUSED_RETRY, mail.attempts >= MOST_REFUSALS
    else:
        logger.error("E-mail %s could not be sent", mail.pk, exc_info=error)
        wait, is_last = min(FIRST_RETRY * 2 ** min(mail.attempts - 1, 10), LONGEST_RETRY), False
    words = str(error) if refused else f"{type(error).__name__}: {error}"
    _leased(mail).update(
        due_at=now + wait,
        last_error=words[:200],
        failed_at=now if is_last or now >= mail.give_up_at else None,
    )
