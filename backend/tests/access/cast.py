"""The people of the matrix and everything there is of theirs, made once for all its questions."""

import copy
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.http import urlsafe_base64_encode
from rest_framework_simplejwt.tokens import AccessToken, RefreshToken
from time_machine import travel

from customkeeps.accounts.links import verification_token
from customkeeps.accounts.models import User
from customkeeps.accounts.passwords import RESET_TOKENS
from customkeeps.accounts.sessions import begin_session
from customkeeps.accounts.tokens import session_tokens, token_for
from customkeeps.cart.models import CartItem
from customkeeps.catalog.models import Product
from customkeeps.designs.links import artwork_url, design_url
from customkeeps.designs.models import Design
from customkeeps.drawing.fonts import faces
from customkeeps.emails.models import OutboxMail
from customkeeps.orders.links import tracking_token
from customkeeps.orders.models import Order
from customkeeps.payments.models import Payment
from payments_sandbox.tests.running import Sandbox
from payments_sandbox.webhooks import sign
from tests.access.pages import APPS
from tests.access.policy import KEY
from tests.access.policy import SHIRT as MINE
from tests.backoffice.everything import make_everything
from tests.checkout.shopping import confirm, create, pay, put_in_cart
from tests.clients import ShopClient, client_for
from tests.factories import (
    make_address,
    make_cart_item,
    make_coupon,
    make_design,
    make_document,
    make_product,
    make_saved_design,
    make_user,
    picture_layer,
)

# What names nothing, in the form of what does.
MISSING: dict[str, str] = {
    "item_id": "987654321",
    "address_id": "987654321",
    "device_id": "00000000-0000-4000-8000-000000000000",
    "design_id": "00000000-0000-4000-8000-000000000000",
    "signature": "size=picture&expires=9999999999&signature=AAAA",
    "expired_signature": "size=picture&expires=1&signature=AAAA",
    "signature_of_another": "size=thumbnail&expires=9999999999&signature=AAAA",
    "artwork_signature": "size=picture&expires=9999999999&signature=AAAA",
    "saved_id": "00000000-0000-4000-8000-000000000000",
    "idle_id": "00000000-0000-4000-8000-000000000000",
    "share_token": "A" * 32,
    "sha256": "0" * 64,
    "placed": "0" * 64,
    "order_id": "ZZZZ9999",
    "intent_id": "pi_nobodys",
    "token": "ZZZZ9999~1vNx2a~c2lnbmF0dXJl",
    "forged_token": "ZZZZ9999~1vNx2a~c2lnbmF0dXJl",
    "old_token": "ZZZZ9999~1vNx2a~c2lnbmF0dXJl",
    "username": "nobody-of-that-name",
    "email": "nobody@elsewhere.example",
    "reset_uid": "OTg3NjU0MzIx",
    "reset_token": "c0ffee-0123456789abcdef",
    "verify_token": "WzEsImEiXQ:1:a",
    "refresh": "a.b.c",
    "access": "a.b.c",
    "session_cookie": "a.b.c",
    "expired": "NO-SUCH-CODE",
    "inactive": "NO-SUCH-CODE",
    "future": "NO-SUCH-CODE",
    "hidden": "Nothing Of That Name",
    "hidden_slug": "nothing-of-that-name",
    "face_id": "no-such-face-400",
    "digest": "00000000",
    "stripe_signature": "t=1,v1=00",
}
# Words of a person's that no answer to anybody else may contain.
SECRETS = ("username", "email", "phone", "street", "text", "ordered_text", "order_id",
           "design_id", "saved_id", "sha256", "placed", "intent_id", "device_id")  # fmt: skip


@dataclass
class Person:
    """Somebody, a program and a browser in one: with a token, and logged in at the admin's door."""

    user: User | None
    client: ShopClient
    things: dict[str, str] = field(default_factory=dict)

    @property
    def secrets(self) -> list[str]:
        return [self.things[name] for name in SECRETS]


def person(user: User | None) -> Person:
    client = client_for(user)
    if user is not None:
        client.force_login(user)
    return Person(user, client)


@contextmanager
def undone(someone: Person) -> Iterator[None]:
    """Whatever is done in here has not happened afterwards."""
    cookies = copy.deepcopy(someone.client.cookies)
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        someone.client.cookies = cookies


def stock_the_shelves() -> None:
    now, day = timezone.now(), timedelta(days=1)
    make_product("T-Shirt")
    make_product("Secret Mug", on_sale=False)
    make_coupon("SAVE10")
    make_coupon("EXPIRED", valid_to=now - day / 2)
    make_coupon("INACTIVE", active=False)
    make_coupon("FUTURE", valid_from=now + day / 2)


def make_shopper(name: str, **fields: Any) -> Person:
    now = timezone.now()
    return person(make_user(f"canary-{name}", phone=_phone(name), email_verified_at=now, **fields))


def make_guest(name: str) -> Person:
    user = User(username=f"guest-{name}", phone=_phone(name), is_guest=True)
    user.email = f"guest-{name}@example.com"
    user.set_unusable_password()
    user.save()
    return person(user)


def _phone(name: str) -> str:
    return f"+63 {sum(map(ord, name)):09}"


