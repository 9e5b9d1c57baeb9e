"""Anything in any order, with deaths in between: every promise of the shop after every step."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import DatabaseError, connection
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from customkeeps.accounts.models import User
from customkeeps.cart.models import CartItem
from customkeeps.catalog.actions import Demand, take_back
from customkeeps.checkout.actions import finalize_payment
from customkeeps.payments import stripe_gateway
from tests.torture.figures import FULL, Figures, sized, times
from tests.torture.machine.rules import ShopMachine
from tests.torture.machine.stripe_here import StripeHere
from tests.torture.machine.world import World

pytestmark = [pytest.mark.torture, pytest.mark.django_db(transaction=True)]
RUNS, STEPS = times(2000, 12), 50


@pytest.fixture
def world(
    tmp_path: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[World]:
    stripe = StripeHere(tmp_path)
    settings.STRIPE_SECRET_KEY = "sk_test_tests"
    settings.STRIPE_API_BASE = stripe.url
    settings.RATE_LIMIT_SCALE = 1e6
    if connection.vendor == "sqlite":  # what is written here needs to survive nothing
        connection.cursor().execute("PRAGMA synchronous = OFF")
    world = World(stripe)
    monkeypatch.setattr(stripe_gateway, "_call", world.instants.around_stripe(stripe_gateway._call))
    shop_log = logging.getLogger("customkeeps")
    shop_log.addHandler(world.unforeseen)
    shop_log.setLevel(logging.ERROR)
    logging.disable(logging.WARNING)
    request_log = logging.getLogger("django.request")
    request_log.setLevel(logging.CRITICAL)  # a hundred thousand steps are not worth a line each
    with connection.execute_wrapper(world.instants.before_statement):
        yield world
    logging.disable(logging.NOTSET)
    request_log.setLevel(logging.ERROR)
    shop_log.setLevel(logging.NOTSET)
    shop_log.removeHandler(world.unforeseen)
    stripe.stop()


def drive(world: World, *, runs: int, phases: tuple[Phase, ...] = (Phase.generate,)) -> None:
    """The ordinary run takes the same steps each time, so that a failure is the change's."""
    machine = type("Driven", (ShopMachine,), {"world": world})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=runs,
            stateful_step_count=STEPS,
            derandomize=not FULL,
            database=None,
            deadline=None,
            report_multiple_bugs=False,
            phases=phases,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_every_promise_holds_after_every_step(world: World, figures: Figures) -> None:
    drive(world, runs=RUNS, phases=(Phase.generate, Phase.shrink))
    figures.note(
        row="state machine",
        asked="2,000 runs of 50 steps, all invariants after each step",
        measured=f"{RUNS} runs of {STEPS} steps: every invariant held after each",
    )


def forget_to_release(monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody will pay for stays held."""
    for module in ("customkeeps.payments.actions", "customkeeps.checkout.actions.finalize_payment"):
        monkeypatch.setattr(f"{module}.give_up_held", lambda _payment: None)


def believe_any_amount(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was paid is taken for what was quoted."""
    monkeypatch.setattr(
        "customkeeps.checkout.actions.finalize_payment.contradiction", lambda *_: ""
    )


def look_for_nothing_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PaymentIntent whose making got no clear answer is made once more."""
    monkeypatch.setattr("customkeeps.checkout.actions.intents._find", lambda _payment: None)


def empty_the_cart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ordering takes out what was put in meanwhile too."""

    def clear(*, user: User, bought: object) -> None:
        CartItem.objects.filter(user=user).delete()

    monkeypatch.setattr("customkeeps.checkout.actions.finalize_payment.take_out_lines", clear)


def sell_what_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is sold goes, and stays held besides."""

    def sell(demand: Demand) -> None:
        take_back({counter: -quantity for counter, quantity in demand.items()})

    monkeypatch.setattr("customkeeps.catalog.actions.sell", sell)


def keep_the_coupon(monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody paid for counts as a use of its coupon."""
    monkeypatch.setattr("customkeeps.payments.actions._give_back_coupon", lambda _payment: None)


def keep_the_money(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cancelled order's money stays."""
    monkeypatch.setattr(
        "customkeeps.checkout.actions.cancelled_order.left_to_refund", lambda _payment: None
    )


def write_without_a_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    """The order is written in a transaction of its own, before the payment knows of it."""
    monkeypatch.setattr(finalize_payment, "_fulfil", finalize_payment._fulfil.__wrapped__)


MISTAKES = [
    forget_to_release,
    believe_any_amount,
    empty_the_cart,
    sell_what_is_free,
    keep_the_coupon,
]
# Which take longer to be found.
if FULL:
    MISTAKES += [keep_the_money, look_for_nothing_lost, write_without_a_transaction]


@pytest.mark.parametrize("make_mistake", MISTAKES)
def test_a_mistake_in_the_shop_is_found(
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    make_mistake: Callable[[pytest.MonkeyPatch], None],
) -> None:
    """The controls: the shop with one thing wrong does not get past the machine."""
    make_mistake(monkeypatch)
    with pytest.raises((AssertionError, DatabaseError, BaseExceptionGroup)):
        drive(world, runs=sized(1000, 100))
