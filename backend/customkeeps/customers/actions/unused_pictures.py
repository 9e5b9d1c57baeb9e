"""Designs that nobody has put in a cart or ordered for a while, and files that no row names.

Most are bare pictures. What people have saved is not among them, nor are pictures in it.
"""

import logging
from datetime import datetime, timedelta
from time import monotonic
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from customkeeps.accounts.locks import lock_user, lock_users
from customkeeps.accounts.models import User
from customkeeps.cart.models import CartItem
from customkeeps.customers.actions.prints import delete_unneeded_prints
from customkeeps.designs.erasing import delete_designs
from customkeeps.designs.models import Design, SavedDesign
from customkeeps.designs.saved import delete_saved
from customkeeps.designs.sweeping import sweep_files
from customkeeps.orders.models import OrderItem
from customkeeps.payments.models import UNFINISHED, Payment
from customkeeps.production.sweeping import sweep_print_files
from customkeeps.rest.errors import Conflict, NotFound

logger = logging.getLogger(__name__)

EVERY_SECONDS = 3600.0
AT_ONCE = 100


class _Clock:
    """When this process looks next."""

    due = 0.0


def sweep_pictures_when_due() -> int:
    """At most once an hour in each worker, and again at once while there is more to do."""
    if monotonic() < _Clock.due:
        return 0
    deleted = delete_unused_designs()
    if deleted < AT_ONCE:
        _Clock.due = monotonic() + EVERY_SECONDS
        delete_unneeded_prints()
        sweep_files()
        sweep_print_files()
    return deleted


def sweep_pictures(*, dry_run: bool = False) -> tuple[int, int]:
    """All that is due now, by hand. Returns how many pictures and how many files without a row.

    A dry run changes nothing, and counts what the hourly rounds have found unused for long enough.
    """
    if dry_run:
        swept = sweep_files(dry_run=True) + sweep_print_files(dry_run=True)
        return _idle(_limit()).exclude(_used()).count(), swept
    deleted = 0
    while some := delete_unused_designs():
        deleted += some
    delete_unneeded_prints()
    return deleted, sweep_files() + sweep_print_files()


@transaction.atomic
def delete_own_design(*, user: User, design_id: UUID) -> None:
    """A saved design, or a picture.

    Raises NotFound, and Conflict (409 `design_in_use`) for a picture that a cart, a payment, an
    order or a saved design needs.
    """
    lock_user(user)
    saved = SavedDesign.objects.filter(user=user, pk=design_id)
    if saved.exists():
        delete_saved(user=user, design_id=design_id)
        return
    pictures = Design.objects.filter(user=user, documents__isnull=True, pk=design_id)
    if not pictures.exists():
        raise NotFound
    if not pictures.exclude(_used()).exists():
        raise Conflict("design_in_use", "Your cart, an order or a design needs this picture.")
    delete_designs(pictures)


def delete_unused_designs() -> int:
    """Delete pictures unused for UNUSED_PICTURE_DAYS, for a round of people. Returns how many.

    Whatever wants one again says so first (`designs.actions.use_again`), which begins the days
    anew: so none goes between being chosen and being in the cart.
    """
    note_what_is_used()
    limit = _limit()
    longest_idle = _idle(limit).order_by("unused_since", "pk")[:AT_ONCE]
    owners = sorted(set(longest_idle.values_list("user", flat=True)))
    deleted = sum(_delete_of(owner, limit) for owner in owners if owner)
    if deleted:
        logger.info("Deleted %d pictures that nobody has used", deleted)
    return deleted


def note_what_is_used() -> None:
    """Begin or end the days of those whose use has changed."""
    owned, used = Design.objects.filter(user__isnull=False), _used()
    owned.filter(unused_since=None).exclude(used).update(unused_since=timezone.now())
    owned.filter(used, unused_since__isnull=False).update(unused_since=None)


def _limit() -> datetime:
    """Never less than a day ago: an upload needs a moment to get into the cart."""
    return timezone.now() - timedelta(days=max(1, settings.UNUSED_PICTURE_DAYS))


def _idle(limit: datetime) -> QuerySet[Design]:
    return Design.objects.filter(user__isnull=False, unused_since__lte=limit)


@transaction.atomic
def _delete_of(owner_id: int, limit: datetime) -> int:
    """Once more from the beginning with the owner locked, as with whatever moves designs about."""
    lock_users([owner_id])
    unused = _idle(limit).filter(user=owner_id).exclude(_used())
    ids = list(unused.select_for_update(of=("self",)).values_list("pk", flat=True))
    delete_designs(Design.objects.filter(pk__in=ids))
    return len(ids)


def _used() -> Q:
    """What a cart, a payment that may become an order, an order or a saved design has."""
    in_carts = CartItem.objects.filter(design__isnull=False).values("design")
    ordered = OrderItem.objects.filter(design__isnull=False).values("design")
    saved = SavedDesign.artworks.through.objects.values("artwork")
    is_bought = Q(pk__in=in_carts) | Q(pk__in=ordered) | Q(pk__in=_being_paid())
    return is_bought | Q(artwork__isnull=False, artwork__in=saved)


def _being_paid() -> set[str]:
    payments = Payment.objects.filter(state__in=UNFINISHED).values_list("lines", flat=True)
    return {line["design"] for lines in payments for line in lines if line.get("design")}