def give_everything(someone: Person, sandbox: Sandbox) -> None:
    """An order that is paid, and then a cart of two lines at 1,000.00, an address and a device."""
    user = someone.user
    assert user is not None
    of = user.username
    order = buy(someone, sandbox, f"Ordered by {of}")
    shirt = Product.objects.get(name="T-Shirt")
    line = make_cart_item(user, shirt, customization_text=f"Wished by {of}")
    design = make_design(user, user.pk)
    make_cart_item(user, shirt, design=design)
    address = make_address(user, line1=f"1 Street of {of}")
    someone.things = {
        "username": of,
        "email": user.email,
        "phone": user.phone,
        "text": line.customization_text,
        "ordered_text": f"Ordered by {of}",
        "street": address.line1,
        "item_id": str(line.pk),
        "address_id": str(address.pk),
        **_of_order(order),
        **_of_design(design, other=make_design(user, user.pk + 1)),
        **_of_saved_design(user, shirt, drawn=make_design(user, user.pk + 1000)),
        "idle_id": str(make_design(user, user.pk + 2000).pk),
        "placed": line.placed.pk,
        **_of_account(user),
        **_remembered(someone),
    }


def buy(someone: Person, sandbox: Sandbox, text: str) -> Order:
    """Through the API, paid with a card, and made as if the browser had not come back yet."""
    client = someone.client
    put_in_cart(client, customization_text=text)
    intent_id = pay(client).json()["paymentIntentId"]
    confirm(sandbox, intent_id)
    order = Order.objects.get(order_id=create(client, intent_id).json()["order_id"])
    Payment.objects.filter(order=order).update(collected_at=None)
    return order


def _of_order(order: Order) -> dict[str, str]:
    token = tracking_token(order)
    with travel(timezone.now() - timedelta(days=400)):
        old = tracking_token(order)
    return {
        "order_id": order.order_id,
        "intent_id": str(order.payment_intent_id),
        "token": token,
        "old_token": old,
        "forged_token": token.rpartition("~")[0] + "~" + "A" * 43,
    }


def _of_design(design: Design, *, other: Design) -> dict[str, str]:
    with travel(timezone.now() - timedelta(hours=1)):
        expired = urlsplit(design_url(design, base_url="")).query
    return {
        "design_id": str(design.pk),
        "signature": urlsplit(design_url(design, base_url="")).query,
        "expired_signature": expired,
        "signature_of_another": urlsplit(design_url(other, base_url="")).query,
    }


def _of_saved_design(user: User, product: Product, *, drawn: Design) -> dict[str, str]:
    """A design that is shared, with a picture that nothing else has."""
    artwork = drawn.artwork
    saved = make_saved_design(
        user,
        product,
        name=f"Drawn by somebody with {user.pk}",
        documents=[make_document(picture_layer(artwork.sha256))],
        share_token=f"{user.pk:032}",
    )
    return {
        "saved_id": str(saved.pk),
        "share_token": saved.share_token,
        "sha256": artwork.sha256,
        "artwork_signature": urlsplit(artwork_url(artwork, base_url="")).query,
    }


def _of_account(user: User) -> dict[str, str]:
    session = begin_session(user, address="203.0.113.9", user_agent="Firefox on Linux")
    _, refresh = session_tokens(session)
    return {
        "device_id": str(session.pk),
        "session_cookie": refresh,
        "refresh": str(token_for(RefreshToken, user)),
        "access": str(token_for(AccessToken, user)),
        "reset_uid": urlsafe_base64_encode(str(user.pk).encode()),
        "reset_token": RESET_TOKENS.make_token(user),
        "verify_token": verification_token(user, user.email),
    }


def _remembered(someone: Person) -> dict[str, str]:
    """The answer to a request with a key, whose line is in the cart no more."""
    headers = {"Idempotency-Key": KEY}
    answer = someone.client.post("/api/cart/", MINE, headers=headers)
    assert answer.status_code == 201, answer.content
    CartItem.objects.filter(pk=answer.json()["id"]).delete()
    return {"remembered_id": str(answer.json()["id"])}


def of_the_shop() -> dict[str, str]:
    """What belongs to nobody."""
    event = json.dumps(
        {
            "id": "evt_1",
            "object": "event",
            "type": "payout.paid",
            "data": {"object": {"id": "po_1"}},
        }
    )
    signature = sign(event.encode(), settings.STRIPE_WEBHOOK_SECRET, int(time.time()))
    return {
        "slug": "t-shirt",
        "product_id": str(Product.objects.get(name="T-Shirt").pk),
        "hidden": "Secret Mug",
        "hidden_slug": "secret-mug",
        "face_id": "lobster-400",
        "digest": faces()["lobster-400"].sha256[:8],
        "expired": "EXPIRED",
        "inactive": "INACTIVE",
        "future": "FUTURE",
        "event": event,
        "stripe_signature": signature,
        "page": "orders",
        "url": "nothing-of-that-name/",
        **{f"app_{name}": name for name in APPS},
    }


def rows_for_staff(owner: Person) -> dict[str, Any]:
    """One row of each model that has pages; where it can be, the owner's."""
    order = Order.objects.get(order_id=owner.things["order_id"])
    refunded = Order.objects.filter(user=owner.user).exclude(pk=order.pk).get()
    owner.things |= {
        "refunded_order": str(refunded.pk),
        "refunded_order_id": refunded.order_id,
        "picture": Design.objects.get(pk=owner.things["design_id"]).artwork.file_name,
        "content_type": str(ContentType.objects.get_for_model(Order).pk),
    }
    mail = OutboxMail.objects.filter(order=order).first()
    assert mail is not None
    OutboxMail.objects.filter(pk=mail.pk).update(failed_at=timezone.now(), last_error="refused")
    return make_everything(1) | {
        "accounts/user": owner.user,
        "cart/cartitem": CartItem.objects.get(pk=owner.things["item_id"]),
        "designs/design": Design.objects.get(pk=owner.things["design_id"]),
        "emails/outboxmail": mail,
        "orders/order": order,
        "payments/payment": order.payment,
    }
