"""PaymentIntents: made, read, changed, canceled, listed. Confirming is in confirmation.py."""

import hmac

from payments_sandbox import confirmation, events, payment_methods
from payments_sandbox.errors import ApiError, Json, invalid, missing
from payments_sandbox.listing import page
from payments_sandbox.money import check_amount, check_currency
from payments_sandbox.parameters import (
    PAGE,
    SHIPPING,
    Check,
    Schema,
    boolean,
    choice,
    clearable,
    integer,
    merged_metadata,
    metadata,
    strings,
    text,
)
from payments_sandbox.sandbox import Call, now
from payments_sandbox.store import new_id

WRITABLE: dict[str, Check] = {
    "amount": integer,
    "currency": text,
    "description": clearable,
    "expand": strings,
    "metadata": metadata,
    "payment_method": text,
    "payment_method_data": payment_methods.DATA,
    "receipt_email": clearable,
    "shipping": SHIPPING,
    "statement_descriptor": clearable,
    "statement_descriptor_suffix": clearable,
}
CREATE = Schema(
    {
        **WRITABLE,
        "automatic_payment_methods": Schema(
            {"allow_redirects": choice("always", "never"), "enabled": boolean},
            frozenset({"enabled"}),
        ),
        "capture_method": choice("automatic", "automatic_async"),
        "confirm": boolean,
        "confirmation_method": choice("automatic"),
        "error_on_requires_action": boolean,
        "return_url": text,
        "use_stripe_sdk": boolean,
    },
    frozenset({"amount", "currency"}),
)
UPDATE = Schema(WRITABLE)
RETRIEVE = Schema({"client_secret": text, "expand": strings})
CANCEL = Schema(
    {
        "cancellation_reason": choice(
            "abandoned", "duplicate", "fraudulent", "requested_by_customer"
        ),
        "expand": strings,
    }
)
LIST = Schema(PAGE)
COPIED = ("receipt_email", "description", "shipping", "statement_descriptor",
          "statement_descriptor_suffix")  # fmt: skip
# What Stripe shows to a publishable key.
PUBLIC = frozenset(
    [
        "id",
        "object",
        "amount",
        "amount_details",
        "automatic_payment_methods",
        "canceled_at",
        "cancellation_reason",
        "capture_method",
        "client_secret",
        "confirmation_method",
        "created",
        "currency",
        "description",
        "last_payment_error",
        "livemode",
        "next_action",
        "payment_method",
        "payment_method_types",
        "processing",
        "receipt_email",
        "setup_future_usage",
        "shipping",
        "source",
        "status",
    ]
)


def create(call: Call) -> Json:
    params = call.params
    if "confirm" not in params and params.keys() & {"return_url", "error_on_requires_action"}:
        raise invalid("return_url and error_on_requires_action need confirm=true.", param="confirm")
    currency = check_currency(params["currency"])
    intent = _new(call, check_amount(params["amount"], currency), currency)
    _attach(call, intent)
    call.store.put("payment_intent", intent)
    events.record(call, "payment_intent.created", intent)
    return confirmation.run(call, intent) if params.get("confirm") else intent


def _new(call: Call, amount: int, currency: str) -> Json:
    params = call.params
    intent_id = new_id("pi")
    automatic = params.get("automatic_payment_methods", {"enabled": True})
    return {
        "id": intent_id,
        "object": "payment_intent",
        "amount": amount,
        "amount_capturable": 0,
        "amount_details": {"tip": {}},
        "amount_received": 0,
        "application": None,
        "application_fee_amount": None,
        "automatic_payment_methods": {"allow_redirects": "always"} | automatic,
        "canceled_at": None,
        "cancellation_reason": None,
        "capture_method": params.get("capture_method", "automatic_async"),
        "client_secret": new_id(f"{intent_id}_secret", 25),
        "confirmation_method": "automatic",
        "created": now(),
        "currency": currency,
        "customer": None,
        "last_payment_error": None,
        "latest_charge": None,
        "livemode": False,
        "metadata": merged_metadata({}, params.get("metadata")),
        "next_action": None,
        "on_behalf_of": None,
        "payment_method": None,
        "payment_method_options": {
            "card": {
                "installments": None,
                "mandate_options": None,
                "network": None,
                "request_three_d_secure": "automatic",
            }
        },
        "payment_method_types": ["card"],
        "processing": None,
        "review": None,
        "setup_future_usage": None,
        "source": None,
        "status": "requires_payment_method",
        "transfer_data": None,
        "transfer_group": None,
        **{name: params.get(name) for name in COPIED},
    }


