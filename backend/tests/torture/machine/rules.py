"""The rules by which Hypothesis drives the shop."""

import sys
from collections.abc import Sequence
from copy import deepcopy
from decimal import Decimal
from typing import Any

from hypothesis.stateful import RuleBasedStateMachine, rule

from customkeeps.checkout.actions.expiry import expire_due_payments
from customkeeps.checkout.actions.reconcile import reconcile
from customkeeps.checkout.actions.refunds import send_due_refunds
from customkeeps.checkout.actions.webhook import handle_due_events
from customkeeps.orders.models import Order
from tests.checkout.shopping import VISA
from tests.torture.machine.moves import IMPOSSIBLE, MOVES, VISIT
from tests.torture.machine.reference import CartLine, find
from tests.torture.machine.truth import LIVING, Truth
from tests.torture.machine.world import BUYERS, World

WORKERS = {
    "refunds": send_due_refunds,
    "events": handle_due_events,
    "expiry": expire_due_payments,
    "reconcile": reconcile,
}


def picked(items: Sequence[Any], number: int) -> Any:
    return items[number % len(items)] if items else None


class ShopMachine(RuleBasedStateMachine):
    """`world` is set by the test: one shop for all runs."""

    world: World

    def __init__(self) -> None:
        super().__init__()
        self.world.begin()
        self.reference = self.world.reference

    def look(self) -> Truth:
        truth = Truth(self.world)
        truth.check()
        return truth

    def teardown(self) -> None:
        try:
            if sys.exc_info()[0] is None:
                self.settle()
        finally:
            self.world.end()

    @rule(move=MOVES)
    def step(self, move: tuple[str, dict[str, Any]]) -> None:
        name, details = move
        if IMPOSSIBLE.get(name, lambda _: False)(self):
            name, details = (
                "visit",
                {**VISIT, "buyer": picked(BUYERS, len(self.reference.payments))},
            )
        getattr(self, name)(**details)

    # Buyers ----------------------------------------------------------------------------------

    def add(self, buyer: str, line: CartLine) -> None:
        before = deepcopy(self.reference.carts[buyer])
        same = find(before, line.identity)
        answer = self.world.add(buyer, deepcopy(line))
        if answer is None:
            self.add_if_it_came_through(buyer, line)
        elif (same.quantity if same else 0) + line.quantity > 100:
            assert answer.status_code == 400
        else:
            assert answer.status_code == (200 if same else 201), answer.content
            self.reference.add(buyer, deepcopy(line))
        self.look()

    def add_if_it_came_through(self, buyer: str, line: CartLine) -> None:
        """Whoever died over adding has added all of it or nothing."""
        shown = self.world.clients[buyer].get("/api/cart/").json()
        pieces = sum(each["quantity"] for each in shown)
        if pieces != sum(each.quantity for each in self.reference.carts[buyer]):
            self.reference.add(buyer, deepcopy(line))

    def shopping(self, number: int) -> str:
        """One of the buyers with something in the cart."""
        full = [name for name in BUYERS if self.reference.carts[name]]
        return full[number % len(full)]

    def remove(self, number: int, which: int) -> None:
        buyer = self.shopping(number)
        line = picked(self.reference.carts[buyer], which)
        answer = self.world.remove(buyer, line)
        shown = self.world.clients[buyer].get("/api/cart/").json()
        if answer is not None or line.id not in [each["id"] for each in shown]:
            self.reference.carts[buyer].remove(line)
        assert answer is None or answer.status_code == 204
        self.look()

    def pay(self, number: int, code: str) -> None:
        buyer = self.shopping(number)
        amount = self.world.quote(buyer, code)
        assert int(amount.replace(".", "")) in self.reference.fair_prices(buyer, code)
        self.pay_what(buyer, code, amount)

    def pay_an_old_quote(self, number: int) -> None:
        """A tab that was left open: what it shows may be true no more."""
        buyer = picked(sorted(self.world.old_quotes), number)
        code, amount = self.world.old_quotes[buyer]
        fair = self.reference.fair_prices(buyer, code)
        answer = self.pay_what(buyer, code, amount)
        if answer is not None and answer.status_code == 200 and not answer.json()["order"]:
            # Others may have come in between.
            assert int(amount.replace(".", "")) in fair + self.reference.fair_prices(buyer, code)

    def pay_what(self, buyer: str, code: str, amount: str) -> Any:
        answer = self.world.pay(buyer, code, amount)
        assert answer is None or answer.status_code in (200, 400, 409, 503), answer.content
        self.look()
        return answer

    def collect(self, number: int, stranger: str | None) -> None:
        """The buyer's browser comes back from paying, or somebody tries another's id."""
        intent = picked(self.world.stripe.intents()[::-1], number)
        self.collect_one(stranger or intent["metadata"]["username"], intent["id"])

    def collect_one(self, buyer: str, intent_id: str) -> None:
        answer = self.world.collect(buyer, intent_id)
        assert answer is None or answer.status_code in (200, 201, 400, 404, 409, 503)
        truth = self.look()
        if answer is not None and answer.status_code < 300:
            [order] = [each for each in truth.orders.values()
                       if each.payment_intent_id == intent_id]  # fmt: skip
            assert answer.json()["order_id"] == order.order_id
            assert self.world.names[order.user_id] == buyer

    def visit(self, buyer: str, line: CartLine, code: str, card: str, far: int) -> None:
        """The ordinary way through the shop, left at any point."""
        if not self.reference.carts[buyer]:
            self.add(buyer, line)
        if far > 0 and self.reference.carts[buyer]:
            self.pay_what(buyer, code, self.world.quote(buyer, code))
        own = [each for each in self.unconfirmed() if each["metadata"]["username"] == buyer]
        if far > 1 and own:
            self.world.stripe.switch(f"pay/{own[0]['id']}", number=card)
        if far > 2 and own:
            self.collect_one(buyer, own[0]["id"])

    def order(self, number: int) -> Order:
        found: Order = picked(list(Order.objects.order_by("-pk")), number)
        return found

    def cancel(self, number: int, stranger: str | None) -> None:
        order = self.order(number)
        owner = self.world.names[order.user_id]
        answer = self.world.cancel(stranger or owner, order)
        if answer is not None and stranger in (None, owner):
            expected = 200 if order.status == "preparing" else 409
            assert answer.status_code == expected, answer.content
        elif answer is not None:
            assert answer.status_code == 404
        self.look()

    # Stripe ----------------------------------------------------------------------------------

    def living(self) -> list[dict[str, Any]]:
        return [each for each in self.world.stripe.intents() if each["status"] in LIVING]

    def processing(self) -> list[dict[str, Any]]:
        return [each for each in self.living() if each["status"] == "processing"]

    def unconfirmed(self) -> list[dict[str, Any]]:
        return [each for each in self.living() if each["status"] != "processing"]

    def confirm(self, number: int, card: str) -> None:
        self.confirm_one(number, card)
        self.look()

    def confirm_one(self, number: int, card: str) -> None:
        if intent := picked(self.living(), number):
            self.world.stripe.switch(f"pay/{intent['id']}", number=card)

    def bank_decides(self, number: int, outcome: str) -> None:
        intent = picked(self.processing(), number)
        self.world.stripe.switch(f"settle/{intent['id']}", outcome=outcome)
        self.look()

    def webhook(self, number: int) -> None:
        """Any event there ever was: late, in any order, again and again."""
        event = picked(self.world.stripe.all_of("event")[::-1], number)
        answer = self.world.deliver(event)
        assert answer is None or answer.status_code == 200
        self.look()

    def somebody_meddles_at_stripe(self, number: int, how: str) -> None:
        """Whoever has the account's key may cancel a PaymentIntent or change what it asks for."""
        intent = picked(self.unconfirmed(), number)
        if how == "cancel":
            self.world.stripe.cancel(intent["id"])
        else:
            self.world.stripe.change_amount(intent["id"], intent["amount"] + 1)
        if how == "charge more":
            self.world.stripe.switch(f"pay/{intent['id']}", number=VISA)
        self.look()

    def stripe_will_fail(self, kind: str, when: str, times: int) -> None:
        self.world.stripe.switch("faults", kind=kind, when=when, times=times)

    def paid(self) -> list[dict[str, Any]]:
        return [each for each in self.world.stripe.intents() if each["status"] == "succeeded"]

    def given_back_in_the_dashboard(self, number: int, *, all_of_it: bool) -> None:
        intent = picked(self.paid()[::-1], number)
        left = intent["amount_received"] - self.look().given_back(intent["id"])
        self.world.stripe.refund(intent["id"], left if all_of_it else left // 3)
        self.look()

    def refunds_will_take_days(self) -> None:
        self.world.stripe.switch("refunds", pending=1)

    def pending_refunds(self) -> list[dict[str, Any]]:
        return [each for each in self.world.stripe.all_of("refund") if each["status"] == "pending"]

    def bank_decides_on_a_refund(self, number: int, status: str) -> None:
        refund = picked(self.pending_refunds(), number)
        self.world.stripe.switch(f"refunds/{refund['id']}", status=status)
        self.look()

    # Staff and time --------------------------------------------------------------------------

    def staff_edit(self, edit: tuple[str, Any, Any]) -> None:
        match edit:
            case ("price", product, price):
                self.world.set_price(product, price)
            case ("coupon", code, (percent, valid)):
                self.world.edit_coupon(code, percent=percent, valid=valid)
            case ("stock", product, pieces):
                self.edit_stock(product, pieces)
        self.look()

    def staff_give_back(self, number: int, how: str) -> None:
        order = self.order(number)
        amount = order.final_amount / 2 if how == "some" else None
        amount = amount and amount.quantize(Decimal("0.01"))
        self.world.give_back(order, amount, restock=how == "restock")
        self.look()

    def staff_advance(self, number: int) -> None:
        self.world.advance(self.order(number))
        self.look()

    def edit_stock(self, product: str, pieces: int | None) -> None:
        sold = self.look().sold(product)
        if self.world.set_stock(product, pieces):
            given = None if pieces is None else pieces + sold
            self.reference.given[product, None] = given

    def time_passes_and_a_worker_looks(self, seconds: int, worker: str) -> None:
        self.world.pass_time(seconds)
        self.work(worker)

    def work(self, worker: str) -> None:
        self.world.act(WORKERS[worker])
        self.look()

    # Dying, and coming in between --------------------------------------------------------------

    def a_process_will_be_killed(self, instants: int) -> None:
        self.world.instants.left_to_live = instants

    def others_will_come_in_between(self, calls: int, what: str, buyer: str, number: int) -> None:
        """While somebody waits for Stripe, somebody else does something."""

        def others() -> None:
            self.look()
            match what:
                case "pay":
                    self.pay_what(buyer, "", self.world.quote(buyer, ""))
                case "add":
                    self.add(buyer, CartLine("Mug", "White", "", "Meanwhile", 1))
                case "price":
                    self.world.set_price("Mug", 44_44)
                case "confirm":
                    self.confirm_one(number, VISA)
                case _:
                    self.work(what)

        self.world.instants.meanwhile = calls, others

    # The end ---------------------------------------------------------------------------------

    def settle(self) -> None:
        """No browser, no webhook: the workers alone, with all the time they need."""
        self.world.instants.forget()
        self.world.stripe.sandbox.faults.clear()
        for intent in self.processing():
            self.world.stripe.switch(f"settle/{intent['id']}", outcome="succeeded")
        for refund in self.pending_refunds():
            self.world.stripe.switch(f"refunds/{refund['id']}", status="succeeded")
        for seconds in (61, 16 * 60, 61):
            self.world.pass_time(seconds)
            self.world.act(handle_due_events)
            self.world.act(reconcile)
        Truth(self.world).check_settled()
