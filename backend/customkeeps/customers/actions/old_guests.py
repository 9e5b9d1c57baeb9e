"""Guests who left without buying anything are forgotten, with their cart and pictures, and so are
log-ins that ended long ago, with where they came from.
"""

from datetime import timedelta
from time import monotonic

from django.contrib.sessions.models import Session as StaffSession
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from customkeeps.accounts.locks import lock_users
from customkeeps.accounts.models import Session, User
from customkeeps.customers.actions.traces import erase_traces
from customkeeps.designs.erasing import delete_artwork, delete_designs
from customkeeps.designs.models import Artwork, Design
from customkeeps.orders.models import Order, OrderItem
from customkeeps.payments.models import UNFINISHED, Payment

KEPT = timedelta(days=30)
EVERY_SECONDS = 3600.0
AT_ONCE, LOG_INS_AT_ONCE = 100, 5000


class _Clock:
    """When this process looks next; whatever was left over is looked at in the next round."""

    due = 0.0


def forget_old_guests_when_due() -> int:
    """At most once an hour in each worker, as nothing is in a hurry."""
    if monotonic() < _Clock.due:
        return 0
    forgotten = forget_old_guests()
    forget_old_log_ins()
    if forgotten < AT_ONCE:
        _Clock.due = monotonic() + EVERY_SECONDS
    return forgotten


def forget_old_guests() -> int:
    """Delete guests without orders who have not been here for `KEPT`. Returns how many."""
    ids = list(_old_guests().order_by("date_joined").values_list("pk", flat=True)[:AT_ONCE])
    return sum(_forget(guest_id) for guest_id in ids)


def forget_old_log_ins() -> None:
    """Delete what nobody can log in with since `KEPT`; of staff at once, as nobody looks at it."""
    old = Session.objects.filter(expires_at__lt=timezone.now() - KEPT).order_by("expires_at")
    Session.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:LOG_INS_AT_ONCE])).delete()
    StaffSession.objects.filter(expire_date__lt=timezone.now()).delete()


@transaction.atomic
def _forget(guest_id: int) -> bool:
    """Unless the guest has come back while the lock was waited for."""
    lock_users([guest_id])
    guest = _old_guests().filter(pk=guest_id).first()
    if guest is None:
        return False
    guest.cart_items.all().delete()
    guest.saved_designs.all().delete()
    ordered = OrderItem.objects.filter(design__user=guest).values("design")
    delete_designs(Design.objects.filter(user=guest).exclude(pk__in=ordered))
    delete_artwork(Artwork.objects.filter(user=guest))
    erase_traces(guest)
    guest.delete()
    return True


def _old_guests() -> QuerySet[User]:
    limit = timezone.now() - KEPT
    return User.objects.filter(
        ~Exists(Order.objects.filter(user=OuterRef("pk"))),
        ~Exists(Payment.objects.filter(user=OuterRef("pk"), state__in=UNFINISHED)),
        ~Exists(Session.objects.filter(user=OuterRef("pk"), last_used_at__gt=limit)),
        is_guest=True,
        date_joined__lte=limit,
    )
