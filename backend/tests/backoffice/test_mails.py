"""Staff see which mails could not be sent, why, and have them tried again; secrets stay secret."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone

from customkeeps.accounts.models import User
from customkeeps.catalog.models import Product
from customkeeps.emails.actions import mail_buyer, queue_mail, send_due_mails
from customkeeps.emails.models import Kind, OutboxMail
from customkeeps.orders.models import Order
from tests.backoffice.conftest import Colleague
from tests.factories import make_cart_item, make_order

PAGE = "/admin/emails/outboxmail/"


@pytest.fixture
def order(alice: User, tshirt: Product) -> Order:
    make_cart_item(alice, tshirt)
    return make_order(alice)


@pytest.fixture
def failed(order: Order) -> OutboxMail:
    mail_buyer(order, Kind.ORDER_CONFIRMED)
    OutboxMail.objects.update(failed_at=timezone.now(), last_error="550 No such user", attempts=3)
    return OutboxMail.objects.get()


def ask_again(browser: Client, mail: OutboxMail) -> list[str]:
    chosen = {"action": "try_selected_again", "_selected_action": [mail.pk]}
    return [str(said) for said in get_messages(browser.post(PAGE, chosen).wsgi_request)]


def test_home_and_list_tell_what_fails_and_why(staff: Client, failed: OutboxMail) -> None:
    assert "1 e-mail could not be sent" in staff.get("/admin/").content.decode()
    for state, is_there in {"unsent": True, "failed": True, "sent": False}.items():
        page = staff.get(f"{PAGE}?state={state}").content.decode()
        assert ("550 No such user" in page) == is_there


def test_a_failed_one_is_tried_again(staff: Client, failed: OutboxMail) -> None:
    assert ask_again(staff, failed) == ["To be sent again: 1."]
    send_due_mails()
    failed.refresh_from_db()
    assert failed.standing == "sent"
    assert ask_again(staff, failed)[-1].startswith("None of these has failed")
    assert "could not be sent" not in staff.get("/admin/").content.decode()


def test_looking_is_not_enough_to_send(colleague: Colleague, failed: OutboxMail) -> None:
    ask_again(colleague("emails.view_outboxmail"), failed)
    failed.refresh_from_db()
    assert failed.standing == "failed"


def test_a_page_shows_what_the_mail_says(staff: Client, failed: OutboxMail) -> None:
    address = f"{PAGE}{failed.pk}/change/"
    assert "Not written yet." in staff.get(address).content.decode()
    OutboxMail.objects.update(failed_at=None)
    send_due_mails()
    page = staff.get(address).content.decode()
    assert "sandbox srcdoc=" in page
    assert f"Your order {failed.order.order_id} is confirmed" in page


@pytest.mark.parametrize("kind", [Kind.PASSWORD_RESET, Kind.EMAIL_VERIFY])
def test_nobody_reads_somebody_elses_links(staff: Client, kind: Kind) -> None:
    queue_mail(kind=kind, key="k", to="alice@example.com", path="/secret-token/")
    mail = OutboxMail.objects.get()
    for _ in range(2):
        page = staff.get(f"{PAGE}{mail.pk}/change/").content.decode()
        assert "Only for the recipient." in page
        assert "secret-token" not in page
        send_due_mails()
