"""The shop under test with its buyers, and everything that can happen to it."""

import json
import logging
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import time_machine
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from customkeeps.catalog.actions import CannotSetStockError, set_stock
from customkeeps.catalog.models import Product, VariantStock
from customkeeps.checkout.actions.advance_order import advance_order
from customkeeps.checkout.actions.cancel_order import refund_order
from customkeeps.coupons.models import Coupon as CouponRow
from customkeeps.orders.actions import next_status
from customkeeps.orders.models import Order
from customkeeps.payments.models import Payment
from customkeeps.payments.queries import installation_id
from customkeeps.rest.errors import ApiError, Refused
from payments_sandbox.webhooks import sign
from tests.checkout.shopping import quote
from tests.clients import client_for
from tests.factories import make_coupon, make_product, make_stock, make_user
from tests.torture.machine import reference
from tests.torture.machine.instants import Instants, Killed
from tests.torture.machine.reference import CartLine, Reference
from tests.torture.machine.stripe_here import StripeHere

BUYERS = ("alice", "bob", "carol")
# Name, centavos, pieces given (None: not counted), sizes.
PRODUCTS = (
    ("T-Shirt", 500_00, 6, ()),
    ("Mug", 33_33, None, ()),
    ("Hoodie", 1200_00, 12, ("M", "L")),
)
COLORS = {"White": "#ffffff", "Black": "#1a1a1a"}
# Percentages in hundredths of a per cent, and what limits the code.
COUPONS: dict[str, tuple[int, dict[str, int]]] = {
    "TEN": (1000, {}),
    "ODD": (3333, {"max_uses": 2, "max_uses_per_user": 1}),
    "GIFT": (10_000, {"max_uses": 1}),
}
CHANGING = ("cart", "orders", "payments", "emails", "rest")


class Unforeseen(logging.Handler):
    """Keeps what the shop's own code logs as an error: a worker goes on then, a test must not.

    That Stripe does not answer is foreseen, and so is what staff are told about refunds.
    """

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name == "customkeeps.emails.actions" and record.exc_info is None:
            return
        if record.exc_info is None or not isinstance(record.exc_info[1], ApiError):
            self.said.append(logging.Formatter().format(record))


