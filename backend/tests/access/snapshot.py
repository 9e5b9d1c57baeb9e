"""All that is somebody's, to tell whether a refused request has changed any of it."""

from functools import cache
from typing import Any

from django.contrib.auth.models import Group
from django.db import connection

from customkeeps.accounts.models import Address, Session, User
from customkeeps.cart.models import CartItem
from customkeeps.catalog.models import BulkTier, Category, Product
from customkeeps.coupons.models import Coupon
from customkeeps.designs.models import Artwork, Design, SavedDesign
from customkeeps.emails.models import OutboxMail
from customkeeps.orders.models import Order, OrderItem
from customkeeps.payments.models import Payment, Refund, StripeEvent

# Models, and how each names its owner.
OWNED = {
    User: "pk",
    Address: "user",
    Session: "user",
    CartItem: "user",
    Artwork: "user",
    Design: "user",
    SavedDesign: "user",
    Order: "user",
    OrderItem: "order__user",
    Payment: "user",
    Refund: "payment__user",
}

SHARED = (User, Group, Product, Category, BulkTier, Coupon, Order, OutboxMail, StripeEvent)


def belongings(owner: User) -> list[Any]:
    """Every row of the owner's, with every column."""
    return _rows(owner.pk)


def of_the_shop() -> list[Any]:
    """What staff work with, whosever it is."""
    return _rows(None)


def _rows(owner_id: int | None) -> list[Any]:
    found = []
    with connection.cursor() as cursor:
        for statement, values in _statements(owner_id):
            cursor.execute(statement, values)
            found.append(cursor.fetchall())
    return found


@cache
def _statements(owner_id: int | None) -> list[tuple[str, tuple[Any, ...]]]:
    """Written by Django once, as they are asked a thousand times."""
    asked = (
        [model.objects.all() for model in SHARED]
        if owner_id is None
        else [model.objects.filter(**{path: owner_id}) for model, path in OWNED.items()]
    )
    return [rows.order_by("pk").values_list().query.sql_with_params() for rows in asked]
