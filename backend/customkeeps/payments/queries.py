"""Finding payments."""

from functools import lru_cache

from customkeeps.accounts.models import User
from customkeeps.payments.models import Installation, Payment


@lru_cache(maxsize=1)
def installation_id() -> str:
    """This shop's id in the metadata of its PaymentIntents; made on first use, then for ever."""
    return str(Installation.objects.get_or_create(pk=1)[0].uuid)


def payment_of(user: User, intent_id: str) -> Payment | None:
    """The user's own payment by its PaymentIntent; None for anybody else's."""
    payments = Payment.objects.select_related("order").filter(user=user, intent_id=intent_id)
    payment = payments.first()
    if payment is not None:
        payment.user = user
    return payment
