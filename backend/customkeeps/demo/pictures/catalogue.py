"""What is pictured: each demo product's views, colours and the design it is advertised with."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from customkeeps.mockups.composite import AreaMm

FOLDER = Path(__file__).parent
AreaShares = tuple[float, float, float, float]


@dataclass(frozen=True)
class PrintedView:
    """A view with its print area in the view's millimetres (left, bottom, right, top).

    `shown_mm` is the part of the area that faces the camera; on a mug that is not all of it.
    Views of one `placement` show one print from several sides.
    """

    view: str
    name: str
    placement: str
    print_mm: AreaMm
    shown_mm: AreaMm

    @property
    def print_part(self) -> AreaShares:
        """Where `shown_mm` lies in `print_mm`: left, top, right, bottom as shares of it."""
        area_left, area_bottom, area_right, area_top = self.print_mm
        left, bottom, right, top = self.shown_mm
        width, height = area_right - area_left, area_top - area_bottom
        return (
            round((left - area_left) / width, 4),
            round((area_top - top) / height, 4),
            round((right - area_left) / width, 4),
            round((area_top - bottom) / height, 4),
        )


@dataclass(frozen=True)
class Hero:
    """The picture a product is advertised with."""

    view: str
    color: str
    design: Path
    area_mm: AreaMm


@dataclass(frozen=True)
class PicturedProduct:
    slug: str
    views: list[PrintedView]
    colors: dict[str, str]
    """Names and `#rrggbb`, in the order they are offered."""
    hero: Hero


def pictured_products() -> list[PicturedProduct]:
    """Every demo product, as products.json has it."""
    data = json.loads((FOLDER / "products.json").read_text())
    return [_product(entry, data["colors"]) for entry in data["products"]]


def _product(entry: dict[str, Any], hexes: dict[str, str]) -> PicturedProduct:
    hero = entry["hero"]
    return PicturedProduct(
        slug=entry["slug"],
        views=[_view(view) for view in entry["views"]],
        colors={name: hexes[name] for name in entry["colors"]},
        hero=Hero(
            view=hero["view"],
            color=hero["color"],
            design=FOLDER / "designs" / f"{hero['design']}.svg",
            area_mm=_area(hero["area_mm"]),
        ),
    )


def _view(entry: dict[str, Any]) -> PrintedView:
    print_mm = _area(entry["print_mm"])
    shown_mm = _area(entry["shown_mm"]) if "shown_mm" in entry else print_mm
    return PrintedView(entry["view"], entry["name"], entry["placement"], print_mm, shown_mm)


def _area(sides: list[float]) -> AreaMm:
    left, bottom, right, top = sides
    return left, bottom, right, top
