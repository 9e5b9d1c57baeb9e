"""What the demo shop sells: names, words, prices, sizes and stock."""

from dataclasses import dataclass, field
from decimal import Decimal

SHELVES = ["Clothing", "Drinkware", "Bags", "Accessories", "Home"]
CLOTHING_SIZES = ["XS", "S", "M", "L", "XL", "2XL", "3XL"]
PLACEMENTS = {"front": "Front", "back": "Back", "wrap": "All around"}
PHONES = ["iPhone 15", "iPhone 16", "Galaxy S24", "Galaxy S25"]


@dataclass(frozen=True)
class Goods:
    """One product. Colours, pictures and print areas come from products.json, by the slug.

    `variant_stock` counts single variants: (colour, size) → pieces on hand.
    """

    slug: str
    name: str
    shelf: str
    price: Decimal
    description: str
    sizes: list[str] = field(default_factory=list)
    default_size: str = ""
    stock: int | None = None
    variant_stock: dict[tuple[str, str], int] = field(default_factory=dict)


ASSORTMENT = [
    Goods(
        slug="t-shirt",
        name="T-Shirt",
        shelf="Clothing",
        price=Decimal("500.00"),
        description=(
            "A soft cotton tee with a straight, easy fit. Room for a big picture on the front, "
            "for team days, reunions and birthdays."
        ),
        sizes=CLOTHING_SIZES,
        default_size="M",
    ),
    Goods(
        slug="hoodie",
        name="Hoodie",
        shelf="Clothing",
        price=Decimal("1250.00"),
        description=(
            "Warm brushed fleece, a lined hood and a deep front pocket. "
            "Your picture goes on the chest, just above the pocket."
        ),
        sizes=CLOTHING_SIZES,
        default_size="M",
        stock=240,
        variant_stock={("Red", "3XL"): 2},
    ),
    Goods(
        slug="mug",
        name="Mug",
        shelf="Drinkware",
        price=Decimal("320.00"),
        description=(
            "A glazed ceramic mug for coffee, tea or champorado. "
            "The print wraps nearly all the way round, from handle to handle."
        ),
        stock=400,
    ),
    Goods(
        slug="tote-bag",
        name="Tote Bag",
        shelf="Bags",
        price=Decimal("380.00"),
        description=(
            "A sturdy canvas bag with long handles that sit well on the shoulder. "
            "Big enough for the market, plain enough to make your own."
        ),
    ),
    Goods(
        slug="cap",
        name="Cap",
        shelf="Accessories",
        price=Decimal("420.00"),
        description=(
            "A six-panel cap with a curved brim and an adjustable strap. "
            "Small, bold designs and short words look best on it."
        ),
        stock=180,
    ),
    Goods(
        slug="tumbler",
        name="Tumbler",
        shelf="Drinkware",
        price=Decimal("650.00"),
        description=(
            "A steel tumbler with a lid, made for the commute. "
            "Your design goes all the way round it."
        ),
        stock=150,
    ),
    Goods(
        slug="phone-case",
        name="Phone Case",
        shelf="Accessories",
        price=Decimal("450.00"),
        description=(
            "A slim case printed from edge to edge, around the camera. "
            "Choose your phone as the size."
        ),
        sizes=PHONES,
        default_size="iPhone 15",
    ),
    Goods(
        slug="cushion",
        name="Cushion",
        shelf="Home",
        price=Decimal("690.00"),
        description=(
            "A plump square cushion with a cover that zips off for washing. "
            "Made for wedding dates, pets and family photos."
        ),
        stock=7,
    ),
]
