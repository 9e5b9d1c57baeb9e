"""Staff give money back and cancel orders, if they may, and never twice by a double click."""

from decimal import Decimal

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from rest_framework.test import APIClient

from customkeeps.catalog.models import Product
from customkeeps.orders.models import Order
from customkeeps.payments.models import Refund
from payments_sandbox.tests.running import Sandbox
from tests.backoffice.conftest import Colleague
from tests.checkout.conftest import running_sandbox, sandbox
from tests.checkout.shopping import create, paid_intent, put_in_cart

__all__ = ["running_sandbox", "sandbox"]  # the fixtures of tests/checkout

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(as_alice: APIClient, tshirt: Product, sandbox: Sandbox) -> Order:
    """2 of 20 T-shirts, ₱1,000.00 paid."""
    Product.objects.update(stock=20)
    put_in_cart(as_alice, quantity=2)
    create(as_alice, paid_intent(as_alice, sandbox))
    return Order.objects.get()


def page(order: Order, what: str) -> str:
    return f"/admin/orders/order/{order.pk}/{what}/"


def give_back(browser: Client, order: Order, **fields: str) -> list[str]:
    """Send the form; returns what is said on the order's page, or nothing when it is refused."""
    sent = {"amount": "100.00", "reason": "One was smudged", "left": "1000.00", **fields}
    answer = browser.post(page(order, "refund"), sent)
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_in_part(staff: Client, order: Order) -> None:
    assert "₱1,000.00" in staff.get(page(order, "refund")).content.decode()
    assert give_back(staff, order) == ["₱100.00 was given back."]
    refund = Refund.objects.get()
    assert (refund.by and refund.by.username, refund.reason) == ("petra", "One was smudged")
    shown = staff.get(page(order, "change")).content.decode()
    assert "Refunded: One was smudged" in shown
    assert "₱900.00" in staff.get(page(order, "refund")).content.decode()
    assert Product.objects.get().stock == 18


def test_all_of_it_and_the_pieces_back(staff: Client, order: Order) -> None:
    assert give_back(staff, order, amount="1000", restock="on") == ["₱1,000.00 was given back."]
    assert Product.objects.get().stock == 20
    assert "All of it was given back." in staff.get(page(order, "refund")).content.decode()
    assert "Give money back" not in staff.get(page(order, "change")).content.decode()


def test_a_second_click_gives_nothing_more(staff: Client, order: Order) -> None:
    give_back(staff, order)
    staff.get(page(order, "change"))  # where what was said is read
    assert give_back(staff, order) == []
    assert Refund.objects.count() == 1


@pytest.mark.parametrize("amount", ["", "0", "-1", "1000.01", "0.001", "x", "NaN", "1e400"])
def test_what_is_no_amount_is_refused_in_words(staff: Client, order: Order, amount: str) -> None:
    answer = staff.post(
        page(order, "refund"), {"amount": amount, "reason": "Why", "left": "1000.00"}
    )
    assert answer.status_code == 200
    assert 'role="alert" id="id_amount_error"' in answer.content.decode()
    assert not Refund.objects.exists()


def test_cancelling_asks_first(staff: Client, order: Order, sandbox: Sandbox) -> None:
    asked = staff.get(page(order, "cancel")).content.decode()
    assert "₱1,000.00" in asked
    order.refresh_from_db()
    assert order.status == "preparing"
    staff.post(page(order, "cancel"))
    order.refresh_from_db()
    assert (order.status, order.refunded_amount) == ("cancelled", Decimal(1000))
    assert [refund.amount for refund in sandbox.stripe.refunds.list().data] == [100_000]
    assert "can no longer be cancelled" in staff.get(page(order, "cancel")).content.decode()


def test_who_may_not_give_back_may_not(colleague: Colleague, order: Order) -> None:
    browser = colleague("orders.view_order", "orders.change_order")
    shown = browser.get(page(order, "change")).content.decode()
    assert "Give money back" not in shown
    assert "Cancel this order" not in shown
    for what in ("refund", "cancel"):
        assert browser.get(page(order, what)).status_code == 403
        assert browser.post(page(order, what), {"amount": "1"}).status_code == 403
    assert not Refund.objects.exists()


def test_who_may_give_back_may(colleague: Colleague, order: Order) -> None:
    browser = colleague("orders.view_order", "payments.add_refund")
    assert "Give money back" in browser.get(page(order, "change")).content.decode()
    assert give_back(browser, order) == ["₱100.00 was given back."]
