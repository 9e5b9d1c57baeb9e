"""Who calls the API while requests are generated, and what each of them really has."""

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from uuid import uuid4

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from customkeeps.accounts.models import Address, Session, User, username_key
from customkeeps.accounts.tokens import session_tokens
from customkeeps.accounts.views import SESSION_COOKIE
from customkeeps.catalog.models import Product
from customkeeps.coupons.models import Coupon
from customkeeps.orders.links import tracking_token
from tests.cart.shopping import SHIRT
from tests.factories import data_url, png
from tests.rest.endpoints import ADDRESS
from tests.running_shop import Buyer, RunningShop

KINDS: dict[str, dict[str, bool]] = {
    "nobody": {},
    "shopper": {},
    "guest": {"is_guest": True},
    "staff": {"is_staff": True, "is_superuser": True},
}
# After these a token is good for nothing any more.
ENDING = {"session_logout_everywhere", "user_erase", "password_change", "session_logout"}


class Caller:
    """One of KINDS. Nobody shows no token, and knows what a shopper's links know."""

    def __init__(self, shop: RunningShop, kind: str) -> None:
        self.shop, self.kind = shop, kind
        self.first = self.buyer = self._new_buyer()
        self.standing = self._ordered() | self._picture()

    def headers(self) -> dict[str, str]:
        ours = {"Origin": self.shop.url}
        return ours if self.kind == "nobody" else ours | self.buyer.headers

    def cookies(self) -> dict[str, str]:
        return {} if self.kind == "nobody" else {SESSION_COOKIE: self.refresh}

    def begin(self) -> dict[str, Any]:
        """Fresh things to act upon, by the names that addresses and bodies give them."""
        self.buyer = self.first
        return self.standing | self._fill()

    def send_another(self) -> None:
        """Somebody of the same kind, of whom nothing is needed afterwards."""
        self.buyer = self._new_buyer()
        self._fill()

    def _new_buyer(self) -> Buyer:
        name = f"{self.kind}-{uuid4().hex}"
        user = User(
            username=name,
            username_key=username_key(name),
            email=f"{name}@example.com",
            password=make_password(None),
            **KINDS[self.kind],
        )
        [user] = User.objects.using(self.shop.alias).bulk_create([user])
        return Buyer(self.shop, user)

    def _fill(self) -> dict[str, Any]:
        alias, user = self.shop.alias, self.buyer.user
        product = Product.objects.using(alias).get(name=SHIRT["product_name"])
        self.shop.fill_carts([self.buyer], product)
        Address.objects.using(alias).filter(user=user).delete()
        [address] = Address.objects.using(alias).bulk_create([Address(user=user, **ADDRESS)])
        now = timezone.now()
        session = Session(
            user=user, token_id="0" * 32, last_used_at=now, expires_at=now + timedelta(days=1)
        )
        Session.objects.using(alias).bulk_create([session])
        _, self.refresh = session_tokens(session)
        return {
            "item_id": user.cart_items.using(alias).get().pk,
            "address_id": address.pk,
            "device_id": str(session.pk),
            "slug": product.slug,
        }

    def _ordered(self) -> dict[str, Any]:
        self._fill()
        intent_id = self.buyer.pay().json()["paymentIntentId"]
        assert self.buyer.confirm(intent_id) == 200
        made = self.buyer.create(intent_id)
        assert made.status_code == 201, made.text
        order = self.shop.orders().get(order_id=made.json()["order_id"])
        return {
            "order_id": order.order_id,
            "token": tracking_token(order),
            "payment_intent_id": intent_id,
        }

    def _picture(self) -> dict[str, Any]:
        line = SHIRT | {"design_image_url": data_url(png(len(self.kind)))}
        added = self.buyer.post("/api/cart/", line).json()
        link = urlsplit(added["design_image_url"])
        return {
            "design_id": added["design"],
            "design": added["design"],
            "design_image_url": added["design_image_url"],
            **dict(parse_qsl(link.query)),
        }


def stock_the_shelves(shop: RunningShop) -> None:
    """What the good bodies of `tests.rest.endpoints` name."""
    shop.product(SHIRT["product_name"])
    now = timezone.now()
    day = timedelta(days=1)
    coupon = Coupon(code="SAVE10", discount_percent=10, valid_from=now - day, valid_to=now + day)
    Coupon.objects.using(shop.alias).bulk_create([coupon])
