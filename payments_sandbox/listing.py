"""Lists as Stripe pages them: newest first, cursors by id."""

from collections.abc import Callable
from itertools import islice, takewhile

from payments_sandbox.errors import Json, invalid
from payments_sandbox.store import Store

COMPARE: dict[str, Callable[[int, int], bool]] = {
    "gt": lambda left, right: left > right,
    "gte": lambda left, right: left >= right,
    "lt": lambda left, right: left < right,
    "lte": lambda left, right: left <= right,
}


def page(
    store: Store,
    kind: str,
    url: str,
    params: Json,
    *,
    where: Callable[[Json], bool] = bool,
) -> Json:
    """A list object of at most `limit` (1 to 100, 10 unless told) items."""
    limit = params.get("limit", 10)
    if not 1 <= limit <= 100:
        raise invalid(
            f"Invalid integer: {limit}. Limit must be between 1 and 100.",
            code="parameter_invalid_integer",
            param="limit",
        )
    after, before = params.get("starting_after"), params.get("ending_before")
    for name, item_id in (("starting_after", after), ("ending_before", before)):
        if item_id is not None and store.get(kind, item_id) is None:
            raise invalid(f"No such {kind}: '{item_id}'", code="resource_missing", param=name)
    bounds = params.get("created", {})
    young = takewhile(
        lambda item: not _is_too_old(item, bounds), store.newest_first(kind, before=after)
    )
    found = (item for item in young if _is_created(item, bounds) and where(item))
    if before is None:
        items = list(islice(found, limit + 1))
        items, more = items[:limit], len(items) > limit
    else:
        items = list(takewhile(lambda item: item["id"] != before, found))
        items, more = items[-limit:], len(items) > limit
    return {"object": "list", "data": items, "has_more": more, "url": url}


def _is_too_old(item: Json, bounds: dict[str, int]) -> bool:
    """And so is all that follows: it was made before."""
    return any(item["created"] < bounds[name] for name in ("gt", "gte") if name in bounds)


def _is_created(item: Json, bounds: dict[str, int]) -> bool:
    return all(COMPARE[bound](item["created"], second) for bound, second in bounds.items())
