"""Everything that the shop holds on one person, for that person.

`HELD` says where each model that leads to a person is found in it, and `LEFT_OUT` why others are
not: a test holds that there is no third kind.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from customkeeps.accounts.addresses import address_as_dict, addresses_of
from customkeeps.accounts.models import Session, User
from customkeeps.cart.models import CartItem
from customkeeps.cart.queries import cart_lines, lines_as_list
from customkeeps.designs.links import artwork_url, design_url
from customkeeps.designs.models import Artwork, Design, PlacedDesign, SavedDesign
from customkeeps.emails.models import OF_ACCOUNTS, SECRET, OutboxMail
from customkeeps.money import to_text
from customkeeps.orders.models import OrderItem
from customkeeps.orders.queries import order_as_dict, orders_of
from customkeeps.payments.models import SNAPSHOT, Payment
from customkeeps.rest.models import IdempotentAnswer
from customkeeps.rest.times import to_iso

# The keys to the account, and what only the machine needs.
SECRETS = {"password", "token_id", "previous_token_id", "token_version", "username_key"}
AMOUNTS = [name for name in SNAPSHOT if name.endswith(("_subtotal", "_discount", "_amount"))]

HELD = {
    "accounts.User": "profile",
    "accounts.Address": "addresses",
    "accounts.Session": "devices",
    "cart.CartItem": "cart",
    "designs.Artwork": "pictures",
    "designs.Design": "designs",
    "designs.SavedDesign": "saved_designs",
    "emails.OutboxMail": "mails",
    "orders.Order": "orders",
    "orders.OrderItem": "orders",
    "orders.OrderEvent": "orders",
    "orders.Credit": "orders",
    "payments.Payment": "payments",
    "payments.Refund": "payments",
    "payments.Dispute": "payments",
}
LEFT_OUT = {
    "admin.LogEntry": "what staff did at work is the shop's own record",
    "catalog.HistoricalBulkTier": "names the staff who changed the bulk discounts",
    "catalog.HistoricalProduct": "names the staff who changed a product",
    "coupons.HistoricalCoupon": "names the staff who changed a coupon",
    "orders.HistoricalOrder": "copies of the order, whose timeline is exported",
    "otp_static.StaticDevice": "the staff's second factor is a secret, and goes with the account",
    "otp_static.StaticToken": "likewise",
    "otp_totp.TOTPDevice": "likewise",
    "production.PrintJob": "how far an item's print files are; the print itself is exported",
    "payments.StockHold": "counts the pieces of the payment's lines, which are exported",
}


def export_of(user: User, *, base_url: str) -> dict[str, Any]:
    """The whole as JSON, in as many statements whatever there is."""
    return {
        "exported_at": to_iso(timezone.now()),
        **{name: read(user, base_url) for name, read in SECTIONS.items()},
    }


def mails_of(user: User) -> QuerySet[OutboxMail]:
    """Those about the user's orders and account. Not by address: others may have typed it too."""
    own = Q(order__user=user)
    for kind in OF_ACCOUNTS:
        own |= Q(key__startswith=f"{kind}-{user.pk}-")
    return OutboxMail.objects.filter(own)


def _profile(user: User, _base_url: str) -> dict[str, Any]:
    groups = list(user.groups.order_by("name").values_list("name", flat=True))
    return {**_columns(user), "groups": groups}


def _addresses(user: User, _base_url: str) -> list[dict[str, Any]]:
    return [address_as_dict(address) for address in addresses_of(user)]


def _devices(user: User, _base_url: str) -> list[dict[str, Any]]:
    return _rows(Session.objects.filter(user=user).order_by("created_at"))


def _cart(user: User, base_url: str) -> list[dict[str, Any]]:
    return lines_as_list(cart_lines(user), base_url=base_url)


def _designs(user: User, base_url: str) -> list[dict[str, Any]]:
    """A bare picture can be looked at, too; those in documents are among the pictures."""
    designs = Design.objects.filter(user=user).order_by("created_at", "id")
    return [
        {
            **_columns(design),
            "url": design.artwork_id and design_url(design, base_url=base_url),
        }
        for design in designs
    ]


