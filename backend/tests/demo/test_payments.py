"""The demo shop's orders are paid where Stripe's test mode answers, and can be given back there."""

import uuid
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import call_command

from customkeeps.accounts.models import User
from customkeeps.cart.models import CartItem
from customkeeps.coupons.models import Coupon
from customkeeps.demo import orders
from customkeeps.demo.actions import load_demo
from customkeeps.demo.orders import accept_designs, missing_purchases, price_all
from customkeeps.demo.payments import pay_all
from customkeeps.demo.pictures.jobs import print_ready
from customkeeps.demo.purchases import PURCHASES
from customkeeps.emails.models import OutboxMail
from customkeeps.money import to_minor_units
from customkeeps.orders.models import Credit, Order, OrderEvent, OrderItem, Status
from customkeeps.payments.models import Installation, Payment, Refund, StrayIntent, StripeEvent
from customkeeps.payments.queries import installation_id
from payments_sandbox.tests.running import Sandbox
from tests.checkout.conftest import running_sandbox, sandbox
from tests.clients import client_for

__all__ = ["running_sandbox", "sandbox"]  # the fixtures of tests/checkout

pytestmark = [pytest.mark.usefixtures("demo_shop"), pytest.mark.xdist_group("demo")]


draw_once = cache(print_ready)


