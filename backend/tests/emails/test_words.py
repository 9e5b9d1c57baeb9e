"""What each kind of mail says, in HTML and in plain text, whatever people have typed."""

import re
from html import unescape
from typing import Any

import pytest
from django.conf import LazySettings
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.timezone import localtime

from customkeeps.accounts.models import User
from customkeeps.catalog.models import Product
from customkeeps.emails.actions import mail_buyer, queue_mail
from customkeeps.emails.delivery import message_of
from customkeeps.emails.models import Kind, OutboxMail
from customkeeps.emails.rendering import Written, write
from customkeeps.emails.words import OF_ORDERS
from customkeeps.orders.models import Order
from tests.factories import make_cart_item, make_coupon, make_design, make_order, make_product

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script> \"'&\r\nBcc: everyone@example.com\x00\x1b[31m {{ order }} {% x"
CONTEXTS: dict[Kind, dict[str, Any]] = {
    Kind.ORDER_REFUNDED: {"amount": "1234.50"},
    Kind.STAFF_ALARM: {"subject": "Stray payment", "text": "pi_1\nof ₱5.00", "path": "/admin/x/"},
    Kind.PASSWORD_RESET: {"path": "/password/reset/MQ/token-1/", "username": "alice"},
    Kind.EMAIL_VERIFY: {"path": "/email/verify/token-2/"},
    Kind.EMAIL_CHANGING: {"path": "/password/forgotten", "username": "alice"},
}
SUBJECTS = {
    Kind.ORDER_CONFIRMED: "Your order {} is confirmed",
    Kind.ORDER_READY: "Your order {} is ready for delivery",
    Kind.ORDER_IN_TRANSIT: "Your order {} is on its way",
    Kind.ORDER_DELIVERED: "Your order {} has been delivered",
    Kind.ORDER_COMPLETED: "Your order {} is complete",
    Kind.ORDER_CANCELLED: "Your order {} is cancelled",
    Kind.ORDER_REFUNDED: "₱1,234.50 of your order {} is on its way back",
    Kind.STAFF_ALARM: "CustomKeeps: Stray payment",
    Kind.PASSWORD_RESET: "Choose a new password for CustomKeeps",
    Kind.EMAIL_VERIFY: "Confirm your e-mail address for CustomKeeps",
    Kind.EMAIL_CHANGING: "Your e-mail address at CustomKeeps is about to change",
}
EACH_KIND = pytest.mark.parametrize("kind", Kind, ids=str)


def written(kind: Kind, order: Order) -> Written:
    about = {"order": order} if kind in OF_ORDERS else {}
    queue_mail(kind=kind, key="k", to="a@example.com", **about, **CONTEXTS.get(kind, {}))
    return write(OutboxMail.objects.get())


def words_in(text: str) -> list[str]:
    return re.findall(r"[\w₱]+(?:[.,'/-]\w+)*%?", text)


def visible(html: str) -> str:
    """What people read of a mail's body, but for the words repeated for mailboxes' lists."""
    body = html.partition("</head>")[2]
    body = re.sub(r'<(div|caption) style="display:none.*?</\1>', " ", body)
    return unescape(strip_tags(body.replace("<", " <")))


@EACH_KIND
def test_every_kind_has_its_subject_and_its_address(order: Order, kind: Kind) -> None:
    mail = written(kind, order)
    path = CONTEXTS.get(kind, {}).get("path", f"/orders/{order.order_id}")
    assert mail.subject == SUBJECTS[kind].format(order.order_id)
    assert f"\nhttp://127.0.0.1:8000{path}\n" in mail.text
    assert mail.html.count(f'href="http://127.0.0.1:8000{path}"') == 2


@EACH_KIND
def test_plain_text_leaves_nothing_out(order: Order, kind: Kind) -> None:
    mail = written(kind, order)
    said_only_in_html = set(words_in(visible(mail.html))) - set(words_in(mail.text))
    # How to go on where the button fails: text has no button.
    assert said_only_in_html <= {"If", "the", "button", "does", "not", "work", "open", "Placed"}