def _attach(call: Call, intent: Json) -> None:
    method = confirmation.method_in(call)
    if method is not None:
        intent["payment_method"] = method["id"]
        confirmation.move(intent, "requires_confirmation")


def find(call: Call) -> Json:
    """The intent in the address; a publishable key must also know its client secret."""
    intent = call.store.get("payment_intent", call.ids[0])
    if intent is None:
        raise missing("payment_intent", call.ids[0], param="intent")
    secret = call.params.get("client_secret")
    if call.publishable and secret is None:
        raise invalid(
            "Missing required param: client_secret.",
            code="parameter_missing",
            param="client_secret",
        )
    if secret is not None and not hmac.compare_digest(
        secret.encode(), intent["client_secret"].encode()
    ):
        raise invalid(
            "The client_secret provided does not match the client_secret associated with the "
            "PaymentIntent.",
            code="payment_intent_invalid_parameter",
            param="client_secret",
        )
    return intent


def retrieve(call: Call) -> Json:
    return seen_by(call, find(call))


def seen_by(call: Call, intent: Json) -> Json:
    """Without the metadata and the charges when the key is a publishable one."""
    if not call.publishable:
        return intent
    return {name: value for name, value in intent.items() if name in PUBLIC}


def update(call: Call) -> Json:
    intent, params = find(call), call.params
    for name in ("amount", "currency", "payment_method", "payment_method_data"):
        if name in params and intent["status"] not in confirmation.CONFIRMABLE:
            raise confirmation.unexpected_state(
                intent,
                f"This PaymentIntent's {name} could not be updated because it has a status of "
                f"{intent['status']}. You may only update the {name} of a PaymentIntent with one "
                f"of the following statuses: {', '.join(confirmation.CONFIRMABLE)}.",
            )
    currency = check_currency(str(params.get("currency", intent["currency"])))
    if params.keys() & {"amount", "currency"}:
        intent["amount"] = check_amount(params.get("amount") or intent["amount"], currency)
        intent["currency"] = currency
    intent["metadata"] = merged_metadata(intent["metadata"], params.get("metadata"))
    intent.update({name: params[name] for name in COPIED if name in params})
    _attach(call, intent)
    return call.store.put("payment_intent", intent)


def cancel(call: Call) -> Json:
    intent = find(call)
    if "canceled" not in confirmation.LEGAL_STEPS[intent["status"]]:
        raise confirmation.unexpected_state(
            intent,
            f"You cannot cancel this PaymentIntent because it has a status of {intent['status']}. "
            "Only a PaymentIntent with one of the following statuses may be canceled: "
            f"{', '.join(confirmation.CONFIRMABLE)}.",
        )
    confirmation.move(intent, "canceled")
    intent["canceled_at"] = now()
    intent["cancellation_reason"] = call.params.get("cancellation_reason")
    call.store.put("payment_intent", intent)
    events.record(call, "payment_intent.canceled", intent)
    return intent


def list_intents(call: Call) -> Json:
    return page(call.store, "payment_intent", "/v1/payment_intents", call.params)


def confirm(call: Call) -> Json:
    """What the answer or the error shows of the intent depends on the key."""
    intent = find(call)
    try:
        return seen_by(call, confirmation.run(call, intent))
    except ApiError as error:
        if "payment_intent" in error.fields:
            error.fields["payment_intent"] = seen_by(call, error.fields["payment_intent"])
        raise


def authenticate(call: Call) -> Json:
    return seen_by(call, confirmation.authenticate(call, find(call), call.params["outcome"]))
