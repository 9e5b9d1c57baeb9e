"""The background worker: handles what Stripe told us and what time has made due."""

import logging
import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, close_old_connections

from customkeeps.backoffice.print_alarms import report_failed_prints
from customkeeps.checkout.actions.expiry import expire_due_payments
from customkeeps.checkout.actions.reconcile import (
    fetch_and_look_after,
    reconcile,
    settle_due_payments,
)
from customkeeps.checkout.actions.refunds import send_due_refunds
from customkeeps.checkout.actions.webhook import handle_due_events
from customkeeps.customers.actions.guests import merge_retired_guests
from customkeeps.customers.actions.leftovers import erase_leftovers, erase_leftovers_when_due
from customkeeps.customers.actions.old_guests import forget_old_guests, forget_old_guests_when_due
from customkeeps.customers.actions.unused_pictures import (
    sweep_pictures,
    sweep_pictures_when_due,
)
from customkeeps.designs.facts import find_facts, find_facts_when_due
from customkeeps.emails.actions import send_due_mails
from customkeeps.payments.home import AwayFromHomeError, check_home
from customkeeps.production.actions import make_due_print_files

logger = logging.getLogger(__name__)
IDLE_SECONDS = 1.0
# As long as most print files take; what is not done by then, the next worker does.
LAST_WORDS_SECONDS = 5.0
# Each does what is due, shared with other workers, and returns how much that was.
DUTIES: tuple[Callable[[], int], ...] = (
    fetch_and_look_after,
    handle_due_events,
    settle_due_payments,
    send_due_refunds,
    expire_due_payments,
    send_due_mails,
    merge_retired_guests,
    forget_old_guests_when_due,
    erase_leftovers_when_due,
    sweep_pictures_when_due,
    report_failed_prints,
)
# In a thread of their own: no payment waits for a drawing.
SLOW_DUTIES: tuple[Callable[[], int], ...] = (make_due_print_files, find_facts_when_due)


class Command(BaseCommand):
    help = "Do what is due in the background, until stopped. Several may run at once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now, then stop")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:  # noqa: ARG002 (Django's)
        try:
            check_home()
        except AwayFromHomeError as error:  # its mails would go to the live shop's customers too
            raise CommandError(str(error)) from error
        if once:
            reconcile()
            send_due_mails()
            merge_retired_guests()
            forget_old_guests()
            erase_leftovers()
            sweep_pictures()
            while find_facts():
                pass
            while make_due_print_files():
                pass
            report_failed_prints()
            return
        stopped = threading.Event()

        def stop(_signal: int, _frame: FrameType | None) -> None:
            stopped.set()

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        slow = threading.Thread(target=self._work, args=(SLOW_DUTIES, stopped), daemon=True)
        slow.start()
        self._work(DUTIES, stopped)
        slow.join(LAST_WORDS_SECONDS)

    def _work(self, duties: tuple[Callable[[], int], ...], stopped: threading.Event) -> None:
        while not stopped.is_set():
            if not self._round(duties):
                stopped.wait(IDLE_SECONDS)

    def _round(self, duties: tuple[Callable[[], int], ...]) -> int:
        """How much was done. A database that is away is waited for, not died of, and a duty that
        fails does not keep the worker from the others.
        """
        close_old_connections()
        done = 0
        for duty in duties:
            try:
                done += duty()
            except DatabaseError:
                logger.exception("The database does not answer")
                return 0
            except Exception:
                logger.exception("%s failed", duty.__name__)
        return done
