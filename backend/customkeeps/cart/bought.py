"""Taking out of a cart what was bought."""

from typing import Any

from django.db.models import Q

from customkeeps.accounts.models import User
from customkeeps.cart.models import IDENTITY_TEXTS, CartItem


def take_out_lines(*, user: User, bought: list[dict[str, Any]]) -> None:
    """Take what was bought out of the cart; what was added or changed since then stays.

    `bought` are lines of a payment's snapshot. Call it with the cart locked (`lock_cart`).
    """
    unchanged = Q()
    for line in bought:
        unchanged |= Q(pk=line["cart_item"], quantity=line["quantity"], **_identity(line))
    removed, _ = CartItem.objects.filter(unchanged, user=user).delete()
    if removed < len(bought):
        _take_from_changed_lines(user, bought)


def _take_from_changed_lines(user: User, bought: list[dict[str, Any]]) -> None:
    """Lines that are still the same thing keep what was added to them since."""
    for line in bought:
        same = CartItem.objects.filter(pk=line["cart_item"], user=user, **_identity(line))
        for item in same:
            item.quantity -= line["quantity"]
            if item.quantity > 0:
                item.save(update_fields=["quantity", "updated_at"])
            else:
                item.delete()


def _identity(line: dict[str, Any]) -> dict[str, Any]:
    """Older payments do not say what was printed."""
    names = ("product", "design", "placed", *IDENTITY_TEXTS)
    return {name: line[name] for name in names if name in line}
