"""Whether this database is the live shop's own, or a copy of it that runs somewhere else.

A copy bears the same installation id: with the live key it would give back the live shop's
payments, as paid and unknown, and end those that are open. So the database keeps the address at
which it first took real money, and elsewhere Stripe is not asked until `manage.py move_shop` says
that the shop has moved. Test keys work everywhere: they move no money.
"""

from functools import lru_cache

from django.conf import settings

from customkeeps.payments.models import Installation
from customkeeps.payments.queries import installation_id


class AwayFromHomeError(Exception):
    """The database belongs to the shop at another address, which the message names."""


def check_home() -> None:
    """Do nothing at home. Raises AwayFromHomeError.

    Not to be called inside a transaction that may be rolled back.
    """
    if not settings.STRIPE_SECRET_KEY.startswith(settings.STRIPE_TEST_KEYS):
        _check_home(settings.PUBLIC_URL, installation_id())


def move_home() -> str:
    """From now on this database's shop is at PUBLIC_URL. Returns where it was, perhaps empty."""
    installation_id()
    before: str = Installation.objects.values_list("public_url", flat=True).get()
    Installation.objects.update(public_url=settings.PUBLIC_URL)
    return before


@lru_cache(maxsize=1)
def _check_home(here: str, _installation_id: str) -> None:
    """Asked once in the life of a process, as long as it is well."""
    Installation.objects.filter(public_url="").update(public_url=here)
    home = Installation.objects.values_list("public_url", flat=True).get()
    if home != here:
        raise AwayFromHomeError(
            f"This database belongs to the shop at {home} and must not move real money at {here}. "
            "A copy needs test keys. If the shop has moved: manage.py move_shop."
        )
