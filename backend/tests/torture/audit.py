"""The promise, checked from the outside: what Stripe has against what the shop has."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Sum

from customkeeps.catalog.models import Product
from customkeeps.coupons.models import Coupon
from customkeeps.orders.models import Order
from customkeeps.payments.models import StockHold
from tests.running_shop import RunningShop

CLOSED = ("canceled", "succeeded")


@dataclass(frozen=True)
class Wrong:
    """One broken promise. `kind`: lost, double, unpaid, amount, open, stock or coupon."""

    kind: str
    what: str


class Audit:
    """One look at a shop in which nothing is under way.

    `initial` is what was on hand of each product, by its id, before anything was sold.
    """

    def __init__(self, shop: RunningShop, initial: dict[int, int] | None = None) -> None:
        self.shop, self.initial = shop, initial or {}
        every = {"limit": 100, "expand": ["data.latest_charge"]}
        self.intents = list(shop.sandbox.stripe.payment_intents.list(every).auto_paging_iter())
        self.payments = list(shop.payments().select_related("order"))

    @cached_property
    def wrong(self) -> list[Wrong]:
        return [*self._intents(), *self._orders(), *self._open(), *self._stock(), *self._coupons()]

    @cached_property
    def unsettled(self) -> list[str]:
        """The paid PaymentIntents that are neither an order nor refunded, yet or for ever."""
        return [wrong.what for wrong in self._intents() if wrong.kind == "lost"]

    @property
    def paid(self) -> list[Any]:
        return [intent for intent in self.intents if intent.status == "succeeded"]

    def _intents(self) -> list[Wrong]:
        """Each paid one is an order that kept its money, or was given back whole."""
        found: list[Wrong] = []
        orders = Counter(self.shop.orders().values_list("payment_intent_id", flat=True))
        kept = {order.payment_intent_id for order in self._kept_orders()}
        for intent in self.paid:
            is_returned = intent.latest_charge.amount_refunded == intent.amount_received
            if not orders[intent.id] and not is_returned:
                found.append(Wrong("lost", intent.id))
            if orders[intent.id] > 1 or (intent.id in kept and is_returned):
                found.append(Wrong("double", intent.id))
        return found

    def _kept_orders(self) -> list[Order]:
        return list(self.shop.orders().exclude(status="cancelled").filter(refunded_amount=0))

    def _orders(self) -> list[Wrong]:
        """Each order was paid, at what it says, unless it cost nothing."""
        received = {intent.id: intent.amount_received for intent in self.paid}
        found = []
        for order in self.shop.orders().exclude(final_amount=0):
            paid = Decimal(received.get(order.payment_intent_id or "", 0)) / 100
            if paid != order.final_amount:
                kind = "amount" if paid else "unpaid"
                found.append(Wrong(kind, f"{order.order_id}: {order.final_amount}, paid {paid}"))
        return found

    def _open(self) -> list[Wrong]:
        """Nobody can pay twice for one quote, nor for one that is over."""
        states = {str(payment.pk): payment.state for payment in self.payments}
        living: Counter[str] = Counter()
        found = []
        for intent in self.intents:
            payment_id = intent.metadata["payment_id"]
            living[payment_id] += intent.status != "canceled"
            is_over = states.get(payment_id) not in ("creating", "open", "cancelling")
            if intent.status not in CLOSED and is_over:
                found.append(Wrong("open", f"{intent.id} of {payment_id}, which is over"))
        return found + [Wrong("open", f"{n} for {key}") for key, n in living.items() if n > 1]

    def _stock(self) -> list[Wrong]:
        """On hand and sold are what there was; held is what the payments hold."""
        holds = StockHold.objects.using(self.shop.alias)
        found = []
        for product in Product.objects.using(self.shop.alias).exclude(stock=None):
            taken = {state: self._sum(holds.filter(product=product, state=state))
                     for state in ("held", "sold")}  # fmt: skip
            there_was = self.initial.get(product.pk, product.stock + taken["sold"])
            if (product.stock + taken["sold"], product.stock_held) != (there_was, taken["held"]):
                says = f"{product.stock} on hand, {product.stock_held} held, of {there_was}"
                found.append(Wrong("stock", f"{product.name}: {says}, but {taken}"))
        return found

    @staticmethod
    def _sum(holds: Any) -> int:
        return int(holds.aggregate(sum=Sum("quantity"))["sum"] or 0)

    def _coupons(self) -> list[Wrong]:
        """A coupon's uses are the payments that hold one."""
        found = []
        for coupon in Coupon.objects.using(self.shop.alias):
            held = self.shop.payments().filter(coupon=coupon, coupon_held=True).count()
            if coupon.uses != held:
                found.append(Wrong("coupon", f"{coupon.code}: {coupon.uses} uses, {held} held"))
        return found
