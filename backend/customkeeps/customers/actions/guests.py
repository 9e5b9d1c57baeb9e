"""A guest who logs in: cart, pictures and orders go to the account, and the guest goes for good."""

import logging

from django.db import transaction

from customkeeps.accounts.guests import retire_guest
from customkeeps.accounts.locks import lock_users
from customkeeps.accounts.models import User
from customkeeps.cart.actions import exchange_design, move_lines
from customkeeps.checkout.actions.expiry import end_open_payment
from customkeeps.customers.actions.traces import erase_traces
from customkeeps.designs.moving import move_designs
from customkeeps.orders.actions import give_orders
from customkeeps.orders.models import Order
from customkeeps.payments.bounded_calls import within
from customkeeps.payments.models import UNFINISHED, Payment
from customkeeps.rest.errors import ApiError

logger = logging.getLogger(__name__)

# Nobody waits longer to be logged in; the worker does what is left.
ANSWER_SECONDS = 4.0
AT_ONCE = 50


def adopt_guest(*, guest: User, account: User) -> None:
    """Merge what the guest has into the account that the same browser has just logged in to.

    While Stripe does not let go of what the guest is in the middle of paying, all stays with the
    guest, whom nobody can be any more, and the worker goes on.
    """
    retire_guest(guest=guest, account=account)
    try:
        with within(ANSWER_SECONDS):
            _merge(guest)
    except ApiError as error:
        logger.info("Guest %s is merged later: %s", guest.pk, error)


def merge_retired_guests() -> int:
    """Go on with those whose merging had to wait. Returns how many are merged."""
    merged = 0
    waiting = User.objects.filter(is_guest=True, merged_into__isnull=False).order_by("pk")
    for guest in waiting[:AT_ONCE]:
        try:
            merged += _merge(guest)
        except ApiError as error:
            logger.info("Guest %s is merged later: %s", guest.pk, error)
        except Exception:
            logger.exception("Guest %s could not be merged", guest.pk)
    return merged


def _merge(guest: User) -> bool:
    """Raises Conflict (409) while the bank works on the guest's payment, and Unavailable (503)."""
    end_open_payment(guest)
    return _move_everything(guest)


@transaction.atomic
def _move_everything(guest: User) -> bool:
    """Whether it was done: not while a payment was begun this moment, nor twice."""
    account_id = User.objects.filter(pk=guest.pk).values_list("merged_into", flat=True).first()
    if account_id is None:
        return False
    lock_users([guest.pk, account_id])
    guest = User.objects.filter(pk=guest.pk).select_related("merged_into").first() or guest
    account = guest.merged_into
    if account is None or Payment.objects.filter(user=guest, state__in=UNFINISHED).exists():
        return False
    for old, new in move_designs(source=guest, target=account):
        exchange_design(user=guest, old=old, new=new)
    move_lines(source=guest, target=account)
    # Payments before orders, as all who lock both do.
    Payment.objects.filter(user=guest).update(user=account)
    give_orders(Order.objects.filter(user=guest), to=account)
    erase_traces(guest)
    guest.delete()
    return True
