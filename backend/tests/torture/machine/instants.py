"""The instants at which a process may die, or others may come in between.

Before each SQL statement, and before and after each call of Stripe: that is everything that the
world outside can tell apart. What dies has its open transaction rolled back, as a killed process
has; what it had committed stays.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection

# Beginning and ending a transaction changes nothing that the neighbouring statements do not show.
NO_INSTANT = ("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK")


class Killed(BaseException):
    """Nobody's `except Exception` stops it."""


class Instants:
    def __init__(self) -> None:
        self.counting = False
        self.forget()

    def forget(self) -> None:
        self.left_to_live: int | None = None
        self.meanwhile: tuple[int, Callable[[], None]] | None = None

    @property
    def are_set(self) -> bool:
        return self.left_to_live is not None or self.meanwhile is not None

    def before_statement(
        self,
        execute: Any,
        sql: str,
        params: Any,
        many: bool,  # noqa: FBT001 (Django says so)
        context: Any,
    ) -> Any:
        """For `connection.execute_wrapper`."""
        if self.counting and not sql.startswith(NO_INSTANT):
            self._live_on()
        return execute(sql, params, many, context)

    def around_stripe(self, call: Callable[[Any], Any]) -> Callable[[Any], Any]:
        """For the gateway's one way to Stripe."""

        def calling(request: Any) -> Any:
            assert not connection.in_atomic_block, "Stripe is called inside a transaction"
            if not self.counting:
                return call(request)
            self._live_on()
            self._let_others()
            try:
                return call(request)
            finally:
                self._let_others()
                self._live_on()

        return calling

    def _live_on(self) -> None:
        if self.left_to_live is None:
            return
        if self.left_to_live == 0:
            self.left_to_live = None
            raise Killed
        self.left_to_live -= 1

    def _let_others(self) -> None:
        if self.meanwhile is None:
            return
        wait, others = self.meanwhile
        if wait:
            self.meanwhile = wait - 1, others
            return
        self.meanwhile, self.counting = None, False
        others()
        self.counting = True
