"""What must be true of the shop, kept in plain Python beside it. It knows none of the shop's code.

Amounts are whole centavos.
"""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from tests.pricing import oracle

TIERS = ((5, 500), (10, 1000))


@dataclass
class CartLine:
    """`id` is None until the database has been seen to have the line."""

    product: str
    color: str
    size: str
    text: str
    quantity: int
    id: int | None = None

    @property
    def identity(self) -> tuple[str, str, str, str]:
        return self.product, self.color, self.size, self.text


@dataclass
class Coupon:
    """`percent` in hundredths of a per cent."""

    percent: int
    is_limited: bool
    valid: bool = True


@dataclass
class Quoted:
    """A payment as it was begun."""

    buyer: str
    lines: list[CartLine]
    stages: dict[str, Any]
    is_ordered: bool = False


@dataclass
class Reference:
    prices: dict[str, int]
    coupons: dict[str, Coupon]
    carts: dict[str, list[CartLine]]
    # What the shop was given of each counter, sold pieces included; None: not counted just now.
    given: dict[tuple[str, int | None], int | None]
    payments: dict[Any, Quoted] = field(default_factory=dict)

    def add(self, buyer: str, wanted: CartLine) -> None:
        same = find(self.carts[buyer], wanted.identity)
        if same is None:
            self.carts[buyer].append(wanted)
        else:
            same.quantity += wanted.quantity

    def coupon(self, code: str) -> int | None:
        """The percentage that the code takes off now."""
        coupon = self.coupons.get(code)
        return coupon.percent if coupon and coupon.valid else None

    def price(self, buyer: str, code: str) -> dict[str, Any]:
        """Every stage of the price of the buyer's cart now."""
        return self._price(buyer, self.coupon(code))

    def fair_prices(self, buyer: str, code: str) -> list[int]:
        """A coupon that is good no more may still be promised to an open payment, and one that is
        good may be used up.
        """
        percents: list[int | None] = [self.coupon(code)]
        if code and (not self.coupons[code].valid or self.coupons[code].is_limited):
            percents = [None, self.coupons[code].percent]
        return [self._price(buyer, each)["final_amount"] for each in percents]

    def _price(self, buyer: str, percent: int | None) -> dict[str, Any]:
        lines = tuple((self.prices[line.product], line.quantity) for line in self.carts[buyer])
        return oracle.price(oracle.Cart(lines, TIERS, percent))

    def begin(self, payment_id: Any, buyer: str, code: str) -> None:
        """A payment of the cart as it is at this moment."""
        assert not code or self.coupon(code), f"{code} is not good now"
        lines = deepcopy(self.carts[buyer])
        self.payments[payment_id] = Quoted(buyer, lines, self.price(buyer, code))

    def order(self, payment_id: Any) -> None:
        """Exactly what was bought leaves the cart; what was added or changed since stays."""
        quoted = self.payments[payment_id]
        quoted.is_ordered = True
        cart = self.carts[quoted.buyer]
        for bought in quoted.lines:
            for line in cart:
                if (line.id, line.identity) == (bought.id, bought.identity):
                    line.quantity -= bought.quantity
        cart[:] = [line for line in cart if line.quantity > 0]


def find(lines: Iterable[CartLine], identity: tuple[str, str, str, str]) -> CartLine | None:
    return next((line for line in lines if line.identity == identity), None)