def _saved_designs(user: User, _base_url: str) -> list[dict[str, Any]]:
    return _rows(SavedDesign.objects.filter(user=user).order_by("created_at", "id"))


def _prints(user: User, _base_url: str) -> list[dict[str, Any]]:
    """What is printed, exactly, of the lines in the cart and the items ordered."""
    in_cart = CartItem.objects.filter(user=user, placed__isnull=False).values("placed")
    ordered = OrderItem.objects.filter(order__user=user, placed__isnull=False).values("placed")
    placed = PlacedDesign.objects.filter(Q(pk__in=in_cart) | Q(pk__in=ordered))
    return [{"sha256": row.sha256, "documents": row.documents} for row in placed.order_by("pk")]


def _pictures(user: User, base_url: str) -> list[dict[str, Any]]:
    artworks = Artwork.objects.filter(user=user).order_by("id")
    return [
        {**_columns(artwork), "url": artwork_url(artwork, base_url=base_url)}
        for artwork in artworks
    ]


def _orders(user: User, base_url: str) -> list[dict[str, Any]]:
    return [order_as_dict(order, base_url=base_url) for order in orders_of(user)]


def _payments(user: User, _base_url: str) -> list[dict[str, Any]]:
    payments = Payment.objects.filter(user=user).select_related("order")
    payments = payments.prefetch_related("refunds", "disputes").order_by("created_at")
    return [_payment(payment) for payment in payments]


def _payment(payment: Payment) -> dict[str, Any]:
    names = ("id", "state", "intent_id", "lines", "coupon_code", "address", "reason")
    return {
        **{name: getattr(payment, name) for name in names},
        **{name: to_text(getattr(payment, name), payment.currency) for name in AMOUNTS},
        "currency": payment.currency,
        "coupon_used": payment.coupon_held,
        "order": payment.order and payment.order.order_id,
        "created_at": to_iso(payment.created_at),
        "refunds": [_given_back(row, "reason", "state") for row in payment.refunds.all()],
        "disputes": [_given_back(row, "reason", "status") for row in payment.disputes.all()],
    }


def _given_back(row: Any, *names: str) -> dict[str, Any]:
    return {
        "amount": to_text(row.amount, row.currency),
        "currency": row.currency,
        **{name: getattr(row, name) for name in names},
        "created_at": to_iso(row.created_at),
    }


def _mails(user: User, _base_url: str) -> list[dict[str, Any]]:
    """Without the words of those whose link opens the account."""
    names = ("kind", "to", "subject", "text", "created_at", "sent_at")
    rows = list(mails_of(user).order_by("created_at").values(*names))
    for row in rows:
        if row["kind"] in SECRET:
            row["text"] = ""
    return rows


def _remembered_answers(user: User, _base_url: str) -> list[dict[str, Any]]:
    """What a repeated request would be answered, for a day."""
    answers = IdempotentAnswer.objects.filter(scope=str(user.pk)).order_by("started_at")
    return [dict(row) for row in answers.values("key", "status", "body", "started_at")]


def _rows(rows: Iterable[Model]) -> list[dict[str, Any]]:
    return [_columns(row) for row in rows]


def _columns(row: Model) -> dict[str, Any]:
    """Every column, so that one added later is told too, without the owner's id."""
    names = [field.attname for field in row._meta.concrete_fields]
    return {name: getattr(row, name) for name in names if name not in {*SECRETS, "user_id"}}


SECTIONS: dict[str, Callable[[User, str], Any]] = {
    "profile": _profile,
    "addresses": _addresses,
    "devices": _devices,
    "cart": _cart,
    "designs": _designs,
    "saved_designs": _saved_designs,
    "prints": _prints,
    "pictures": _pictures,
    "orders": _orders,
    "payments": _payments,
    "mails": _mails,
    "remembered_answers": _remembered_answers,
}
