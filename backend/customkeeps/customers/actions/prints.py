"""What was frozen to be printed, and is printed by nobody any more."""

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from customkeeps.cart.models import CartItem
from customkeeps.designs.erasing import delete_placed
from customkeeps.designs.models import PlacedDesign
from customkeeps.orders.models import OrderItem
from customkeeps.payments.models import UNFINISHED, Payment


@transaction.atomic
def delete_unneeded_prints() -> int:
    """Delete all that no cart, no order and no payment that may become one needs. Returns how many.

    First their rows are locked, so that no line is given one meanwhile (`placing.freeze`): whatever
    was given one before is seen afterwards. What others have locked is being given to a line.
    """
    unheld = _unheld(PlacedDesign.objects.all()).select_for_update(of=("self",), skip_locked=True)
    locked = list(unheld.order_by("pk").values_list("pk", flat=True))
    if not locked:
        return 0
    unneeded = _unheld(PlacedDesign.objects.filter(pk__in=set(locked) - _being_paid()))
    return delete_placed(unneeded)


def _unheld(placed: QuerySet[PlacedDesign]) -> QuerySet[PlacedDesign]:
    return placed.filter(
        ~Exists(CartItem.objects.filter(placed=OuterRef("pk"))),
        ~Exists(OrderItem.objects.filter(placed=OuterRef("pk"))),
    )


def _being_paid() -> set[str]:
    payments = Payment.objects.filter(state__in=UNFINISHED).values_list("lines", flat=True)
    return {line["placed"] for lines in payments for line in lines if line.get("placed")}
