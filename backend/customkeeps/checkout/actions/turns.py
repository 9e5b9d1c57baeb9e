"""How several workers share rows that are due: each takes those that it gets hold of."""

import logging
from collections.abc import Callable, Iterable
from typing import TypeVar

from customkeeps.payments.stripe_gateway import StripeUnreachableError
from customkeeps.rest.errors import ApiError, Unavailable

logger = logging.getLogger(__name__)

Row = TypeVar("Row")


def take_turns(
    rows: Iterable[Row], *, claim: Callable[[Row], bool], act: Callable[[Row], None]
) -> int:
    """`act` on every row whose lease `claim` gets. Returns how many that were.

    Whatever one row runs into does not keep the others from their turn; only when Stripe does not
    answer all of them wait, as each would wait for it as long. After its lease a row comes again.
    """
    tried = 0
    for row in rows:
        if not claim(row):
            continue
        tried += 1
        try:
            act(row)
        except (Unavailable, StripeUnreachableError) as error:
            logger.warning("Stripe does not answer, so %s waits: %s", row, error)
            break
        except ApiError as error:  # not paid, or the bank still works on it
            logger.info("%s stays as it is: %s", row, error)
        except Exception:
            logger.exception("%s could not be looked after", row)
    return tried
