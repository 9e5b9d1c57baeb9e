"""No line of the log has an e-mail address in it, wherever its words come from."""

import io
import logging
from collections.abc import Iterator
from logging.config import DictConfigurator
from smtplib import SMTPRecipientsRefused

import pytest
from django.conf import settings

ALICE = "alice.reyes+shop@mail.example.com"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the shop's own handler writes."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    shape = settings.LOGGING["formatters"]["plain"]
    handler.setFormatter(DictConfigurator(settings.LOGGING).configure_formatter(dict(shape)))
    logger = logging.getLogger("customkeeps")
    logger.addHandler(handler)
    yield written
    logger.removeHandler(handler)


@pytest.mark.parametrize(
    "said",
    [
        f"550 5.1.1 <{ALICE}>: Recipient address rejected",
        f"{{'{ALICE}': (452, b'4.2.2 {ALICE} is over quota')}}",
        f"to={ALICE},status=bounced",
        f"No such user ({ALICE.upper()})",
        "ñandú@exämple.example",
        "rcpt/alice@mail@example.com",
    ],
)
def test_what_a_mail_server_says_is_logged_without_it(log: io.StringIO, said: str) -> None:
    logging.getLogger("customkeeps.emails.actions").warning("E-mail 7 was refused: %s", said)
    assert "E-mail 7 was refused: " in log.getvalue()
    assert "(an address)" in log.getvalue()
    assert "@" not in log.getvalue()


def test_traces_are_logged_without_it(log: io.StringIO) -> None:
    try:
        raise SMTPRecipientsRefused({ALICE: (451, f"try <{ALICE}> later".encode())})
    except SMTPRecipientsRefused:
        logging.getLogger("customkeeps.emails.actions").exception("E-mail 7 could not be sent")
    assert "SMTPRecipientsRefused: " in log.getvalue()
    assert ALICE not in log.getvalue()


def test_everything_else_stays(log: io.StringIO) -> None:
    logging.getLogger("customkeeps").info("Guest 7 is merged later: %s", "a @ b, 5 @ 3.00")
    assert log.getvalue().endswith("INFO customkeeps Guest 7 is merged later: a @ b, 5 @ 3.00\n")


def test_a_sign_before_it_hides_no_address(log: io.StringIO) -> None:
    logging.getLogger("customkeeps").info("Said @%s", ALICE)
    assert log.getvalue().endswith("Said @(an address)\n")


def test_a_long_word_is_read_once(log: io.StringIO) -> None:
    """Anybody may ask for a long path: read once for each of its letters, this takes an hour."""
    path = "/" + "a" * 1_000_000
    logging.getLogger("customkeeps").warning("Not Found: %s", path)
    assert log.getvalue().endswith(f"Not Found: {path}\n")
