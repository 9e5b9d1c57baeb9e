"""Every promise that holds at every instant, compared between database, Stripe and reference."""

from collections import Counter, defaultdict
from decimal import Decimal
from typing import Any

from customkeeps.cart.models import CartItem
from customkeeps.catalog.models import Product, VariantStock
from customkeeps.coupons.models import Coupon
from customkeeps.emails.models import Kind, OutboxMail
from customkeeps.orders.models import Order, Status
from customkeeps.payments.models import PENDING, Refund, State, StockHold
from payments_sandbox.errors import Json
from tests.torture.machine.reference import CartLine, find
from tests.torture.machine.world import World

LIVING = ("requires_payment_method", "requires_confirmation", "requires_action", "processing")


def centavos(amount: Decimal) -> int:
    return int(amount * 100)


class Truth:
    """One look at everything."""

    def __init__(self, world: World) -> None:
        self.world, self.reference = world, world.reference
        self.payments = {payment.pk: payment for payment in world.payments()}
        self.intents = {intent["id"]: intent for intent in world.stripe.intents()}
        self.orders = {order.pk: order for order in Order.objects.prefetch_related("items")}
        self.refunds = list(Refund.objects.all())
        self.refunded_at_stripe: dict[str, list[Json]] = defaultdict(list)
        for refund in world.stripe.all_of("refund"):
            self.refunded_at_stripe[refund["payment_intent"]].append(refund)
        self.holds = list(StockHold.objects.values_list(
            "payment", "product__name", "variant", "quantity", "state"))  # fmt: skip

    def check(self) -> None:
        self._follow_payments()
        for promise in (
            self._nothing_unforeseen,
            self._carts,
            self._payments,
            self._orders,
            self._one_open_intent,
            self._charges,
            self._refunds,
            self._stock,
            self._coupons,
            self._mails,
        ):
            promise()

    def _follow_payments(self) -> None:
        """What was begun and what became an order since the last look."""
        for payment in self.payments.values():
            if payment.pk not in self.reference.payments:
                buyer = self.world.names[payment.user_id]
                self.reference.begin(payment.pk, buyer, payment.coupon_code)
        for payment in self.payments.values():
            if payment.order_id and not self.reference.payments[payment.pk].is_ordered:
                self.reference.order(payment.pk)

    def _nothing_unforeseen(self) -> None:
        assert self.world.unforeseen.said == []

    def _carts(self) -> None:
        found: dict[str, list[CartLine]] = {name: [] for name in self.reference.carts}
        for row in CartItem.objects.select_related("product").order_by("pk"):
            line = CartLine(row.product.name, row.base_color, row.size,
                            row.customization_text, row.quantity, row.pk)  # fmt: skip
            buyer = self.world.names[row.user_id]
            known = find(self.reference.carts[buyer], line.identity)
            if known is not None and known.id is None:
                known.id = line.id
            found[buyer].append(line)
        assert found == self.reference.carts

    def _payments(self) -> None:
        """What was quoted is what is kept, stage by stage and line by line."""
        for payment in self.payments.values():
            quoted = self.reference.payments[payment.pk]
            for stage in ("raw_subtotal", "bulk_discount", "coupon_discount", "final_amount"):
                assert centavos(getattr(payment, stage)) == quoted.stages[stage], stage
            assert [(line["product_name"], line["quantity"]) for line in payment.lines] == [
                (line.product, line.quantity) for line in quoted.lines
            ]
        open_ones = Counter(p.user_id for p in self.payments.values() if p.state in PENDING)
        assert all(number == 1 for number in open_ones.values())

    def _orders(self) -> None:
        """Each order is one payment's, to the centavo."""
        by_order = {p.order_id: p for p in self.payments.values() if p.order_id}
        assert set(by_order) == set(self.orders)
        for pk, payment in by_order.items():
            order, stages = self.orders[pk], self.reference.payments[payment.pk].stages
            assert order.payment_intent_id == payment.intent_id
            assert centavos(order.final_amount) == stages["final_amount"]
            assert centavos(order.discount_amount) == stages["discount_amount"]
            items = list(order.items.all())
            assert [centavos(item.line_total) for item in items] == stages["line_totals"]

    def _one_open_intent(self) -> None:
        """A buyer never has two PaymentIntents that could both be paid."""
        open_ones = Counter(
            intent["metadata"]["user_id"]
            for intent in self.intents.values()
            if intent["status"] in LIVING
        )
        assert all(number == 1 for number in open_ones.values()), open_ones

    def given_back(self, intent_id: str) -> int:
        """What Stripe has given back or is about to."""
        made = self.refunded_at_stripe[intent_id]
        return sum(each["amount"] for each in made if each["status"] in ("succeeded", "pending"))

    def _charges(self) -> None:
        """Paid = quoted where there is an order; never more given back than came in."""
        for payment in self.payments.values():
            intent = self.intents.get(payment.intent_id)
            if intent is None:
                assert not payment.order_id or not payment.final_amount
                continue
            assert self.given_back(intent["id"]) <= intent["amount_received"]
            if payment.order_id:
                paid = intent["amount_received"]
                assert paid == centavos(payment.final_amount), "paid is not what was quoted"
            if payment.received_amount is not None:
                assert centavos(payment.received_amount) == intent["amount_received"]

    def _refunds(self) -> None:
        """The books say what was reserved, and nothing that Stripe has not done."""
        reserved: dict[Any, Decimal] = defaultdict(Decimal)
        credited: dict[Any, Decimal] = defaultdict(Decimal)
        at_stripe = {each["id"]: each for made in self.refunded_at_stripe.values() for each in made}
        for refund in self.refunds:
            payment = self.payments[refund.payment_id]
            if refund.state != Refund.State.FAILED:
                reserved[payment.pk] += refund.amount
            if refund.state == Refund.State.SUCCEEDED:
                credited[payment.order_id] += refund.amount
                assert at_stripe[refund.refund_id]["amount"] == centavos(refund.amount)
        for payment in self.payments.values():
            assert payment.refund_total == reserved[payment.pk]
            assert payment.refund_total <= (payment.received_amount or 0)
        for order in self.orders.values():
            assert order.refunded_amount == credited[order.pk]

    def _stock(self) -> None:
        """Free + held + sold = given, and exactly the open payments hold."""
        held: dict[Any, int] = defaultdict(int)
        sold: dict[Any, int] = defaultdict(int)
        for payment_id, product, variant, quantity, state in self.holds:
            if state == StockHold.State.HELD:
                assert self.payments[payment_id].state in PENDING, "held for nobody"
                held[product, variant] += quantity
            elif state == StockHold.State.SOLD:
                order = self.orders.get(self.payments[payment_id].order_id)
                assert order is not None, "sold to nobody"
                assert order.status != Status.CANCELLED, "sold and cancelled"
                sold[product, variant] += quantity
        for counter, on_hand, counted_held in self._counters():
            assert counted_held == held[counter]
            given = self.reference.given[counter]
            if given is not None:
                assert on_hand is not None
                assert on_hand >= counted_held
                assert on_hand + sold[counter] == given, counter

    def _coupons(self) -> None:
        """As many uses as payments that hold it: none beyond the limits, none for the undone."""
        held = [payment for payment in self.payments.values() if payment.coupon_held]
        for payment in held:
            order = self.orders.get(payment.order_id)
            is_kept = order is not None and order.status != Status.CANCELLED
            assert is_kept or payment.state in PENDING, "a coupon used for nothing"
        for coupon in Coupon.objects.all():
            of_it = [payment.user_id for payment in held if payment.coupon_id == coupon.pk]
            assert coupon.uses == len(of_it)
            limits = self.world.limits(coupon.code)
            assert len(of_it) <= limits.get("max_uses", len(of_it))
            assert len(of_it) <= limits.get("max_uses_per_user", len(of_it)) * len(set(of_it))

    def _mails(self) -> None:
        """One confirmation for each order."""
        confirmed = OutboxMail.objects.filter(kind=Kind.ORDER_CONFIRMED)
        assert Counter(confirmed.values_list("order", flat=True)) == Counter(list(self.orders))

    def _counters(self) -> list[tuple[tuple[str, int | None], int | None, int]]:
        """Counter, on hand (None: not counted), held."""
        pools = Product.objects.values_list("name", "stock", "stock_held")
        rows = VariantStock.objects.values_list("product__name", "pk", "on_hand", "held")
        return [((name, None), stock, held) for name, stock, held in pools] + [
            ((name, pk), on_hand, held) for name, pk, on_hand, held in rows
        ]

    def sold(self, product: str) -> int:
        """Pieces of a product's pool that are sold just now."""
        return sum(
            quantity
            for _, name, variant, quantity, state in self.holds
            if (name, variant, state) == (product, None, StockHold.State.SOLD)
        )

    def check_settled(self) -> None:
        """After the workers had all the time they need: nothing is open, every cent has a home."""
        self.check()
        ends = {State.CANCELED, State.FULFILLED, State.REFUNDED}
        for payment in self.payments.values():
            assert payment.state in ends or self._bank_refused(payment.intent_id), payment.state
        assert not any(state == StockHold.State.HELD for *_, state in self.holds)
        orders = {order.payment_intent_id: order for order in self.orders.values()}
        for intent in self.intents.values():
            assert intent["status"] in ("succeeded", "canceled")
            if intent["status"] == "succeeded" and not self._bank_refused(intent["id"]):
                self._check_ended(intent, orders.get(intent["id"]))

    def _check_ended(self, intent: Json, order: Order | None) -> None:
        """One order that keeps what it was not given back of, or one full refund."""
        given_back = self.given_back(intent["id"])
        if order is None or order.status == Status.CANCELLED:
            assert given_back == intent["amount_received"], "neither ordered nor given back"
        if order is not None:
            assert centavos(order.refunded_amount) == given_back

    def _bank_refused(self, intent_id: str | None) -> bool:
        """Then staff have to see to it."""
        return any(each["status"] == "failed" for each in self.refunded_at_stripe[intent_id or ""])
