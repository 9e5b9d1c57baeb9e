"""The promise, checked from the outside: what Stripe has against what the shop has."""

import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Sum

from customkeeps.catalog.models import Product
from customkeeps.coupons.models import Coupon
from customkeeps.emails.models import OutboxMail
from customkeeps.orders.models import Order
from customkeeps.payments.models import Refund, StockHold
from tests.running_shop import RunningShop
from tests.torture.figures import FULL, sized

CLOSED = ("canceled", "succeeded")
# The brief form shares its machine with other tests.
PATIENCE_SECONDS = sized(120, 300)


@dataclass(frozen=True)
class Wrong:
    """One broken promise.

    `kind`: lost, unrefunded, double, unpaid, amount, open, stock, coupon or mail.
    """

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
        return [
            *self._intents(),
            *self._orders(),
            *self._open(),
            *self._refunds(),
            *self._stock(),
            *self._coupons(),
            *self._mails(),
        ]

    @cached_property
    def unsettled(self) -> list[str]:
        """What is still owed, or will be for ever: orders, money and mails."""
        owed = [wrong.what for wrong in self._intents() if wrong.kind in ("lost", "unrefunded")]
        mails = OutboxMail.objects.using(self.shop.alias).filter(sent_at=None, failed_at=None)
        return owed + [str(mail) for mail in mails]

    @property
    def paid(self) -> list[Any]:
        return [intent for intent in self.intents if intent.status == "succeeded"]

    def _intents(self) -> list[Wrong]:
        """Each paid one is one order or was given back whole; what was credited is back too."""
        orders = defaultdict(list)
        for order in self.shop.orders():
            orders[order.payment_intent_id].append(order)
        found = []
        for intent in self.paid:
            returned, received = intent.latest_charge.amount_refunded, intent.amount_received
            made = orders[intent.id]
            if not made and returned != received:
                found.append(Wrong("lost", intent.id))
            if len(made) > 1:
                found.append(Wrong("double", intent.id))
            if made and not _is_even(made[0], returned, received):
                found.append(Wrong("unrefunded", intent.id))
        return found

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

    def _refunds(self) -> list[Wrong]:
        """What a payment says was given back, or is going to be, are its refunds that count."""
        found = []
        for payment in self.payments:
            refunds = Refund.objects.using(self.shop.alias).filter(payment=payment)
            counted = refunds.exclude(state=Refund.State.FAILED).aggregate(sum=Sum("amount"))
            if payment.refund_total != (counted["sum"] or 0):
                found.append(Wrong("amount", f"{payment.pk}: {payment.refund_total}, {counted}"))
        return found

    def _mails(self) -> list[Wrong]:
        """Each order is confirmed by one mail, unless its buyer was erased."""
        mails = OutboxMail.objects.using(self.shop.alias).filter(kind="order_confirmed")
        queued = Counter(mails.values_list("order_id", flat=True))
        orders = self.shop.orders().filter(user__isnull=False)
        return [Wrong("mail", order.order_id) for order in orders if queued[order.pk] != 1]

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


def settled(
    shop: RunningShop, initial: dict[int, int] | None = None, seconds: int = PATIENCE_SECONDS
) -> Audit:
    """The look at which nothing was owed any more, or the last one when that never came."""
    end = time.monotonic() + seconds
    while (audit := Audit(shop, initial)).unsettled and time.monotonic() < end:
        if not FULL:
            shop.let_a_minute_pass()
        time.sleep(1)
    return audit


def _is_even(order: Order, returned: int, received: int) -> bool:
    """What went back (smallest unit) is what the order shows, and all of a cancelled one."""
    is_all = returned == received or order.status != "cancelled"
    return is_all and returned == int(order.refunded_amount * 100)
