"""Buyers brought to where the shop owes them something, which takes a worker one certain call."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from django.db.models import QuerySet
from django.utils import timezone

from customkeeps.payments.models import Dispute, Installation, Payment, State, StrayIntent
from tests.running_shop import VISA, Buyer, RunningShop
from tests.torture.stages import INTENTS, started

REFUNDS = "/v1/refunds"


@dataclass(frozen=True)
class Owed:
    """A worker makes the call at `path`, and at last `is_done`."""

    shop: RunningShop
    method: str
    path: str
    is_done: Callable[[], bool]

    def spoil(self, **fault: object) -> None:
        """The call goes wrong, once."""
        self.shop.sandbox.switch("faults", method=self.method, path=self.path, exact=True, **fault)


def order(buyer: Buyer) -> Owed:
    """Paid, and the browser is gone: the PaymentIntent is read, and the order made."""
    intent_id = _paid(buyer)
    made = buyer.shop.orders().filter(payment_intent_id=intent_id)
    return Owed(buyer.shop, "GET", f"{INTENTS}/{intent_id}", made.exists)


def end(buyer: Buyer) -> Owed:
    """Not paid in time: the PaymentIntent is cancelled."""
    intent_id = started(buyer)
    return _ending(buyer, "POST", f"{INTENTS}/{intent_id}/cancel")


def end_of_what_got_lost(buyer: Buyer) -> Owed:
    """Nobody knows whether there is a PaymentIntent: it is asked for again, to be cancelled."""
    _fail(buyer, kind="reset", when="before")
    return _ending(buyer, "POST", INTENTS)


def end_of_what_failed(buyer: Buyer) -> Owed:
    """Stripe keeps saying that it failed: the PaymentIntent is looked for, to be cancelled."""
    _fail(buyer, kind="server_error", when="after")
    return _ending(buyer, "GET", INTENTS)


def refund(buyer: Buyer) -> Owed:
    """The order is cancelled and its refund not under way: it is asked for."""
    return Owed(buyer.shop, "POST", REFUNDS, _cancelled(buyer))


def refund_that_may_be_there(buyer: Buyer) -> Owed:
    """Before that Stripe's refunds are looked through for it."""
    return Owed(buyer.shop, "GET", REFUNDS, _cancelled(buyer))


def word_of_the_dashboard(buyer: Buyer) -> Owed:
    """Staff gave something back in the dashboard, and no webhook came: events are fetched."""
    intent_id = _collected(buyer)
    buyer.shop.sandbox.stripe.refunds.create({"payment_intent": intent_id, "amount": 10_000})
    shown = buyer.shop.orders().filter(payment_intent_id=intent_id, refunded_amount=100)
    return Owed(buyer.shop, "GET", "/v1/events", shown.exists)


def word_of_the_bank(buyer: Buyer) -> Owed:
    """The cardholder's bank has taken the money back: disputes are looked through."""
    intent_id = _collected(buyer)
    buyer.shop.sandbox.switch(f"dispute/{intent_id}")
    noted = Dispute.objects.using(buyer.shop.alias).filter(payment__intent_id=intent_id)
    return Owed(buyer.shop, "GET", "/v1/disputes", noted.exists)


def look_at_a_stray(buyer: Buyer) -> Owed:
    """Paid to us, and no payment of ours: the PaymentIntent is read."""
    intent_id, is_back = _stray(buyer)
    return Owed(buyer.shop, "GET", f"{INTENTS}/{intent_id}", is_back)


def refund_of_a_stray(buyer: Buyer) -> Owed:
    """The same: it is given back."""
    _, is_back = _stray(buyer)
    return Owed(buyer.shop, "POST", REFUNDS, is_back)


Debt = Callable[[Buyer], Owed]
DEBTS: tuple[Debt, ...] = (
    order,
    end,
    end_of_what_got_lost,
    end_of_what_failed,
    refund,
    refund_that_may_be_there,
    word_of_the_dashboard,
    word_of_the_bank,
    look_at_a_stray,
    refund_of_a_stray,
)


def _paid(buyer: Buyer) -> str:
    intent_id = started(buyer)
    assert buyer.confirm(intent_id) == 200
    return intent_id


def _collected(buyer: Buyer) -> str:
    intent_id = _paid(buyer)
    assert buyer.create(intent_id).status_code == 201
    return intent_id


def _payments(buyer: Buyer) -> QuerySet[Payment]:
    return buyer.shop.payments().filter(user=buyer.user)


def _fail(buyer: Buyer, **fault: str) -> None:
    buyer.shop.sandbox.switch("faults", method="POST", path=INTENTS, exact=True, **fault)
    assert buyer.pay().status_code == 503


def _ending(buyer: Buyer, method: str, path: str) -> Owed:
    """Its time is over, again whenever a worker that had it was not done."""
    payments = _payments(buyer)
    open_ones = payments.exclude(state=State.CANCELED)

    def is_done() -> bool:
        return not open_ones.update(expires_at=timezone.now())

    assert not is_done()
    return Owed(buyer.shop, method, path, is_done)


def _cancelled(buyer: Buyer) -> Callable[[], bool]:
    order_id = buyer.create(_paid(buyer)).json()["order_id"]
    shop = buyer.shop
    shop.sandbox.switch("faults", kind="reset", method="POST", path=REFUNDS, exact=True)
    assert buyer.post(f"/api/orders/{order_id}/cancel/", {}).status_code == 200
    return _payments(buyer).filter(state=State.REFUNDED).exists


def _stray(buyer: Buyer) -> tuple[str, Callable[[], bool]]:
    shop = buyer.shop
    installation = Installation.objects.using(shop.alias).get()
    intent = shop.sandbox.intent(
        metadata={
            "installation_id": str(installation.uuid),
            "payment_id": str(uuid4()),
            "user_id": str(buyer.user.pk),
        }
    )
    shop.sandbox.switch(f"pay/{intent.id}", number=VISA)
    returned = StrayIntent.objects.using(shop.alias).filter(pk=intent.id)
    return intent.id, returned.exclude(refunded_at=None).exists
