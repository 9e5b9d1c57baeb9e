"""The matrix finds what it is there to find: each control breaks one rule of the shop's."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import QuerySet

from customkeeps.accounts.models import Address, Session, User
from customkeeps.designs.models import Design
from customkeeps.orders.models import Order
from customkeeps.orders.queries import with_contents
from customkeeps.payments.models import Payment
from customkeeps.rest.errors import NotFound
from tests.access.matrix import Shop, ask
from tests.access.pages import ACTIONS, PAGES
from tests.access.policy import CALLERS, asks_of
from tests.access.staff import visit
from tests.access.test_api import CELLS, unclassified

pytestmark = pytest.mark.django_db

API = "customkeeps."
STRANGERS = ("other shopper", "other guest", "staff without the right", "staff with the right")


def everybodys_orders(_user: User) -> QuerySet[Order]:
    return with_contents(Order.objects.all())


def everybodys_payment(_user: User, intent_id: str) -> Payment | None:
    return Payment.objects.filter(intent_id=intent_id).first()


def another_word(user: User, address_id: int) -> Address:
    address = Address.objects.filter(pk=address_id).first()
    if address is not None and address.user_id != user.pk:
        raise NotFound("not_found", "That is somebody else's.")
    if address is None:
        raise NotFound
    return address


# What is broken, how, and which questions find it.
BROKEN: list[tuple[str, Callable[..., Any], str]] = [
    ("orders.views.orders_of", everybodys_orders, "GET /api/orders/ (order)"),
    ("orders.views.orders_of", everybodys_orders, "GET /api/orders/{order_id}/ (order)"),
    (
        "accounts.addresses.addresses_of",
        lambda _user: Address.objects.all(),
        "GET /api/user/addresses/ (address)",
    ),
    (
        "accounts.addresses.find_address",
        another_word,
        "GET /api/user/addresses/{address_id}/ (address)",
    ),
    (
        "accounts.devices.devices_of",
        lambda _user: Session.objects.all(),
        "DELETE /api/session/devices/{device_id}/ (device)",
    ),
    (
        "designs.actions._own_design",
        lambda _user, design_id: Design.objects.filter(pk=design_id).first(),
        "POST /api/cart/ (design)",
    ),
    (
        "checkout.actions.finalize_payment.payment_of",
        everybodys_payment,
        "POST /api/orders/create_from_cart/ (payment)",
    ),
    (
        "designs.picture_views.seconds_left_of_design",
        lambda *_words, **_more: 900,
        "GET /api/designs/{design_id}/picture/ (unsigned link)",
    ),
]


@pytest.mark.parametrize("caller", STRANGERS)
@pytest.mark.parametrize(
    ("place", "instead", "name"), BROKEN, ids=lambda value: "" if callable(value) else str(value)
)
def test_a_leak_is_found(
    shop: Shop,
    monkeypatch: pytest.MonkeyPatch,
    place: str,
    instead: Callable[..., Any],
    name: str,
    caller: str,
) -> None:
    question = next(each for each in asks_of("account") if each.name == name)
    ask(shop, question, owner="account", caller=caller)
    monkeypatch.setattr(f"customkeeps.{place}", instead)
    with pytest.raises(AssertionError):
        ask(shop, question, owner="account", caller=caller)


@pytest.mark.parametrize(
    ("place", "call"),
    [
        ("backoffice.orders_admin.OrderAdmin.has_view_permission", "GET /admin/orders/order/"),
        (
            "backoffice.orders_admin.OrderAdmin.has_move_permission",
            "POST /admin/orders/order/{orders/order}/move/",
        ),
        ("backoffice.refund_page.may_refund", "POST /admin/orders/order/{refunded_order}/refund/"),
        (
            "accounts.admin.UserAdmin.has_delete_permission",
            "POST /admin/accounts/user/{accounts/user}/delete/",
        ),
        (
            "admin_pages.history.check_may_look",
            "GET /admin/coupons/coupon/{coupons/coupon}/history/",
        ),
        ("admin_pages.bases.check_may_look", "GET /admin/auth/group/{auth/group}/history/"),
    ],
)
def test_a_page_that_asks_for_no_right_is_found(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, place: str, call: str
) -> None:
    page = next(each for each in PAGES if each.call == call)
    visit(shop, page, "staff without the right")
    monkeypatch.setattr(f"customkeeps.{place}", lambda *_words, **_more: True)
    with pytest.raises(AssertionError):
        visit(shop, page, "staff without the right")


def test_an_endpoint_that_nobody_classified_is_found() -> None:
    rest = tuple(each for each in asks_of("account") if each.call != "GET /api/orders/")
    assert "GET /api/orders/" in unclassified(rest)


def test_there_are_enough_cells() -> None:
    assert len(CELLS) + (len(PAGES) + len(ACTIONS)) * len(CALLERS) >= 500