@pytest.fixture
def unsold(demo_shop: LazySettings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The loaded shop before anything was bought in it. Drawings take seconds: once is enough."""
    monkeypatch.setattr(orders, "print_ready", draw_once)
    for model in (Refund, Payment, Credit, OrderEvent, OrderItem, Order, CartItem):
        model.objects.all().delete()
    Coupon.objects.update(uses=0)


@pytest.fixture
def paid(unsold: None, sandbox: Sandbox) -> Sandbox:
    """Loaded while Stripe could be reached."""
    load_demo()
    return sandbox


def intents(sandbox: Sandbox) -> dict[str, Any]:
    every: Any = {"limit": 100}
    return {intent.id: intent for intent in sandbox.stripe.payment_intents.list(every).data}


def refunds(sandbox: Sandbox) -> list[tuple[str, str, int]]:
    """Newest first."""
    return [(each.id, each.payment_intent, each.amount) for each in sandbox.stripe.refunds.list()]


def books() -> list[Any]:
    """All that Stripe's events could change."""
    return [
        list(model._base_manager.order_by("pk").values())
        for model in (Order, Payment, Refund, Credit, Coupon, CartItem)
    ]


def test_each_order_was_paid(paid: Sandbox) -> None:
    alice = User.objects.get(username="alice")
    charged = {
        intent.id: (intent.status, intent.amount_received, intent.metadata.to_dict())
        for intent in intents(paid).values()
    }
    payments = Payment.objects.exclude(order=None)
    assert payments.count() == len(PURCHASES) == 6
    assert charged == {
        payment.intent_id: (
            "succeeded",
            to_minor_units(payment.final_amount, payment.currency),
            {
                "user_id": str(alice.pk),
                "username": "alice",
                "payment_id": str(payment.pk),
                **({"coupon_code": payment.coupon_code} if payment.coupon_code else {}),
            },
        )
        for payment in payments
    }
    assert all(payment.received_amount == payment.final_amount for payment in payments)


def test_the_cancelled_one_was_given_back(paid: Sandbox) -> None:
    order = Order.objects.get(status="cancelled")
    refund = order.payment.refunds.get()
    assert refunds(paid) == [(refund.refund_id, order.payment_intent_id, 45_000)]
    [given] = paid.stripe.refunds.list().data
    assert given.metadata is not None
    assert given.metadata["reference"] == refund.reference
    assert (order.payment_status, order.payment.refund_total) == ("refunded", Decimal(450))


def test_the_shopper_can_cancel_the_one_that_is_being_prepared(paid: Sandbox) -> None:
    order = Order.objects.get(status="preparing")
    as_shopper = client_for(User.objects.get(username="alice"))
    answer = as_shopper.post(f"/api/orders/{order.order_id}/cancel/")
    assert answer.status_code == 200
    shown = answer.json()
    assert (shown["status"], shown["payment_status"]) == ("cancelled", "refunded")
    assert refunds(paid)[0][1:] == (order.payment_intent_id, 65_000)


def test_what_stripe_tells_of_it_changes_nothing_and_mails_nobody(paid: Sandbox) -> None:
    before = books()
    call_command("work", "--once")
    handled = StripeEvent.objects.exclude(handled_at=None)
    types = set(handled.values_list("type", flat=True))
    assert types >= {"payment_intent.succeeded", "refund.created", "charge.refunded"}
    assert not StripeEvent.objects.filter(handled_at=None).exists()
    assert books() == before
    assert not StrayIntent.objects.exists()
    assert not OutboxMail.objects.exists()


def test_loading_again_pays_nothing_again(paid: Sandbox) -> None:
    before = books()
    load_demo()
    assert books() == before
    assert (len(intents(paid)), len(refunds(paid))) == (6, 1)


def test_loading_that_was_interrupted_goes_on_with_the_same_payments(
    unsold: None, sandbox: Sandbox
) -> None:
    """Whatever a worker hears of them before their orders are written, it leaves them alone."""
    shopper = User.objects.get(username="alice")
    wanted = missing_purchases()
    designs = accept_designs(shopper, [piece for each in wanted for piece in each.pieces])
    pay_all(price_all(wanted, shopper, designs))
    call_command("work", "--once")
    assert StripeEvent.objects.filter(type="payment_intent.succeeded").count() == 6
    assert not StrayIntent.objects.exists()
    load_demo()
    assert set(Payment.objects.values_list("intent_id", flat=True)) == set(intents(sandbox))
    assert len(refunds(sandbox)) == 1


def test_from_where_stripe_fails_on_they_are_made_up(unsold: None, sandbox: Sandbox) -> None:
    sandbox.switch("faults", kind="reset", path="/v1/refunds")
    load_demo()
    first, *others = [name for name, _ in _by_age()]
    assert first in intents(sandbox)
    assert others == [f"pi_demo_{purchase.name}" for purchase in PURCHASES[1:]]
    assert Refund.objects.get().refund_id == "re_demo_phone-case"


def test_without_stripe_all_are_made_up(demo_shop: LazySettings) -> None:
    assert _by_age() == [
        (f"pi_demo_{purchase.name}", Status.CANCELLED in purchase.steps) for purchase in PURCHASES
    ]
    assert Refund.objects.get().refund_id == "re_demo_phone-case"


def test_orders_of_before_are_recognised(demo_shop: LazySettings) -> None:
    """They had ids that tell nothing; with another installation's id that is so of these too."""
    Installation.objects.update(uuid=uuid.uuid4())
    installation_id.cache_clear()
    assert missing_purchases() == []
    before = books()
    load_demo()
    assert books() == before


def test_their_coupons_count_as_used(demo_shop: LazySettings) -> None:
    coupon = Coupon.objects.get(code="SAVE10")
    held = Payment.objects.filter(coupon=coupon, coupon_held=True)
    assert (coupon.uses, held.count()) == (2, 2)


def test_a_coupon_is_never_counted_beyond_its_limit(unsold: None) -> None:
    Coupon.objects.filter(code="SAVE10").update(max_uses=1)
    load_demo()
    coupon = Coupon.objects.get(code="SAVE10")
    assert (coupon.uses, Payment.objects.filter(coupon_held=True).count()) == (1, 1)
    assert Order.objects.filter(coupon_code="SAVE10").count() == 2


def _by_age() -> list[tuple[str | None, bool]]:
    """PaymentIntents and whether they were given back, oldest first."""
    payments = Payment.objects.order_by("created_at")
    return [(payment.intent_id, payment.state == "refunded") for payment in payments]
