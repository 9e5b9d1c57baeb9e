"""Form-encoded nested parameters, checked as strictly as Stripe checks them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from payments_sandbox.errors import Json, invalid

Check = Callable[[Any, str], Any]

NAME = re.compile(r"([^\[\]]+)((?:\[[^\[\]]*\])*)")
DEEPEST = 6


def decode(form: str) -> Json:
    """`a[b]=1&c[]=2` → `{"a": {"b": "1"}, "c": {"0": "2"}}`: lists stay dicts of positions."""
    try:
        pairs = parse_qsl(form, keep_blank_values=True, max_num_fields=1000, errors="strict")
    except ValueError as error:
        raise invalid("Invalid request: the parameters could not be decoded.") from error
    params: Json = {}
    for name, value in pairs:
        _place(params, name, value)
    return params


def _place(params: Json, name: str, value: str) -> None:
    match = NAME.fullmatch(name)
    if match is None:
        raise invalid(f"Received unknown parameter: {name}", code="parameter_unknown", param=name)
    path = [match[1], *re.findall(r"\[([^\[\]]*)\]", match[2])]
    if len(path) > DEEPEST:
        raise invalid(f"Invalid hash: {name} is nested too deeply", param=match[1])
    node = params
    for step in path[:-1]:
        node = node.setdefault(step or str(len(node)), {})
        if not isinstance(node, dict):
            raise invalid("Invalid hash", param=match[1])
    if isinstance(node.get(path[-1]), dict):
        raise invalid("Invalid hash", param=match[1])
    node[path[-1] or str(len(node))] = value


@dataclass(frozen=True)
class Schema:
    """The parameters one call takes; anything else is refused."""

    fields: Mapping[str, Check] = field(default_factory=dict)
    required: frozenset[str] = frozenset()

    def __call__(self, value: Any, name: str = "") -> Json:
        if not isinstance(value, dict):
            raise invalid("Invalid hash", param=name)
        for key in value:
            if key not in self.fields:
                full = _inside(name, key)
                raise invalid(
                    f"Received unknown parameter: {full}", code="parameter_unknown", param=full
                )
        for key in sorted(self.required - value.keys()):
            full = _inside(name, key)
            raise invalid(f"Missing required param: {full}.", code="parameter_missing", param=full)
        return {key: self.fields[key](item, _inside(name, key)) for key, item in value.items()}


def _inside(outer: str, key: str) -> str:
    return f"{outer}[{key}]" if outer else key


def text(value: Any, name: str, *, longest: int = 5000) -> str:
    if not isinstance(value, str):
        raise invalid("Invalid string", param=name)
    if value == "":
        raise _empty(name)
    return _within(value, name, longest)


def clearable(value: Any, name: str) -> str | None:
    """A text that the empty string unsets."""
    return None if value == "" else text(value, name, longest=1000)


def integer(value: Any, name: str) -> int:
    if value == "":
        raise _empty(name)
    if not isinstance(value, str) or not re.fullmatch(r"-?[0-9]{1,15}", value):
        raise invalid(f"Invalid integer: {value}", code="parameter_invalid_integer", param=name)
    return int(value)


def boolean(value: Any, name: str) -> bool:
    if value not in ("true", "false"):
        raise invalid(f"Invalid boolean: {value}", param=name)
    return bool(value == "true")


def choice(*allowed: str) -> Check:
    def check(value: Any, name: str) -> str:
        if value not in allowed:
            raise invalid(f"Invalid {name}: must be one of {', '.join(allowed)}", param=name)
        return str(value)

    return check


def strings(value: Any, name: str) -> list[str]:
    if not isinstance(value, dict) or not all(position.isdigit() for position in value):
        raise invalid("Invalid array", param=name)
    return [text(value[position], name) for position in sorted(value, key=int)]


def metadata(value: Any, name: str) -> dict[str, str]:
    """At most 50 keys of 40 characters, values of 500; an empty value unsets its key."""
    if value == "":
        return {}
    if not isinstance(value, dict):
        raise invalid("Invalid hash", param=name)
    if len(value) > 50:
        raise invalid("You cannot have more than 50 metadata keys.", param=name)
    for key, item in value.items():
        if len(key) > 40:
            raise invalid(f"Metadata keys must be at most 40 characters: {key}", param=name)
        if not isinstance(item, str):
            raise invalid("Metadata values must be strings", param=_inside(name, key))
        _within(item, _inside(name, key), 500)
    return dict(value)


def merged_metadata(current: dict[str, str], change: dict[str, str] | None) -> dict[str, str]:
    """None leaves all, no keys clears all, an empty value removes one."""
    if change is None:
        return current
    if not change:
        return {}
    return {key: item for key, item in {**current, **change}.items() if item != ""}


def _within(value: str, name: str, longest: int) -> str:
    if len(value) > longest:
        raise invalid(
            f"Invalid string: {value[:9]}…; must be at most {longest} characters",
            code="parameter_invalid_string",
            param=name,
        )
    return value


def _empty(name: str) -> Exception:
    return invalid(
        f"You passed an empty string for '{name}'. We assume empty values are an attempt to unset "
        f"a parameter; however '{name}' cannot be unset. You should remove '{name}' from your "
        "request or supply a non-empty value.",
        code="parameter_invalid_empty",
        param=name,
    )


moment = Schema({"gt": integer, "gte": integer, "lt": integer, "lte": integer})


def created(value: Any, name: str) -> Json:
    """Either one second since 1970 or a range of them."""
    if isinstance(value, dict):
        return moment(value, name)
    return {"gte": integer(value, name), "lte": integer(value, name)}


ADDRESS = Schema(
    dict.fromkeys(("city", "country", "line1", "line2", "postal_code", "state"), clearable)
)
BILLING_DETAILS = Schema(
    {"address": ADDRESS, "email": clearable, "name": clearable, "phone": clearable}
)
SHIPPING = Schema(
    {
        "address": ADDRESS,
        "carrier": clearable,
        "name": text,
        "phone": clearable,
        "tracking_number": clearable,
    },
    frozenset({"address", "name"}),
)
EXPAND = Schema({"expand": strings})
PAGE: dict[str, Check] = {
    "created": created,
    "ending_before": text,
    "expand": strings,
    "limit": integer,
    "starting_after": text,
}
