"""What may happen next: every move with its weight and what it needs to know."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from customkeeps.orders.models import Order
from tests.checkout.shopping import DECLINED, SLOW, VISA
from tests.torture.machine.reference import CartLine
from tests.torture.machine.world import BUYERS, COLORS, COUPONS

CARDS = (VISA, VISA, VISA, DECLINED, SLOW)
buyers = st.sampled_from(BUYERS)
whichever = st.integers(0, 7)
cards = st.sampled_from(CARDS)
codes = st.sampled_from(["", "", *COUPONS])
lines = st.builds(
    lambda product, color, size, text, quantity: CartLine(
        product, color, size if product == "Hoodie" else "", text, quantity
    ),
    st.sampled_from(["T-Shirt", "Mug", "Hoodie"]),
    st.sampled_from(list(COLORS)),
    st.sampled_from(["M", "L"]),
    st.sampled_from(["Hello", "Magandang umaga"]),
    st.sampled_from([1, 2, 5, 10]),
)


PRICE_EDITS = st.tuples(
    st.just("price"),
    st.sampled_from(["T-Shirt", "Mug", "Hoodie"]),
    st.sampled_from([500_00, 499_99, 33_33, 10_00, 1, 0]),
)
COUPON_EDITS = st.tuples(
    st.just("coupon"),
    st.sampled_from(list(COUPONS)),
    st.tuples(st.sampled_from([1, 1000, 3333, 10_000]), st.booleans()),
)
STOCK_EDITS = st.tuples(
    st.just("stock"), st.sampled_from(["T-Shirt", "Hoodie"]), st.sampled_from([None, 0, 2, 12])
)


# Every move with its weight and what it needs. One rule draws among them, not a rule each:
# Hypothesis would switch off half of the rules for each run, and hardly anybody would buy.
WEIGHTS_AND_DETAILS: dict[str, tuple[int, dict[str, Any]]] = {
    "visit": (
        6,
        {"buyer": buyers, "line": lines, "code": codes, "card": cards, "far": st.integers(0, 3)},
    ),
    "add": (2, {"buyer": buyers, "line": lines}),
    "remove": (1, {"number": whichever, "which": whichever}),
    "pay": (2, {"number": whichever, "code": codes}),
    "pay_an_old_quote": (1, {"number": whichever}),
    "confirm": (4, {"number": whichever, "card": cards}),
    "collect": (3, {"number": whichever, "stranger": st.sampled_from([None, None, None, *BUYERS])}),
    "cancel": (2, {"number": whichever, "stranger": st.sampled_from([None, None, *BUYERS])}),
    "staff_give_back": (
        2,
        {"number": whichever, "how": st.sampled_from(["all", "some", "restock"])},
    ),
    "staff_advance": (1, {"number": whichever}),
    "given_back_in_the_dashboard": (1, {"number": whichever, "all_of_it": st.booleans()}),
    "bank_decides_on_a_refund": (
        1,
        {"number": whichever, "status": st.sampled_from(["succeeded", "failed"])},
    ),
    "refunds_will_take_days": (1, {}),
    "bank_decides": (1, {"number": whichever, "outcome": st.sampled_from(["succeeded", "failed"])}),
    "webhook": (3, {"number": st.integers(0, 30)}),
    "somebody_meddles_at_stripe": (
        2,
        {"number": whichever, "how": st.sampled_from(["cancel", "ask more", "charge more"])},
    ),
    "stripe_will_fail": (
        1,
        {
            "kind": st.sampled_from(["reset", "server_error", "rate_limited"]),
            "when": st.sampled_from(["before", "after"]),
            "times": st.integers(1, 2),
        },
    ),
    "staff_edit": (3, {"edit": st.one_of(PRICE_EDITS, COUPON_EDITS, STOCK_EDITS)}),
    "time_passes_and_a_worker_looks": (
        4,
        {
            "seconds": st.sampled_from([0, 5, 31, 61, 16 * 60]),
            "worker": st.sampled_from(["events", "expiry", "reconcile", "refunds"]),
        },
    ),
    "a_process_will_be_killed": (2, {"instants": st.integers(0, 80)}),
    "others_will_come_in_between": (
        2,
        {
            "calls": st.integers(0, 3),
            "what": st.sampled_from(
                ["reconcile", "events", "expiry", "pay", "add", "price", "confirm"]
            ),
            "buyer": buyers,
            "number": whichever,
        },
    ),
}
MOVES = st.sampled_from(
    [name for name, (weight, _) in WEIGHTS_AND_DETAILS.items() for _ in range(weight)]
).flatmap(
    lambda name: st.tuples(st.just(name), st.fixed_dictionaries(WEIGHTS_AND_DETAILS[name][1]))
)
# What there is nothing for just now; somebody begins to buy something then.
IMPOSSIBLE: dict[str, Callable[[Any], bool]] = {
    "remove": lambda machine: not any(machine.reference.carts.values()),
    "pay": lambda machine: not any(machine.reference.carts.values()),
    "pay_an_old_quote": lambda machine: not machine.world.old_quotes,
    "confirm": lambda machine: not machine.living(),
    "collect": lambda machine: not machine.world.stripe.intents(),
    "bank_decides": lambda machine: not machine.processing(),
    "cancel": lambda _: not Order.objects.exists(),
    "staff_give_back": lambda _: not Order.objects.exists(),
    "staff_advance": lambda _: not Order.objects.exists(),
    "given_back_in_the_dashboard": lambda machine: not machine.paid(),
    "bank_decides_on_a_refund": lambda machine: not machine.pending_refunds(),
    "webhook": lambda machine: not machine.world.stripe.all_of("event"),
    "somebody_meddles_at_stripe": lambda machine: not machine.unconfirmed(),
    "a_process_will_be_killed": lambda machine: machine.world.instants.are_set,
    "others_will_come_in_between": lambda machine: machine.world.instants.are_set,
}
VISIT = {"line": CartLine("T-Shirt", "White", "", "Hello", 1), "code": "", "card": VISA, "far": 1}
