"""What is left of people who are gone: their orders are made first, then words and pictures go.

`docs/privacy.md` says what stays and why.
"""

import logging
from time import monotonic
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from customkeeps.cart.models import CartItem
from customkeeps.customers.actions.prints import delete_unneeded_prints
from customkeeps.designs.erasing import delete_artwork, delete_designs
from customkeeps.designs.models import Artwork, Design
from customkeeps.orders.models import Credit, Order, OrderItem, Status
from customkeeps.payments.models import UNFINISHED, Payment, Refund

logger = logging.getLogger(__name__)

# Until then somebody has to know what to print, and where to send it.
FINISHED = (Status.DELIVERED, Status.COMPLETED, Status.CANCELLED)
PERSONAL = ("customization_text", "design", "placed")
EVERY_SECONDS = 60.0
AT_ONCE = 100


class _Clock:
    """When this process looks next."""

    due = 0.0


def erase_leftovers_when_due() -> int:
    """At most once a minute in each worker, as somebody has to be delivered to first."""
    if monotonic() < _Clock.due:
        return 0
    erased = erase_leftovers()
    if erased < AT_ONCE:
        _Clock.due = monotonic() + EVERY_SECONDS
    return erased


def erase_leftovers() -> int:
    """Erase what was kept for orders that are done by now. Returns how many orders that are."""
    of_nobody = Order.objects.filter(user=None, status__in=FINISHED)
    is_designed = Q(items__design__isnull=False) | Q(items__placed__isnull=False)
    has_words = ~Q(items__customization_text="") | is_designed
    left = of_nobody.filter(has_words | ~Q(payment__fingerprint="") & Q(payment__isnull=False))
    ids = list(left.order_by("pk").values_list("pk", flat=True).distinct()[:AT_ONCE])
    for order_pk in ids:
        _erase_of_order(order_pk)
    _erase_doubles()
    if ids:
        delete_unneeded_prints()
        logger.info("Erased what was kept to make %d orders of closed accounts", len(ids))
    return len(ids)


@transaction.atomic
def _erase_of_order(order_pk: int) -> None:
    designs = OrderItem.objects.filter(order=order_pk).values_list("design", flat=True)
    design_ids = [each for each in designs if each is not None]
    erase_finished(
        orders=Order.objects.filter(pk=order_pk),
        payments=Payment.objects.filter(order=order_pk),
        designs=Design.objects.filter(pk__in=design_ids),
    )


def erase_finished(
    *, orders: QuerySet[Order], payments: QuerySet[Payment], designs: QuerySet[Design]
) -> None:
    """Of these, all that is nobody's any more and needed for no order. Inside a transaction."""
    done = Q(order__status__in=FINISHED) | Q(order=None) & ~Q(state__in=UNFINISHED)
    for payment in payments.filter(done, user=None).exclude(fingerprint="").order_by("pk"):
        lines = [_without_words(line) for line in payment.lines]
        # The database lets go of these and of nothing else (`steps.EnforceFrozen`).
        Payment.objects.filter(pk=payment.pk).update(lines=lines, address=None, fingerprint="")
    items = OrderItem.objects.filter(order__in=orders.filter(user=None, status__in=FINISHED))
    items.update(customization_text="", design=None, placed=None)
    _delete_unneeded(designs)


def _delete_unneeded(designs: QuerySet[Design]) -> None:
    held = OrderItem.objects.filter(design__isnull=False).values("design")
    in_carts = CartItem.objects.filter(design__isnull=False).values("design")
    unneeded = designs.filter(user=None).exclude(pk__in=held).exclude(pk__in=in_carts)
    delete_designs(Design.objects.filter(pk__in=list(unneeded.values_list("pk", flat=True))))


@transaction.atomic
def _erase_doubles() -> None:
    """Pictures that a guest and the account both had; after the merging one of them is nobody's."""
    _delete_unneeded(Design.objects.all())
    delete_artwork(Artwork.objects.filter(user=None))


def erase_reasons(payments: QuerySet[Payment], orders: QuerySet[Order]) -> None:
    """What staff wrote about the person; nobody needs it to make an order."""
    Refund.objects.filter(payment__in=payments).update(reason="", failure="")
    payments.update(reason="")
    Credit.objects.filter(order__in=orders).update(reason="")


def _without_words(line: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in line.items() if name not in PERSONAL}