class World:
    """One shop for many runs; `begin` makes it as new."""

    def __init__(self, stripe: StripeHere) -> None:
        self.stripe, self.instants, self.unforeseen = stripe, Instants(), Unforeseen()
        self.users = {name: make_user(name) for name in BUYERS}
        self.names = {user.pk: name for name, user in self.users.items()}
        for name, price, _, sizes in PRODUCTS:
            make_product(name, price=str(Decimal(price) / 100), colors=COLORS, sizes=sizes)
        hoodie = Product.objects.get(name="Hoodie")
        self.variants = {
            make_stock(hoodie, 5, size="L").pk: 5,
            make_stock(hoodie, 3, color="Black", size="L").pk: 3,
        }
        self.petra = make_user("petra", is_staff=True, is_superuser=True)
        for code, (_, limits) in COUPONS.items():
            make_coupon(code, **limits)
        self.products = {product.name: product.pk for product in Product.objects.all()}
        self.tables = [
            model._meta.db_table
            for label in CHANGING
            if apps.is_installed(f"customkeeps.{label}")
            for model in apps.get_app_config(label).get_models()
        ]

    def begin(self) -> None:
        """Everything as on the first day."""
        self.traveller = time_machine.travel(timezone.now(), tick=True)
        self.clock = self.traveller.start()
        self.instants.forget()
        self.unforeseen.said.clear()
        self.stripe.reset()
        self._empty_tables()
        self.clients = {name: client_for(user) for name, user in self.users.items()}
        self.old_quotes: dict[str, tuple[str, str]] = {}
        self.reference = Reference(
            prices={name: price for name, price, _, _ in PRODUCTS},
            coupons={
                code: reference.Coupon(percent, bool(limits))
                for code, (percent, limits) in COUPONS.items()
            },
            carts={name: [] for name in BUYERS},
            given={(name, None): pieces for name, _, pieces, _ in PRODUCTS}
            | {("Hoodie", pk): pieces for pk, pieces in self.variants.items()},
        )

    def end(self) -> None:
        self.traveller.stop()

    @transaction.atomic
    def _empty_tables(self) -> None:
        """In one transaction: keys are compared at its end, so the order does not matter."""
        with connection.cursor() as cursor:
            for table in self.tables:
                cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608 (names of our own models)
        for name, price, pieces, _ in PRODUCTS:
            Product.objects.filter(name=name).update(
                price=Decimal(price) / 100, stock=pieces, stock_held=0
            )
        for pk, pieces in self.variants.items():
            VariantStock.objects.filter(pk=pk).update(on_hand=pieces, held=0)
        now = timezone.now()
        installation_id.cache_clear()
        for code, (percent, _) in COUPONS.items():
            self._edit_coupon(code, discount_percent=Decimal(percent) / 100, active=True, uses=0,
                              valid_from=now - timedelta(days=10),
                              valid_to=now + timedelta(days=3))  # fmt: skip

    # What buyers do --------------------------------------------------------------------------

    def act(self, action: Callable[[], Any]) -> Any:
        """Do it; None when the process died over it."""
        before, self.instants.counting = self.instants.counting, True
        try:
            return action()
        except Killed:
            return None
        finally:
            self.instants.counting = before

    def post(self, buyer: str, path: str, **body: Any) -> Any:
        return self.act(lambda: self.clients[buyer].post(f"/api/{path}", body, format="json"))

    def add(self, buyer: str, line: CartLine) -> Any:
        return self.post(
            buyer,
            "cart/",
            product_name=line.product,
            base_color=line.color,
            size=line.size,
            customization_text=line.text,
            quantity=line.quantity,
        )

    def remove(self, buyer: str, line: CartLine) -> Any:
        return self.act(lambda: self.clients[buyer].delete(f"/api/cart/{line.id}/"))

    def quote(self, buyer: str, code: str) -> str:
        amount: str = quote(self.clients[buyer], code)["final_amount"]
        self.old_quotes[buyer] = (code, amount)
        return amount

    def pay(self, buyer: str, code: str, amount: str) -> Any:
        return self.post(buyer, "checkout/pay/", amount=amount, coupon_code=code)

    def collect(self, buyer: str, intent_id: str) -> Any:
        return self.post(buyer, "orders/create_from_cart/", payment_intent_id=intent_id)

    def cancel(self, buyer: str, order: Order) -> Any:
        return self.post(buyer, f"orders/{order.order_id}/cancel/")

    # What Stripe and its dashboard do ---------------------------------------------------------

    def deliver(self, event: dict[str, Any]) -> Any:
        body = json.dumps(event)
        at = int(timezone.now().timestamp())
        return self.act(
            lambda: self.clients["alice"].generic(
                "POST",
                "/api/payments/webhook/",
                body,
                content_type="application/json",
                HTTP_STRIPE_SIGNATURE=sign(body.encode(), settings.STRIPE_WEBHOOK_SECRET, at),
            )
        )

    # What staff do ---------------------------------------------------------------------------

    def set_price(self, product: str, centavos: int) -> None:
        Product.objects.filter(pk=self.products[product]).update(price=Decimal(centavos) / 100)
        self.reference.prices[product] = centavos

    def edit_coupon(self, code: str, *, percent: int, valid: bool) -> None:
        ends = timezone.now() + timedelta(days=3 if valid else -1, seconds=-1)
        self._edit_coupon(code, discount_percent=Decimal(percent) / 100, valid_to=ends)
        self.reference.coupons[code] = reference.Coupon(percent, bool(self.limits(code)), valid)

    def _edit_coupon(self, code: str, **fields: Any) -> None:
        CouponRow.objects.filter(code=code).update(**fields)

    def set_stock(self, product: str, pieces: int | None) -> bool:
        """Whether the shop let it be set so."""
        row = Product.objects.get(pk=self.products[product])
        try:
            set_stock(product=row, on_hand=pieces)
        except CannotSetStockError:
            return False
        return True

    def give_back(self, order: Order, amount: Decimal | None, *, restock: bool) -> Any:
        """The refund, or why there is none."""

        def refund() -> Any:
            try:
                return refund_order(
                    order_pk=order.pk, amount=amount, reason="Sorry", restock=restock, by=self.petra
                )
            except Refused as refused:
                return refused

        return self.act(refund)

    def advance(self, order: Order) -> None:
        status = next_status(order)
        if status is not None:
            self.act(lambda: advance_order(order_id=order.pk, status=status, by=self.petra))

    @staticmethod
    def limits(code: str) -> dict[str, int]:
        return COUPONS[code][1]

    def pass_time(self, seconds: float) -> None:
        self.clock.shift(timedelta(seconds=seconds))

    def payments(self) -> list[Payment]:
        return list(Payment.objects.order_by("created_at", "pk"))