def test_a_confirmation_explains_every_centavo(alice: User, tshirt: Product) -> None:
    alice.first_name = "Alice"
    alice.save()
    make_cart_item(alice, tshirt, 10, customization_text="Lola's 80th\n  Tagaytay <3")
    hoodie = make_product("Hoodie", price="1200.00", sizes=("S", "M"), default_size="M")
    design = make_design(alice)
    make_cart_item(alice, hoodie, 1, size="M", base_color="Navy Blue", design=design)
    order = make_order(alice, coupon=make_coupon("SAVE10", "10"))
    mail = written(Kind.ORDER_CONFIRMED, order)
    assert mail.text.splitlines() == [
        "Thank you, Alice",
        "",
        f"We have your order {order.order_id} and your payment of ₱5,130.00.",
        "",
        "We print it for you next, and write again when it is ready.",
        "",
        "See your order:",
        f"http://127.0.0.1:8000/orders/{order.order_id}",
        "",
        f"Order {order.order_id}, placed {date_format(localtime(order.created_at))}",
        "",
        "10 \u00d7 T-Shirt, White",
        "  | Lola's 80th",
        "  |   Tagaytay <3",
        "  ₱450.00 each, after 10% bulk discount: ₱4,500.00",
        "",
        "1 \u00d7 Hoodie, Navy Blue, size M",
        "  Your picture",
        "  ₱1,200.00 each: ₱1,200.00",
        "",
        "Subtotal: ₱6,200.00",
        "Bulk discount: \u2212₱500.00",
        "Coupon SAVE10: \u2212₱570.00",
        "Total: ₱5,130.00",
        "",
        "Questions? Answer this e-mail.",
        "",
        "-- ",
        "CustomKeeps",
        "http://127.0.0.1:8000",
    ]


def test_a_free_order_says_so(alice: User, tshirt: Product) -> None:
    make_cart_item(alice, tshirt)
    order = make_order(alice, coupon=make_coupon("GIFT", "100"))
    assert "There was nothing to pay." in written(Kind.ORDER_CONFIRMED, order).text
    OutboxMail.objects.all().delete()
    assert "nothing to give back" in written(Kind.ORDER_CANCELLED, order).text


def test_money_that_goes_back_is_named_with_where_and_when(order: Order) -> None:
    text = written(Kind.ORDER_REFUNDED, order).text
    assert "given back ₱1,234.50 of your order" in text
    assert "to the card that you paid with" in text
    assert "5 to 10 days" in text


def test_a_cancellation_names_all_that_goes_back(order: Order) -> None:
    assert "All that you paid, ₱4,050.00, goes back to your card." in (
        written(Kind.ORDER_CANCELLED, order).text
    )


def test_what_people_type_stays_text(alice: User, tshirt: Product) -> None:
    alice.first_name = HOSTILE.replace("\x00", "")
    alice.save()
    tshirt.name = "<b>Shirt</b>\r\nX: y"
    tshirt.save()
    make_cart_item(alice, tshirt, 1, customization_text=HOSTILE.replace("\x00", ""))
    mail = written(Kind.ORDER_CONFIRMED, make_order(alice))
    assert "<script" not in mail.html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &quot;&#x27;&amp;" in mail.html
    assert "<b>" not in mail.html
    assert "{{ order }} {% x" in mail.html
    assert "  | <script>alert(1)</script> \"'&\n  | Bcc: everyone" in mail.text
    assert not re.search(r"[\x00-\x09\x0b-\x1f]", mail.html + mail.text + mail.subject)


@pytest.mark.parametrize(
    "bad", ["\r\nBcc: x@example.com", "\n\n<b>", "\x1b[31m", "\u2028Bcc: x", "A" * 999]
)
def test_subjects_are_one_line(bad: str) -> None:
    about = {"subject": f"Look{bad}", "text": f"t{bad}"}
    queue_mail(kind=Kind.STAFF_ALARM, key="k", to="a@example.com", **about)
    mail = OutboxMail.objects.get()
    mail.subject, mail.text, mail.html = write(mail)
    mail.save()  # it fits
    message = message_of(mail).message()
    assert message["Bcc"] is None
    assert mail.subject.isprintable()


def test_the_shops_name_is_escaped_too(order: Order, settings: LazySettings) -> None:
    settings.SHOP_NAME = "Keeps & <Co>"
    mail = written(Kind.PASSWORD_RESET, order)
    assert "Keeps &amp; &lt;Co&gt;" in mail.html
    assert mail.subject == "Choose a new password for Keeps & <Co>"
    assert "Keeps & <Co>" in mail.text


def test_a_closed_account_is_no_reason_to_fail(order: Order) -> None:
    mail_buyer(order, Kind.ORDER_CONFIRMED)
    Order.objects.update(user=None)
    assert "Thank you\n" in write(OutboxMail.objects.get()).text


def test_a_mail_about_an_order_needs_one() -> None:
    queue_mail(kind=Kind.ORDER_READY, key="k", to="a@example.com")
    with pytest.raises(ValueError, match="without an order"):
        write(OutboxMail.objects.get())


@EACH_KIND
def test_mail_programs_find_what_they_need(order: Order, kind: Kind) -> None:
    html = written(kind, order).html
    for needed in (
        '<html lang="en"',
        '<meta name="color-scheme" content="light dark">',
        "prefers-color-scheme: dark",
    ):
        assert needed in html
    assert html.count("<h1") == 1
    # Tables that only place things say so; the one with prices has headers and a caption.
    placing, all_tables = html.count('<table role="presentation"'), html.count("<table")
    assert all_tables - placing == html.count("<caption")
    assert not re.search(r"<(script|img|link|form|iframe)", html)
