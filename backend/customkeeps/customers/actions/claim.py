"""Orders that somebody made as a guest, taken into the account that they have by now."""

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Lower

from customkeeps.accounts.locks import lock_users
from customkeeps.accounts.models import User
from customkeeps.emails.models import Kind, OutboxMail
from customkeeps.orders.actions import give_orders
from customkeeps.orders.links import read_tracking_token
from customkeeps.orders.models import Order
from customkeeps.payments.models import Payment
from customkeeps.rest.errors import Forbidden, NotFound


def claim_order(*, user: User, token: str) -> list[str]:
    """The order that a link is about. Returns its id, also when it is the user's already.

    Raises Forbidden (403 `account_needed`), and NotFound (404) for a bad link and for an order
    that somebody else has claimed.
    """
    _check_account(user)
    order_id = read_tracking_token(token)
    if order_id and Order.objects.filter(user=user, order_id=order_id).exists():
        return [order_id]
    claimed = _claim(user, Order.objects.filter(order_id=order_id)) if order_id else []
    if not claimed:
        raise NotFound
    return claimed


def claim_orders(*, user: User) -> list[str]:
    """All orders of guests that were confirmed by a mail to the user's address. Returns their ids.

    Raises Forbidden (403: `account_needed`, or `email_not_verified`: anybody can say that an
    address is theirs).
    """
    _check_account(user)
    if user.email_verified_at is None:
        raise Forbidden("email_not_verified", "Confirm your e-mail address first.")
    return _claim(user, _confirmed_to(user))


def count_claimable(user: User) -> int:
    """How many `claim_orders` would take; none, and no word of any, before the address is
    confirmed.
    """
    is_known = not user.is_guest and user.email_verified_at is not None and user.email
    return _confirmed_to(user).filter(user__is_guest=True).count() if is_known else 0


def _confirmed_to(user: User) -> QuerySet[Order]:
    """Not the guest's address of today: that is the latest order's. And never compared in capitals,
    which databases give to letters of other alphabets too: that of a dotless i is I.
    """
    mails = OutboxMail.objects.filter(kind=Kind.ORDER_CONFIRMED)
    own = mails.annotate(to_lower=Lower("to")).filter(to_lower=user.email.lower())
    return Order.objects.filter(pk__in=own.values("order"))


def _check_account(user: User) -> None:
    if user.is_guest:
        raise Forbidden("account_needed", "Log in or create an account first.")


@transaction.atomic
def _claim(user: User, orders: QuerySet[Order]) -> list[str]:
    """Of the orders those that are a guest's: the users' rows first, as everywhere."""
    of_guests = orders.filter(user__is_guest=True)
    lock_users([user.pk, *of_guests.values_list("user", flat=True)])
    payments = Payment.objects.filter(order__in=of_guests.values("pk"))
    payment_ids = list(payments.select_for_update(of=("self",)).values_list("pk", flat=True))
    claimed = of_guests.select_for_update(of=("self",)).order_by("-created_at")
    order_ids = dict(claimed.values_list("pk", "order_id"))
    give_orders(Order.objects.filter(pk__in=order_ids), to=user)
    Payment.objects.filter(pk__in=payment_ids, order__in=order_ids).update(user=user)
    return list(order_ids.values())
