"""The payments of the demo shop's orders: real ones, where Stripe's test mode can be reached.

What was paid at Stripe, or at the sandbox, can be given back there like any other payment. Where
Stripe does not answer, PaymentIntents and refunds are made up, and Stripe knows none of them.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.db.models import Q, QuerySet

from customkeeps.checkout.actions.intents import metadata_of
from customkeeps.demo.purchases import PURCHASES, Purchase
from customkeeps.designs.models import PlacedDesign
from customkeeps.money import to_minor_units
from customkeeps.orders.models import Status
from customkeeps.payments import stripe_gateway
from customkeeps.payments.bounded_calls import within
from customkeeps.payments.models import Payment, Refund
from customkeeps.payments.queries import installation_id
from customkeeps.payments.stripe_gateway import StripeRefusedError, StripeUnreachableError

logger = logging.getLogger(__name__)

CARD = "pm_card_visa"
MADE_UP, MADE_UP_REFUND = "pi_demo_", "re_demo_"
REFUND_KEY = "demo"
# For all payments together; a single call has its own, shorter time.
PATIENCE_SECONDS = 30.0


@dataclass
class Bought:
    """A purchase, its payment and what is printed, both not saved yet, and the id of its refund if
    it has one.
    """

    purchase: Purchase
    payment: Payment
    prints: list[PlacedDesign]
    refund_id: str | None = None

    @property
    def is_given_back(self) -> bool:
        return Status.CANCELLED in self.purchase.steps


def payment_id(purchase: Purchase) -> UUID:
    """The same whenever the demo is loaded into this database, and another in every other."""
    return uuid5(UUID(installation_id()), purchase.name)


def demo_payments() -> QuerySet[Payment]:
    """Those that are there. All had made-up PaymentIntents once, and ids that tell nothing."""
    ids = [payment_id(purchase) for purchase in PURCHASES]
    return Payment.objects.filter(Q(pk__in=ids) | Q(intent_id__startswith=MADE_UP))


def pay_all(bought: Sequence[Bought]) -> None:
    """Give each payment the PaymentIntent that was paid for it, and its refund.

    From the first that Stripe does not take they are made up. Never inside a transaction.
    """
    try:
        with within(PATIENCE_SECONDS):
            for each in bought:
                _pay(each)
    except (StripeUnreachableError, StripeRefusedError) as error:
        logger.warning(
            "Stripe's test mode takes no payment (%s): it will refund none of the demo orders that "
            "are made now.",
            error,
        )
        for each in bought:
            _make_up(each)


def _pay(bought: Bought) -> None:
    """Once, however often loading was interrupted: Stripe tells the same payment by its key.

    Raises StripeRefusedError, StripeUnreachableError.
    """
    payment = bought.payment
    if not payment.final_amount:
        return
    amount = to_minor_units(payment.final_amount, payment.currency)
    metadata = metadata_of(payment)
    # A worker that hears of it before the order is written must not take it for a stray of ours.
    del metadata["installation_id"]
    created = stripe_gateway.create_intent(
        amount=amount,
        currency=payment.currency,
        metadata=metadata,
        idempotency_key=f"{payment.pk}-{payment.fingerprint}",
    )
    paid = stripe_gateway.confirm_intent(created.id, payment_method=CARD)
    if paid is None or (paid.status, paid.amount_received) != ("succeeded", amount):
        raise StripeRefusedError("the test card was not charged", "")
    if bought.is_given_back:
        bought.refund_id = _refund(payment, created.id)
    payment.intent_id = created.id


def _refund(payment: Payment, intent_id: str) -> str:
    """Give all of it back, named as its row will be. Returns the refund's id."""
    reference = Refund(payment=payment, key=REFUND_KEY).reference
    given = stripe_gateway.refund_intent(
        intent_id, amount=None, reference=reference, idempotency_key=f"refund-{reference}"
    )
    return given.id


def _make_up(bought: Bought) -> None:
    if bought.payment.intent_id is None and bought.payment.final_amount:
        bought.payment.intent_id = f"{MADE_UP}{bought.purchase.name}"
        bought.refund_id = f"{MADE_UP_REFUND}{bought.purchase.name}"
