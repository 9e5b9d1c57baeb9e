"""Handing one e-mail to the mail server, and what its refusals mean."""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.utils import format_datetime
from typing import Any

from anymail.exceptions import AnymailRecipientsRefused, AnymailRequestsAPIError
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from customkeeps.emails.models import OutboxMail

CLOSING = 421  # RFC 5321 §4.2.3: "Service not available, closing transmission channel"
FOR_GOOD = 500
OUR_FAULT = (401, 402, 403, 429)
LONGEST_REASON = 200


class ServerAwayError(Exception):
    """The mail server takes no mails at all just now, or takes none from us."""


class MailRefusedError(Exception):
    """The mail server will not take this mail, now or later: mostly, there is no such address."""


class MissingServer(BaseEmailBackend):
    """Where e-mails go that were not told where to go: nowhere, and staff see it."""

    def open(self) -> bool:
        raise ConnectionError("EMAIL_URL is not set, so no e-mail leaves the shop")


@contextmanager
def connected() -> Iterator[BaseEmailBackend]:
    """The mail server, for any number of mails. Raises ServerAwayError."""
    server = get_connection()
    try:
        server.open()
    except OSError as error:
        with suppress(OSError):
            server.close()
        raise ServerAwayError(_reason(error)) from error
    try:
        yield server
    finally:
        with suppress(OSError):
            server.close()


def hand_over(mail: OutboxMail, server: BaseEmailBackend) -> None:
    """Raises ServerAwayError, MailRefusedError, and whatever else makes a later try worth it."""
    try:
        server.send_messages([message_of(mail)])
    except Exception as error:
        if meaning := _meaning(error):
            raise meaning(_reason(error)) from error
        raise


def message_of(mail: OutboxMail) -> EmailMultiAlternatives:
    """The same headers at each try, so that mail programs know a repeat for what it is."""
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        to=[mail.to],
        headers={
            "Message-ID": mail.message_id,
            "Date": format_datetime(mail.created_at),
            # RFC 3834: holiday notes and the like do not answer.
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(mail.html, "text/html")
    return message


Meaning = type[ServerAwayError] | type[MailRefusedError] | None


def _meaning(error: Exception) -> Meaning:
    """What kind of failure it is; None when it may be over soon."""
    match error:
        case smtplib.SMTPRecipientsRefused():
            return _meaning_at_smtp(max(code for code, _ in error.recipients.values()))
        case smtplib.SMTPResponseException() if not isinstance(error, smtplib.SMTPSenderRefused):
            return _meaning_at_smtp(error.smtp_code)
        case AnymailRequestsAPIError(status_code=int(code)):
            return _meaning_at_http(code)
        case AnymailRecipientsRefused() | ValueError():
            return MailRefusedError  # Django's and the SDK's own: an address or header that is none
        case OSError():
            return ServerAwayError  # also where it takes nothing from us: no fault of one mail
        case _:
            return None


def _meaning_at_smtp(code: int) -> Meaning:
    if code == CLOSING:
        return ServerAwayError
    return MailRefusedError if code >= FOR_GOOD else None


def _meaning_at_http(code: int) -> Meaning:
    """Of a provider's API: our key or our rate is no fault of one mail."""
    return ServerAwayError if code in OUR_FAULT or code >= FOR_GOOD else MailRefusedError


def _reason(error: Any) -> str:
    """What staff read."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "; ".join(_answer(*answer) for answer in error.recipients.values())[:LONGEST_REASON]
    if isinstance(error, smtplib.SMTPResponseException):
        return _answer(error.smtp_code, error.smtp_error)[:LONGEST_REASON]
    return f"{type(error).__name__}: {error}"[:LONGEST_REASON]


def _answer(code: int, words: bytes | str) -> str:
    said = words.decode(errors="replace") if isinstance(words, bytes) else words
    return f"{code} {said}"
