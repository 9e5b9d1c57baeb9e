"""`/dev/mail/` shows every mail, where that is development, and nothing of it runs."""

import pytest
from django.conf import LazySettings
from django.test import Client

from customkeeps.emails.actions import mail_buyer, queue_mail, send_due_mails
from customkeeps.emails.models import Kind, OutboxMail
from customkeeps.orders.models import Order
from tests.statements import statements_of

pytestmark = pytest.mark.django_db
BOX = "/dev/mail/"


@pytest.fixture
def mail(order: Order) -> OutboxMail:
    mail_buyer(order, Kind.ORDER_CONFIRMED)
    send_due_mails()
    return OutboxMail.objects.get()


@pytest.fixture(params=["DEBUG", "DEMO"])
def development(request: pytest.FixtureRequest, settings: LazySettings) -> None:
    settings.DEBUG = settings.DEMO = False
    setattr(settings, request.param, True)


@pytest.mark.usefixtures("development")
def test_the_mailbox_lists_what_was_sent_and_what_was_not(client: Client, mail: OutboxMail) -> None:
    queue_mail(kind=Kind.EMAIL_VERIFY, key="v", to="bob@example.com", path="/x")
    page = client.get(BOX).content.decode()
    for told in (mail.subject, "alice@example.com", "Sent", "bob@example.com", "Waiting"):
        assert told in page
    assert f'href="{BOX}{mail.pk}/"' in page


@pytest.mark.usefixtures("development")
def test_a_mail_is_shown_in_all_its_forms(client: Client, mail: OutboxMail) -> None:
    answer = client.get(f"{BOX}{mail.pk}/")
    page = answer.content.decode()
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="&lt;!DOCTYPE html' in page
    for told in ("Coupon SAVE10", "\u2212₱450.00", "Message-ID", str(mail.pk), "auto-generated"):
        assert told in page
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.usefixtures("development")
def test_an_empty_mailbox_says_how_to_fill_it(client: Client) -> None:
    assert "Buy something" in client.get(BOX).content.decode()


@pytest.mark.usefixtures("development")
def test_a_mail_that_is_not_written_yet_says_who_does_that(client: Client, order: Order) -> None:
    mail_buyer(order, Kind.ORDER_CONFIRMED)
    page = client.get(f"{BOX}{OutboxMail.objects.get().pk}/").content.decode()
    assert "Not written yet" in page


@pytest.mark.usefixtures("development")
def test_what_people_typed_does_not_leave_its_frame(client: Client, mail: OutboxMail) -> None:
    OutboxMail.objects.update(
        subject="<script>1</script>", html='"><script>2</script>', text="</pre><script>3</script>"
    )
    for page in (BOX, f"{BOX}{mail.pk}/"):
        assert "<script" not in client.get(page).content.decode()


@pytest.mark.usefixtures("development")
def test_a_forgotten_slash_and_an_unknown_mail(client: Client) -> None:
    assert client.get("/dev/mail")["Location"] == BOX
    assert client.get(f"{BOX}00000000-0000-4000-8000-000000000000/").status_code == 404
    assert client.post(BOX).status_code == 405


def test_in_production_there_is_none(
    client: Client, mail: OutboxMail, settings: LazySettings
) -> None:
    settings.DEBUG = settings.DEMO = False
    asked = ["/dev/mail", BOX, f"{BOX}{mail.pk}/"]
    assert [client.get(page).status_code for page in asked] == [404] * 3


def test_the_list_costs_one_statement(client: Client, order: Order, settings: LazySettings) -> None:
    settings.DEBUG = True
    for kind in (Kind.ORDER_CONFIRMED, Kind.ORDER_READY, Kind.ORDER_DELIVERED):
        mail_buyer(order, kind)
    assert len(statements_of(lambda: client.get(BOX))) == 1
