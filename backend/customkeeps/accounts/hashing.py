"""Hashing a password costs a tenth of a second of a processor and 100 MiB, on purpose.

So few are hashed at once, and of a process's threads some are always left for the rest of the shop.
"""

from customkeeps.rest.errors import Unavailable
from customkeeps.rest.queues import Queue

# In each process; those served by four threads keep one for everything else.
AT_ONCE = 2
WAITING = 1
PATIENCE_SECONDS = 1.0


class TooManyAtOnce(Unavailable):
    """503: too many people log in at this moment."""

    def __init__(self) -> None:
        super().__init__(
            "too_many_logins",
            "Too many people are logging in right now. Try again in a few seconds.",
            retry_after=3,
        )


HASHING = Queue(AT_ONCE, WAITING, PATIENCE_SECONDS, TooManyAtOnce)
