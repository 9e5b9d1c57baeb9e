"""A mail is queued once for each occasion, with what it tells about, by one statement."""

import pytest
from django.db import transaction

from customkeeps.accounts.models import User
from customkeeps.catalog.models import Product
from customkeeps.checkout.actions.advance_order import MAIL_OF, advance_order
from customkeeps.checkout.actions.finalize_payment import fulfil_free
from customkeeps.emails.actions import alarm_staff, mail_buyer, queue_mail
from customkeeps.emails.models import Kind, OutboxMail
from customkeeps.orders.models import Order, Status
from customkeeps.steps import IllegalStepError
from tests.factories import make_cart_item, make_coupon, make_payment
from tests.statements import statements_of

pytestmark = pytest.mark.django_db


def queued() -> list[tuple[str, str]]:
    return [(mail.kind, mail.to) for mail in OutboxMail.objects.order_by("created_at")]


def test_an_occasion_is_mailed_once(order: Order) -> None:
    for _ in range(3):
        mail_buyer(order, Kind.ORDER_CONFIRMED)
    assert queued() == [("order_confirmed", "alice@example.com")]


def test_several_refunds_of_an_order_are_several_occasions(order: Order) -> None:
    for key in ("1", "2", "2"):
        mail_buyer(order, Kind.ORDER_REFUNDED, key=key, amount="10.00")
    assert queued() == [("order_refunded", "alice@example.com")] * 2


def test_queueing_is_one_statement(order: Order) -> None:
    [statement] = statements_of(
        lambda: queue_mail(kind=Kind.ORDER_READY, key="once", to="a@example.com", order=order)
    )
    assert statement.startswith("INSERT ")
    assert '"emails_outboxmail"' in statement


def test_a_message_id_is_of_the_shop_and_of_one_mail(order: Order) -> None:
    mail_buyer(order, Kind.ORDER_CONFIRMED)
    mail = OutboxMail.objects.get()
    assert mail.message_id == f"<{mail.pk}@127.0.0.1>"


def test_nobody_is_mailed_who_cannot_be(order: Order) -> None:
    queue_mail(kind=Kind.ORDER_READY, key="once", to="", order=order)
    order.user = None
    mail_buyer(order, Kind.ORDER_CONFIRMED)
    assert queued() == []


def test_staff_are_alarmed_once(caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(2):
        alarm_staff(key="pi_1", subject="A payment without an order", text="pi_1 of ₱5.00")
    assert queued() == [("staff_alarm", "staff@shop.example")]
    assert "pi_1 of ₱5.00" in caplog.text


def test_a_paid_order_is_confirmed_together_with_it(alice: User, tshirt: Product) -> None:
    make_cart_item(alice, tshirt)
    payment = make_payment(alice, coupon=make_coupon("GIFT", "100"))
    made = fulfil_free(payment).order
    fulfil_free(payment)
    assert queued() == [("order_confirmed", "alice@example.com")]
    assert OutboxMail.objects.get().order == made


def test_without_its_order_there_is_no_confirmation(alice: User, tshirt: Product) -> None:
    make_cart_item(alice, tshirt)
    payment = make_payment(alice, coupon=make_coupon("GIFT", "100"))
    with transaction.atomic():
        fulfil_free(payment)
        assert len(queued()) == 1
        transaction.set_rollback(True)
    assert queued() == []


def test_every_step_of_an_order_is_told(order: Order, petra: User) -> None:
    for status in MAIL_OF:
        advance_order(order_id=order.pk, status=status, by=petra)
    assert queued() == [(kind, "alice@example.com") for kind in MAIL_OF.values()]
    assert set(MAIL_OF) == set(Status) - {Status.PREPARING, Status.CANCELLED}


@pytest.mark.parametrize("status", ["delivered", "cancelled", "preparing", "lost"])
def test_what_is_no_step_forward_changes_and_tells_nothing(
    order: Order, petra: User, status: str
) -> None:
    with pytest.raises(IllegalStepError):
        advance_order(order_id=order.pk, status=status, by=petra)
    order.refresh_from_db()
    assert order.status == "preparing"
    assert queued() == []


def test_a_mail_that_cannot_be_queued_leaves_the_order_where_it_was(
    order: Order, petra: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(OutboxMail.objects, "bulk_create", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        advance_order(order_id=order.pk, status="ready_for_delivery", by=petra)
    order.refresh_from_db()
    assert order.status == "preparing"
