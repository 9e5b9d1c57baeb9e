"""The calls of the API: which exist, who may make them, and how one is answered."""

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from payments_sandbox import (
    charges,
    confirmation,
    control,
    disputes,
    events,
    idempotency,
    payment_intents,
    payment_methods,
    refunds,
    webhooks,
)
from payments_sandbox.errors import ApiError, Json
from payments_sandbox.expansion import expand
from payments_sandbox.faults import Fault
from payments_sandbox.parameters import Schema, decode
from payments_sandbox.sandbox import Call, Sandbox
from payments_sandbox.store import new_id


@dataclass(frozen=True)
class Route:
    method: str
    pattern: str
    handle: Callable[[Call], Json]
    schema: Schema
    publishable: bool = False


INTENT, METHOD, HOOK = r"/v1/payment_intents", r"/v1/payment_methods", r"/v1/webhook_endpoints"
ONE = r"/(\w+)"
ROUTES = (
    Route("POST", INTENT, payment_intents.create, payment_intents.CREATE),
    Route("GET", INTENT, payment_intents.list_intents, payment_intents.LIST),
    Route(
        "GET",
        INTENT + ONE,
        payment_intents.retrieve,
        payment_intents.RETRIEVE,
        publishable=True,
    ),
    Route("POST", INTENT + ONE, payment_intents.update, payment_intents.UPDATE),
    Route(
        "POST",
        INTENT + ONE + "/confirm",
        payment_intents.confirm,
        confirmation.CONFIRM,
        publishable=True,
    ),
    Route("POST", INTENT + ONE + "/cancel", payment_intents.cancel, payment_intents.CANCEL),
    Route(
        "POST",
        INTENT + ONE + "/authenticate",
        payment_intents.authenticate,
        confirmation.AUTHENTICATE,
        publishable=True,
    ),
    Route(
        "POST",
        METHOD,
        payment_methods.create,
        payment_methods.CREATE,
        publishable=True,
    ),
    Route("GET", METHOD + ONE, payment_methods.retrieve, payment_methods.RETRIEVE),
    Route(
        "POST",
        "/v1/tokens",
        payment_methods.create_token,
        payment_methods.TOKEN,
        publishable=True,
    ),
    Route("GET", "/v1/charges", charges.list_charges, charges.LIST),
    Route("GET", "/v1/charges" + ONE, charges.retrieve, charges.RETRIEVE),
    Route("POST", "/v1/refunds", refunds.create, refunds.CREATE),
    Route("GET", "/v1/refunds", refunds.list_refunds, refunds.LIST),
    Route("GET", "/v1/refunds" + ONE, refunds.retrieve, refunds.RETRIEVE),
    Route("POST", "/v1/refunds" + ONE, refunds.update, refunds.UPDATE),
    Route("GET", "/v1/disputes", disputes.list_disputes, disputes.LIST),
    Route("GET", "/v1/disputes" + ONE, disputes.retrieve, disputes.RETRIEVE),
    Route("GET", "/v1/events", events.list_events, events.LIST),
    Route("GET", "/v1/events" + ONE, events.retrieve, events.RETRIEVE),
    Route("POST", HOOK, webhooks.create, webhooks.CREATE),
    Route("GET", HOOK, webhooks.list_endpoints, webhooks.LIST),
    Route("GET", HOOK + ONE, webhooks.retrieve, webhooks.RETRIEVE),
    Route("POST", HOOK + ONE, webhooks.update, webhooks.UPDATE),
    Route("DELETE", HOOK + ONE, webhooks.delete, webhooks.RETRIEVE),
)


@dataclass(frozen=True)
class Request:
    """`form`: the query of a GET or DELETE, the body of a POST; `json` only for /sandbox/."""

    method: str
    path: str
    form: str = ""
    authorization: str = ""
    idempotency_key: str | None = None
    json: Json = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """`fate`: sent, or "reset" (the connection breaks), or "timeout" (silence for `seconds`), or
    "dribble" (sent with a pause of `seconds` after each byte).
    """

    status: int
    body: Json
    headers: dict[str, str] = field(default_factory=dict)
    fate: str = "sent"
    seconds: float = 0.0


def answer(sandbox: Sandbox, request: Request) -> Answer:
    request_id = new_id("req", 14)
    headers = {"Request-Id": request_id}
    if request.idempotency_key is not None:
        headers["Idempotency-Key"] = request.idempotency_key
    try:
        publishable = authenticate(request.authorization)
        route, ids = find_route(request, publishable=publishable)
        params = route.schema(decode(request.form))
        call = Call(sandbox, params, ids, request_id, request.idempotency_key, publishable)
        return _answer_with_faults(route, call, request, headers)
    except ApiError as error:
        if error.status == 429:
            headers["Stripe-Should-Retry"] = "true"
        return Answer(error.status, error.body(), headers)


