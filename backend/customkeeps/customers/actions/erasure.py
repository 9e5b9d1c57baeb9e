"""Erasing a person, and keeping of their purchases what the law wants of invoices.

`docs/privacy.md` says what stays and why.
"""

import json

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q

from customkeeps.accounts.hashing import HASHING
from customkeeps.accounts.locks import lock_users
from customkeeps.accounts.models import User
from customkeeps.checkout.actions.expiry import end_open_payment
from customkeeps.customers.actions.leftovers import erase_finished, erase_reasons
from customkeeps.customers.actions.prints import delete_unneeded_prints
from customkeeps.customers.actions.traces import erase_traces
from customkeeps.designs.erasing import delete_artwork
from customkeeps.designs.models import Artwork, Design
from customkeeps.emails.models import SECRET, Kind, OutboxMail
from customkeeps.orders.models import Order, OrderItem
from customkeeps.payments.models import UNFINISHED, Payment, StrayIntent
from customkeeps.rest.errors import Conflict, InvalidInput
from customkeeps.rest.models import IdempotentAnswer
from customkeeps.rest.throttling import Limit, count

PASSWORDS = Limit("erase_account", times=5, seconds=900)
# Each ends one payment; more than one is there only where somebody pays at the same time.
ROUNDS = 3


class StillPayingError(Exception):
    """A payment was begun meanwhile, which has to end first; nothing was changed."""


def erase_account(*, user: User, password: str) -> None:
    """The caller's own account. A guest has no password, and is asked for none.

    Raises Throttled (429), InvalidInput (400 `wrong_password`), Conflict (409 `staff_account`, or
    a payment that the bank still works on) and Unavailable (503).
    """
    if user.is_staff or LogEntry.objects.filter(user=user).exists():
        raise Conflict(
            "staff_account", "Staff accounts are closed in the admin, by whoever runs the shop."
        )
    count(PASSWORDS, str(user.pk))
    if not user.is_guest:
        _check_password(user, password)
    erase_person(user)


def _check_password(user: User, password: str) -> None:
    with HASHING.turn():
        if not user.check_password(password):
            raise InvalidInput({"password": ["That is not your password."]}, code="wrong_password")


def erase_person(user: User) -> None:
    """Anybody's account, for its owner or by staff. Not to be called inside a transaction.

    What the person is in the middle of paying is ended first; paid, it becomes an order. Raises
    Conflict (409) and Unavailable (503), and then nothing is erased.
    """
    for _ in range(ROUNDS):
        for person in _people_of(user):
            end_open_payment(person)
        try:
            erase_now(user)
        except StillPayingError:
            continue
        return
    raise Conflict("payment_changing", "Something is being paid just now. Try again in a moment.")


@transaction.atomic
def erase_now(user: User) -> None:
    """All of it in one transaction, and with the account its sessions. Raises StillPayingError."""
    people = _people_of(user)
    lock_users(person.pk for person in people)
    if Payment.objects.filter(user__in=people, state__in=UNFINISHED).exists():
        raise StillPayingError
    for person in people:
        _erase(person)
    delete_unneeded_prints()


def _people_of(user: User) -> list[User]:
    """The user, after the guests whose things are on their way to this account."""
    return [*User.objects.filter(merged_into=user), user]


def _erase(person: User) -> None:
    orders = Order.objects.filter(pk__in=list(person.orders.values_list("pk", flat=True)))
    payments = Payment.objects.filter(pk__in=list(person.payments.values_list("pk", flat=True)))
    # A guest's double of a picture is nobody's once merged, and still what the order shows.
    own_or_ordered = Q(user=person) | Q(
        pk__in=OrderItem.objects.filter(order__in=orders).values("design")
    )
    design_ids = list(Design.objects.filter(own_or_ordered).values_list("pk", flat=True))
    designs = Design.objects.filter(pk__in=design_ids)
    artwork = Artwork.objects.filter(pk__in=list(person.artworks.values_list("pk", flat=True)))
    erase_traces(person)
    _erase_other_mails(person)
    _erase_other_traces(person)
    erase_reasons(payments, orders)
    # With it go cart, saved designs, addresses and sessions. What it bought and sent is nobody's
    # then.
    person.delete()
    erase_finished(orders=orders, payments=payments, designs=designs)
    delete_artwork(artwork)


def _erase_other_mails(person: User) -> None:
    if person.email:
        links = OutboxMail.objects.filter(to__iexact=person.email, kind__in=SECRET)
        links.delete()
    strays = StrayIntent.objects.filter(username=person.username)
    # Of an older release, whose alarms had the name in them.
    for intent_id in strays.values_list("pk", flat=True):
        OutboxMail.objects.filter(key__startswith=f"{Kind.STAFF_ALARM}-stray-{intent_id}").delete()
    strays.update(username="")


def _erase_other_traces(person: User) -> None:
    """What registering left, and what the histories have."""
    # As the answer to a registration has it, which nobody was signed in for.
    named = f'"username":{json.dumps(person.username, ensure_ascii=False)}'
    IdempotentAnswer.objects.filter(scope="anonymous", body__contains=named).delete()
    Order.history.filter(user=person.pk).update(user=None)
    entries = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(User), object_id=str(person.pk)
    )
    entries.update(object_repr="a closed account", change_message="")
