"""A small shop in which one text stands wherever people can type, and the pages that show it."""

from decimal import Decimal
from typing import Any

from django.contrib.admin.utils import quote
from django.test import Client

from customkeeps.accounts.models import User
from customkeeps.catalog.models import Category, Product
from customkeeps.checkout.actions.refunded_order import note_given_back
from customkeeps.emails.actions import mail_buyer, send_due_mails
from customkeeps.emails.models import Kind, OutboxMail
from customkeeps.orders.models import Order
from customkeeps.payments.models import Refund
from tests.backoffice.forms import errors_of
from tests.clients import client_for
from tests.factories import make_order, make_user
from tests.payloads import fit

ADD_PRODUCT, ADD_CATEGORY, ADD_GROUP = (
    f"/admin/{model}/add/" for model in ("catalog/product", "catalog/category", "auth/group")
)

# Searched for, and nowhere to be found.
NOTHING = "%22><svg onload=ran()><b title=%22"


def fill(staff: Client, text: str) -> Order:
    """Typed at the shop's own doors; only Stripe's part in it is taken for granted."""
    product = _stock_up(staff, text)
    user = _come_in(text)
    _put_in_cart(user, product, text)
    order = make_order(user)
    mail_buyer(order, Kind.ORDER_CONFIRMED)
    _give_back(order, text)
    send_due_mails()
    assert not OutboxMail.objects.filter(sent_at=None).exists()
    return order


def pages(order: Order) -> list[str]:
    """Every page of the staff and of the mailbox on which anything of it may be seen."""
    assert order.user is not None
    product = Product.objects.get()
    rows = {
        "accounts/user": order.user,
        "auth/group": None,
        "cart/cartitem": order.user.cart_items.get(),
        "catalog/category": Category.objects.get(),
        "catalog/product": product,
        "emails/outboxmail": OutboxMail.objects.filter(order=order).first(),
        "orders/order": order,
        "payments/payment": order.payment,
    }
    found = ["/admin/", "/dev/mail/", f"/admin/catalog/product/{product.pk}/history/"]
    for page, row in rows.items():
        found.append(f"/admin/{page}/")
        if row is not None:
            found.append(f"/admin/{page}/{quote(row.pk)}/change/")
    found += [f"/admin/orders/order/{order.pk}/{page}/" for page in ("refund", "cancel", "history")]
    found += [
        f"/admin/catalog/product/?q={NOTHING}",
        f"/admin/accounts/user/{order.user.pk}/delete/",
        f"/admin/accounts/user/{order.user.pk}/history/",
        f"/admin/catalog/category/{Category.objects.get().pk}/delete/",
    ]
    return found + [f"/dev/mail/{mail.pk}/" for mail in OutboxMail.objects.order_by("created_at")]


def _stock_up(staff: Client, text: str) -> Product:
    _send(staff, ADD_GROUP, name=fit(text, 150))
    _send(staff, ADD_CATEGORY, name=fit(text, 60), slug="shelf", position="1")
    tables: dict[str, dict[str, Any]] = {
        "colors": {"name": fit(text, 40), "hex": "#ffffff", "position": "0"},
        "sizes": {"name": fit(text, 20), "is_default": "on", "position": "0"},
        "placements": {
            "name": fit(text, 40),
            "code": "front",
            "width_mm": "280",
            "height_mm": "360",
            "position": "0",
        },
    }
    sent = {
        f"{table}-{count}_FORMS": number
        for table in tables
        for count, number in {"TOTAL": "1", "INITIAL": "0"}.items()
    }
    for table, fields in tables.items():
        sent |= {f"{table}-0-{name}": value for name, value in fields.items()}
    category = Category.objects.get()
    _send(
        staff,
        ADD_PRODUCT,
        **sent,
        name=fit(text, 120),
        slug="thing",
        category=category.pk,
        description=text,
        price="500",
        position="1",
        on_sale="on",
    )
    return Product.objects.get()


def _send(staff: Client, path: str, **fields: Any) -> None:
    assert errors_of(staff.post(path, fields)) == []


def _come_in(text: str) -> User:
    user = make_user("buyer")
    shopper = client_for(user)
    names = {"first_name": fit(text, 150), "last_name": fit(text, 150), "phone": fit(text, 32)}
    assert shopper.patch("/api/user/", names).status_code == 200
    address = {
        **{name: fit(text, 80) for name in ("name", "line1", "line2", "city", "province")},
        "postal_code": "1226",
    }
    assert shopper.post("/api/user/addresses/", address).status_code == 201
    user.refresh_from_db()
    return user


def _put_in_cart(user: User, product: Product, text: str) -> None:
    line = {
        "product": product.pk,
        "base_color": product.colors.get().name,
        "size": product.sizes.get().name,
        "customization_text": text,
    }
    assert client_for(user).post("/api/cart/", line).status_code == 201


def _give_back(order: Order, text: str) -> None:
    refund = Refund.objects.create(
        payment=order.payment,
        amount=Decimal(1),
        currency="PHP",
        state=Refund.State.SUCCEEDED,
        reason=fit(text, 200),
    )
    note_given_back(order.payment, refund)
