"""What the demo shopper has bought and still has in the cart: one order in every status."""

from dataclasses import dataclass, field
from datetime import timedelta

from customkeeps.demo.coupons import GOOD
from customkeeps.orders.models import Status


@dataclass(frozen=True)
class Piece:
    """One line. `design` names a drawing in pictures/designs; empty for words alone."""

    product: str
    color: str
    quantity: int
    design: str = ""
    size: str = ""
    text: str = ""


@dataclass(frozen=True)
class Purchase:
    """One order: what was bought, how long ago, and how long after that each status was entered."""

    name: str
    ago: timedelta
    pieces: list[Piece]
    steps: dict[Status, timedelta] = field(default_factory=dict)
    coupon: str = ""


PURCHASES = [
    Purchase(
        name="reunion",
        ago=timedelta(days=41, hours=3),
        pieces=[Piece("t-shirt", "Navy Blue", 10, "family-reunion", size="M")],
        coupon=GOOD,
        steps={
            Status.READY_FOR_DELIVERY: timedelta(days=2, hours=1),
            Status.IN_TRANSIT: timedelta(days=2, hours=22),
            Status.DELIVERED: timedelta(days=5, hours=6),
            Status.COMPLETED: timedelta(days=12, hours=6),
        },
    ),
    Purchase(
        name="phone-case",
        ago=timedelta(days=23, hours=7),
        pieces=[Piece("phone-case", "Navy Blue", 1, "meadow", size="iPhone 15")],
        steps={Status.CANCELLED: timedelta(minutes=35)},
    ),
    Purchase(
        name="mugs",
        ago=timedelta(days=9, hours=5),
        pieces=[
            Piece("mug", "White", 2, "pet-portrait"),
            Piece("mug", "Yellow", 1, text="Good morning, Lola!"),
        ],
        steps={
            Status.READY_FOR_DELIVERY: timedelta(days=1, hours=4),
            Status.IN_TRANSIT: timedelta(days=1, hours=23),
            Status.DELIVERED: timedelta(days=4, hours=2),
        },
    ),
    Purchase(
        name="wedding",
        ago=timedelta(days=4, hours=10),
        pieces=[
            Piece("cushion", "White", 2, "wedding-monogram"),
            Piece("tote-bag", "Natural", 5, "botanical"),
        ],
        steps={
            Status.READY_FOR_DELIVERY: timedelta(days=2, hours=3),
            Status.IN_TRANSIT: timedelta(days=3, hours=1),
        },
    ),
    Purchase(
        name="run-club",
        ago=timedelta(days=2, hours=2),
        pieces=[
            Piece("hoodie", "Green", 3, "sunday-run-club", size="L"),
            Piece("cap", "Red", 3, "salt-and-sun"),
        ],
        coupon=GOOD,
        steps={Status.READY_FOR_DELIVERY: timedelta(days=1, hours=5)},
    ),
    Purchase(
        name="commute",
        ago=timedelta(hours=3),
        pieces=[Piece("tumbler", "Green", 1, "mornings")],
    ),
]

IN_CART = [
    Piece("t-shirt", "Yellow", 4, "birthday", size="S", text="Tala is 7!"),
    Piece("phone-case", "Navy Blue", 1, "meadow", size="Galaxy S24"),
]
