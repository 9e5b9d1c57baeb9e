"""A person leaves, and nothing of them is found anywhere; a control finds it all before."""

import hashlib
import io
import logging
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from customkeeps.accounts.models import User
from customkeeps.catalog.models import Product
from customkeeps.checkout.actions.advance_order import advance_order
from customkeeps.checkout.actions.cancel_order import refund_order
from customkeeps.customers.actions.leftovers import erase_leftovers
from customkeeps.emails.actions import queue_mail, send_due_mails
from customkeeps.emails.models import Kind
from customkeeps.orders.models import Order
from customkeeps.payments.models import Payment, StrayIntent
from payments_sandbox.tests.running import Sandbox
from tests.accounts.people import OURS
from tests.checkout.shopping import create, paid_intent, put_in_cart, quote
from tests.clients import ShopClient, client_for
from tests.customers.canaries import places_of
from tests.factories import PASSWORD, data_url, make_document, picture_layer, words_layer
from tests.rest.endpoints import ADDRESS

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("sandbox")]

USERNAME = "canary-username"
EMAIL = "canary-email@example.com"
NAME = "Canaryfirstname"
PHONE = "+63 917 555 0199"
STREET = "7 Canarystreet"
KEY = "canary-idempotency-key"
DONE_TEXT = "canary-text-delivered"
OPEN_TEXT = "canary-text-preparing"
CART_TEXT = "canary-text-in-cart"
CHANGED_TEXT = "canary-text-no-more-in-cart"
DRAWN_TEXT, DRAWN_NAME = "canary-text-drawn", "canary-design"
REASON = "canary-reason of a refund"
STRAY = "pi_canary_stray"
GUESS = "CANARYGUESS"
AGENT = "Mozilla/5.0 (Linux; Android 9) CanaryBrowser SamsungBrowser/9.9"
DEVICE, NETWORK, ADDRESS_OF_DEVICE = "Samsung Internet on Android", "203.0.113.0/24", "203.0.113.77"
WORDS = [USERNAME, EMAIL, NAME, PHONE, STREET, KEY, DONE_TEXT, OPEN_TEXT, CART_TEXT, REASON]
WORDS += [DEVICE, NETWORK, CHANGED_TEXT, DRAWN_TEXT, DRAWN_NAME]
# What is sent and never kept, so that there is nothing to erase.
NEVER_KEPT = [GUESS, PASSWORD, "CanaryBrowser", ADDRESS_OF_DEVICE]


def picture(shade: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), (shade, 90, 10)).save(out, "PNG")
    return out.getvalue()


DONE_PICTURE, OPEN_PICTURE, CART_PICTURE, DRAWN_PICTURE = map(picture, (1, 2, 3, 4))


def source_hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


HASHES = [source_hash(data) for data in (DONE_PICTURE, OPEN_PICTURE, CART_PICTURE, DRAWN_PICTURE)]


def register(client: ShopClient) -> User:
    body = {"username": USERNAME, "email": EMAIL, "password": PASSWORD}
    answer = client.post("/api/register/", body, headers={"Idempotency-Key": "registering"})
    assert answer.status_code == 201, answer.content
    return User.objects.get()


def browse(browser: Client) -> None:
    credentials = {"username": USERNAME, "password": PASSWORD}
    headers = OURS | {"User-Agent": AGENT}
    answer = browser.post(
        "/api/session/login/",
        credentials,
        content_type="application/json",
        headers=headers,
        REMOTE_ADDR=ADDRESS_OF_DEVICE,
    )
    assert answer.status_code == 200, answer.content


def buy(client: ShopClient, sandbox: Sandbox, text: str, data: bytes) -> Order:
    put_in_cart(client, customization_text=text, design_image_url=data_url(data))
    made = create(client, paid_intent(client, sandbox))
    assert made.status_code == 201, made.content
    return Order.objects.get(order_id=made.json()["order_id"])


def deliver(order: Order) -> None:
    for status in ("ready_for_delivery", "in_transit", "delivered"):
        advance_order(order_id=order.pk, status=status, by=None)


