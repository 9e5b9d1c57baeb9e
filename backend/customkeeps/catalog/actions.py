"""Every change of what is in stock.

Counters are locked in one order, so that two buyers never wait for each other in a circle: pools
before variants, each by id. The database refuses to hold more than there is, whoever asks.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Case, F, IntegerField, ProtectedError, QuerySet, Value, When

from customkeeps.catalog.models import Product, VariantStock


@dataclass(frozen=True, slots=True)
class Counter:
    """One thing that is counted: a product's pool, or with `variant` a row of VariantStock."""

    product: int
    variant: int | None = None


Demand = Mapping[Counter, int]


class OutOfStockError(Exception):
    """Less is free than was asked for. Roll the transaction back."""


class CannotSetStockError(Exception):
    """Why the stock cannot be set so, in words for staff."""


def hold(demand: Demand) -> None:
    """Keep pieces from being sold to others. Raises OutOfStockError when too few are free."""
    pools, variants = _split(demand)
    free_pools = Product.objects.filter(stock__gte=F("stock_held") + _quantity(pools))
    free_variants = VariantStock.objects.filter(on_hand__gte=F("held") + _quantity(variants))
    held = _change(free_pools, pools, stock_held=1) + _change(free_variants, variants, held=1)
    if held != len(demand):
        raise OutOfStockError


def release(demand: Demand) -> None:
    """What was held can be sold to others again."""
    pools, variants = _split(demand)
    _change(Product.objects.all(), pools, stock_held=-1)
    _change(VariantStock.objects.all(), variants, held=-1)


def sell(demand: Demand) -> None:
    """What was held is gone. A pool that is no longer counted has only its hold to lose."""
    pools, variants = _split(demand)
    _change(Product.objects.all(), pools, stock=-1, stock_held=-1)
    _change(VariantStock.objects.all(), variants, on_hand=-1, held=-1)


def take_back(demand: Demand) -> None:
    """What was sold is there again."""
    pools, variants = _split(demand)
    _change(Product.objects.all(), pools, stock=1)
    _change(VariantStock.objects.all(), variants, on_hand=1)


@transaction.atomic
def set_stock(*, product: Product, on_hand: int | None, color: str = "", size: str = "") -> None:
    """Say how many pieces are on hand, of the product or of one variant; None: not counted.

    What unpaid checkouts hold is part of it. Raises CannotSetStockError.
    """
    locked = Product.objects.select_for_update(no_key=True).get(pk=product.pk)
    if color or size:
        _set_variant(locked, on_hand, color, size)
        return
    _check_held(on_hand, locked.stock_held)
    Product.objects.filter(pk=product.pk).update(stock=on_hand)


def lock_variants(product: Product) -> None:
    """Let nobody else change a count of a colour or size. Only on a product that is locked."""
    list(_locked(product.variant_stock.all()).values_list("pk"))


def _set_variant(product: Product, on_hand: int | None, color: str, size: str) -> None:
    named = {
        "color": _option(product.colors, color, "colour"),
        "size": _option(product.sizes, size, "size"),
    }
    counted = _locked(product.variant_stock.filter(**named)).first()
    _check_held(on_hand, counted.held if counted else 0)
    if on_hand is None:
        _stop_counting(product.variant_stock.filter(**named))
    elif counted is None:
        VariantStock.objects.create(product=product, on_hand=on_hand, **named)
    else:
        VariantStock.objects.filter(pk=counted.pk).update(on_hand=on_hand)


def _stop_counting(variants: QuerySet[VariantStock]) -> None:
    try:
        variants.delete()
    except ProtectedError as error:
        raise CannotSetStockError(
            "Orders were sold from this count, and it is needed to take them back: set a number."
        ) from error


def _option(offered: Any, name: str, kind: str) -> Any:
    """The colour or size of that name; None when none was named."""
    if not name:
        return None
    found = offered.filter(name__iexact=name).first()
    if found is None:
        raise CannotSetStockError(f"There is no {kind} {name!r}.")
    return found


def _check_held(on_hand: int | None, held: int) -> None:
    if on_hand is None and held:
        raise CannotSetStockError(f"Unpaid checkouts hold {held}: wait until they are done.")
    if on_hand is not None and on_hand < held:
        raise CannotSetStockError(f"Unpaid checkouts hold {held}: it cannot be fewer than that.")


def _split(demand: Demand) -> tuple[dict[int, int], dict[int, int]]:
    """Quantities by product id, and by id of VariantStock."""
    pools = {key.product: quantity for key, quantity in demand.items() if key.variant is None}
    variants = {key.variant: quantity for key, quantity in demand.items() if key.variant}
    return pools, variants


def _quantity(by_id: dict[int, int]) -> Case:
    """The quantity of the row at hand."""
    quantities = [When(pk=pk, then=Value(quantity)) for pk, quantity in by_id.items()]
    return Case(*quantities, default=Value(0), output_field=IntegerField())


def _change(rows: QuerySet[Any], by_id: dict[int, int], **signs: int) -> int:
    """Add each row's quantity, times its sign, to its columns. Returns how many rows there were.

    One statement: the rows are locked in their order within it, before the first is changed.
    """
    if not by_id:
        return 0
    quantity = _quantity(by_id)
    columns = {name: F(name) + quantity * Value(sign) for name, sign in signs.items()}
    in_order = _locked(rows.model._default_manager.filter(pk__in=by_id))
    return rows.filter(pk__in=in_order.values("pk")).update(**columns)


def _locked(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_for_update(no_key=True).order_by("pk")
