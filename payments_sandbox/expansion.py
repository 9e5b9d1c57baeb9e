"""`expand[]`: ids in an answer replaced by the objects they name."""

from payments_sandbox.errors import Json, invalid
from payments_sandbox.listing import page
from payments_sandbox.store import Store

EXPANDABLE = {
    "payment_intent": {"latest_charge": "charge", "payment_method": "payment_method"},
    "charge": {"payment_intent": "payment_intent"},
    "dispute": {"charge": "charge", "payment_intent": "payment_intent"},
    "refund": {"charge": "charge", "payment_intent": "payment_intent"},
}
DEEPEST = 4


def expand(store: Store, answer: Json, paths: list[str]) -> Json:
    """Raises ApiError for what cannot be expanded; changes nothing in the store."""
    for path in paths:
        steps = path.split(".")
        if len(steps) > DEEPEST:
            raise invalid(
                f"You cannot expand more than {DEEPEST} levels of a property. Property: {path}",
                param="expand",
            )
        if answer.get("object") == "list":
            if steps[0] != "data" or len(steps) == 1:
                raise _refusal(path)
            for item in answer["data"]:
                _expand(store, item, steps[1:], path)
        else:
            _expand(store, answer, steps, path)
    return answer


def _expand(store: Store, item: Json, steps: list[str], path: str) -> None:
    step, rest = steps[0], steps[1:]
    if item["object"] == "charge" and step == "refunds" and not rest:
        url = f"/v1/charges/{item['id']}/refunds"
        charge_id = item["id"]
        item["refunds"] = page(
            store, "refund", url, {}, where=lambda refund: refund["charge"] == charge_id
        )
        return
    kind = EXPANDABLE.get(item["object"], {}).get(step)
    if kind is None:
        raise _refusal(path)
    if isinstance(item[step], str):
        item[step] = store.get(kind, item[step])
    if rest and item[step] is not None:
        _expand(store, item[step], rest, path)


def _refusal(path: str) -> Exception:
    return invalid(f"This property cannot be expanded ({path}).", param="expand")
