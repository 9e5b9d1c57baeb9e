"""Lists as Stripe pages them: newest first, cursors by id."""

from collections.abc import Callable

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
    items = [
        item
        for item in store.newest_first(kind)
        if _is_created(item, params.get("created", {})) and where(item)
    ]
    if "ending_before" in params:
        end = _position(items, params["ending_before"], kind, "ending_before")
        items, more = items[max(0, end - limit) : end], end > limit
    else:
        if "starting_after" in params:
            start = _position(items, params["starting_after"], kind, "starting_after") + 1
            items = items[start:]
        items, more = items[:limit], len(items) > limit
    return {"object": "list", "data": items, "has_more": more, "url": url}


def _is_created(item: Json, bounds: dict[str, int]) -> bool:
    return all(COMPARE[bound](item["created"], second) for bound, second in bounds.items())


def _position(items: list[Json], item_id: str, kind: str, param: str) -> int:
    for position, item in enumerate(items):
        if item["id"] == item_id:
            return position
    raise invalid(f"No such {kind}: '{item_id}'", code="resource_missing", param=param)