def live(client: ShopClient, user: User, petra: User, sandbox: Sandbox) -> tuple[Order, Order]:
    """All that a shopper leaves behind. Returns the order delivered and the one to be made."""
    client.patch("/api/user/", {"first_name": NAME, "phone": PHONE})
    added = client.post(
        "/api/user/addresses/", ADDRESS | {"line1": STREET}, headers={"Idempotency-Key": KEY}
    )
    assert added.status_code == 201
    assert quote(client, GUESS)["coupon_error"]
    done = buy(client, sandbox, DONE_TEXT, DONE_PICTURE)
    deliver(done)
    still_open = buy(client, sandbox, OPEN_TEXT, OPEN_PICTURE)
    refund_order(order_pk=done.pk, amount=Decimal(1), reason=REASON, restock=False, by=petra)
    draw(client)
    line = put_in_cart(client, customization_text=CHANGED_TEXT)
    changed = client.patch(f"/api/cart/{line['id']}/", {"customization_text": CART_TEXT})
    assert changed.status_code == 200
    put_in_cart(client, customization_text=CART_TEXT, design_image_url=data_url(CART_PICTURE))
    send_due_mails(limit=100)
    LogEntry.objects.create(
        user=petra,
        content_type=ContentType.objects.get_for_model(User),
        object_id=str(user.pk),
        object_repr=USERNAME,
        action_flag=CHANGE,
        change_message=f"Phone {PHONE}",
    )
    StrayIntent.objects.create(intent_id=STRAY, amount=1, currency="PHP", username=USERNAME)
    alarm = f"{Kind.STAFF_ALARM}-stray-{STRAY}"
    said = {"subject": "Unknown payment", "text": f"Paid by {USERNAME}"}  # an older release's
    queue_mail(kind=Kind.STAFF_ALARM, key=alarm, to="staff@shop.example", **said)
    return done, still_open


def draw(client: ShopClient) -> None:
    """A design with words and a picture of its own, put in the cart once."""
    form = {"file": SimpleUploadedFile("drawn.png", DRAWN_PICTURE, "image/png")}
    picture = client.post("/api/designs/", form, format="multipart")
    assert picture.status_code == 201, picture.content
    layers = [picture_layer(picture.json()["artwork"]), words_layer(content=DRAWN_TEXT)]
    wanted = {"name": DRAWN_NAME, "documents": [make_document(*layers)]}
    product = Product.objects.get().pk
    saved = client.post("/api/designs/", wanted | {"product": product})
    assert saved.status_code == 201, saved.content
    put_in_cart(client, customization_text="", design=saved.json()["id"])


def erase(client: ShopClient) -> Any:
    return client.delete("/api/user/", {"password": PASSWORD})


def test_nothing_is_found_afterwards(
    as_nobody: ShopClient,
    petra: User,
    tshirt: Product,
    sandbox: Sandbox,
    storage: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    petra.delete()  # so that the only user is the one who registers
    user, browser = register(as_nobody), Client()
    petra = User.objects.create_user("petra", "petra@example.com", PASSWORD, is_staff=True)
    client = client_for(user)
    browse(browser)
    done, still_open = live(client, user, petra, sandbox)

    before = places_of([*WORDS, *HASHES, *NEVER_KEPT], storage)
    assert sorted(before) == sorted([*WORDS, *HASHES])
    assert before[USERNAME] >= {
        "accounts_user.username",
        "rest_idempotentanswer.body",
        "django_admin_log.object_repr",
        "payments_strayintent.username",
        "emails_outboxmail.context",
    }
    assert before[DONE_TEXT] >= {"orders_orderitem.customization_text", "payments_payment.lines"}
    assert before[CHANGED_TEXT] == {"designs_placeddesign.documents"}
    assert before[DRAWN_TEXT] == {
        "designs_saveddesign.documents",
        "designs_design.document",
        "designs_placeddesign.documents",
    }
    assert before[REASON] >= {"payments_refund.reason", "orders_credit.reason"}
    files = sorted(path.name for path in storage.rglob("*.png"))
    assert len(files) == 4

    assert erase(client).status_code == 204
    assert client.get("/api/user/").status_code == 401
    assert browser.post("/api/session/refresh/", headers=OURS).status_code == 401

    needed = [OPEN_TEXT, source_hash(OPEN_PICTURE)]
    after = places_of([*WORDS, *HASHES, *NEVER_KEPT], storage)
    assert sorted(after) == sorted(needed)
    assert after[OPEN_TEXT] == {
        "orders_orderitem.customization_text",
        "payments_payment.lines",
        "designs_placeddesign.documents",
    }
    assert len(list(storage.rglob("*.png"))) == 1
    assert erase_leftovers() == 0

    deliver(still_open)
    assert erase_leftovers() == 1
    assert erase_leftovers() == 0
    assert places_of([*WORDS, *HASHES, *NEVER_KEPT], storage) == {}
    assert [path for path in storage.rglob("*") if path.is_file()] == []
    assert [word for word in [*WORDS, *NEVER_KEPT] if word.lower() in caplog.text.lower()] == []

    for order in (done, still_open):
        kept = Order.objects.get(pk=order.pk)
        [item] = kept.items.all()
        assert (kept.user, kept.order_id, kept.created_at) == (
            None,
            order.order_id,
            order.created_at,
        )
        assert (kept.final_amount, item.product_name, item.line_total) == (500, "T-Shirt", 500)
        payment = Payment.objects.get(order=order)
        assert (payment.final_amount, payment.user, payment.fingerprint) == (500, None, "")
        [line] = payment.lines
        assert (line["product_name"], line["line_total"], line["quantity"]) == (
            "T-Shirt",
            "500.00",
            1,
        )