def authenticate(authorization: str) -> bool:
    """True for a publishable key, False for a secret one; raises ApiError for anything else."""
    scheme, _, key = authorization.partition(" ")
    if scheme.lower() == "basic":
        try:
            key = base64.b64decode(key, validate=True).decode().partition(":")[0]
        except (binascii.Error, UnicodeDecodeError):
            key = ""
    elif scheme.lower() != "bearer":
        raise ApiError(
            401,
            "You did not provide an API key. You need to provide your API key in the Authorization "
            "header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
        )
    if re.match(r"(sk|pk|rk)_live_", key):
        raise ApiError(401, "The payments sandbox takes test keys only, and this is a live key.")
    if not re.fullmatch(r"(sk|pk|rk)_test_\w+", key):
        raise ApiError(401, f"Invalid API Key provided: {key[:3]}{'*' * 8}{key[-4:]}")
    return key.startswith("pk_")


def find_route(request: Request, *, publishable: bool) -> tuple[Route, tuple[str, ...]]:
    for route in ROUTES:
        match = re.fullmatch(route.pattern, request.path)
        if match is None or route.method != request.method:
            continue
        if publishable and not route.publishable:
            raise ApiError(
                401,
                "This API call cannot be made with a publishable API key. Please use a secret API "
                "key. You can find a list of your API keys at "
                "https://dashboard.stripe.com/account/apikeys.",
                code="secret_key_required",
            )
        return route, match.groups()
    raise ApiError(
        404,
        f"Unrecognized request URL ({request.method}: {request.path}). Please see "
        "https://stripe.com/docs or we can help at https://support.stripe.com/.",
    )


def _answer_with_faults(
    route: Route, call: Call, request: Request, headers: dict[str, str]
) -> Answer:
    fault = call.sandbox.faults.take(request.method, request.path)
    if fault is not None and fault.kind == "rate_limited":
        raise ApiError(
            429,
            "Request rate limit exceeded. You can learn more about rate limits here "
            "https://stripe.com/docs/rate-limits.",
            code="rate_limit",
        )
    if request.method != "POST" or call.idempotency_key is None:
        return _with_fault(fault, call, headers, lambda: _execute(route, call, fault))
    with call.sandbox.keys_in_use.hold(call.idempotency_key):
        return _with_fault(
            fault, call, headers, lambda: _execute_once(route, call, request, fault, headers)
        )


def _with_fault(
    fault: Fault | None,
    call: Call,
    headers: dict[str, str],
    execute: Callable[[], tuple[int, Json]],
) -> Answer:
    fate, seconds = "sent", 0.0
    if fault is not None and fault.kind in ("dribble", "reset", "timeout"):
        fate, seconds = fault.kind, fault.seconds
        if fault.when == "before" and fault.kind != "dribble":
            return Answer(500, {}, headers, fate, seconds)
    if fault is not None and fault.kind == "delay" and fault.when == "before":
        call.sandbox.stopping.wait(fault.seconds)
    status, body = execute()
    if fault is not None and fault.kind == "delay" and fault.when == "after":
        call.sandbox.stopping.wait(fault.seconds)
    return Answer(status, body, headers, fate, seconds)


def _execute_once(
    route: Route, call: Call, request: Request, fault: Fault | None, headers: dict[str, str]
) -> tuple[int, Json]:
    """Replays what this key was answered before; else executes and saves, in one transaction."""
    key, endpoint = call.idempotency_key or "", request.path
    with call.store.transaction():
        saved = idempotency.saved_answer(call.store, key, endpoint, call.params)
        if saved is not None:
            headers["Idempotent-Replayed"] = "true"
            return saved
        status, body = _execute(route, call, fault)
        idempotency.save_answer(call.store, key, endpoint, call.params, status, body)
        return status, body


def _execute(route: Route, call: Call, fault: Fault | None) -> tuple[int, Json]:
    """A refusal keeps its effects: a declined card leaves its charge and its events behind."""
    broken = fault is not None and fault.kind == "server_error"
    failure = ApiError(500, "An unknown error occurred", kind="api_error")
    if broken and fault is not None and fault.when == "before":
        return 500, failure.body()
    with call.store.transaction():
        try:
            status, body = 200, route.handle(call)
            body = expand(call.store, body, call.params.get("expand", []))
        except ApiError as error:
            status, body = error.status, error.body()
    return (500, failure.body()) if broken else (status, body)


def answer_control(sandbox: Sandbox, request: Request) -> Answer:
    """A call of /sandbox/: no key needed, never readable from another site's page."""
    for (method, pattern), switch in control.SWITCHES.items():
        match = re.fullmatch(pattern, request.path)
        if match is not None and method == request.method:
            call = Call(sandbox, request.json, match.groups(), new_id("req", 14))
            with sandbox.store.transaction():
                try:
                    return Answer(200, switch(call))
                except ApiError as error:
                    return Answer(error.status, error.body())
    return Answer(404, {"error": {"message": f"No such switch: {request.path}"}})
