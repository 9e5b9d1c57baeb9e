"""From a confirmed PaymentIntent to money or a decline: its statuses and their legal steps."""

from payments_sandbox import charges, events, payment_methods
from payments_sandbox.cards import GENERIC, Decline
from payments_sandbox.errors import ApiError, Json, invalid
from payments_sandbox.parameters import Schema, boolean, choice, clearable, strings, text
from payments_sandbox.sandbox import Call, now

OPEN_STEPS = frozenset(
    [
        "requires_payment_method",
        "requires_confirmation",
        "requires_action",
        "processing",
        "succeeded",
        "canceled",
    ]
)
LEGAL_STEPS: dict[str, frozenset[str]] = {
    "requires_payment_method": OPEN_STEPS,
    "requires_confirmation": OPEN_STEPS,
    "requires_action": OPEN_STEPS,
    "processing": frozenset({"succeeded", "requires_payment_method"}),
    "succeeded": frozenset(),
    "canceled": frozenset(),
}
CONFIRMABLE = ("requires_payment_method", "requires_confirmation", "requires_action")
CONFIRM = Schema(
    {
        "client_secret": text,
        "error_on_requires_action": boolean,
        "expand": strings,
        "payment_method": text,
        "payment_method_data": payment_methods.DATA,
        "receipt_email": clearable,
        "return_url": text,
        "use_stripe_sdk": boolean,
    }
)
AUTHENTICATE = Schema(
    {"client_secret": text, "outcome": choice("complete", "fail")}, frozenset({"outcome"})
)


def move(intent: Json, status: str) -> None:
    """The only place where a status changes."""
    if status not in LEGAL_STEPS[intent["status"]]:
        raise unexpected_state(
            intent, f"A PaymentIntent with a status of {intent['status']} cannot become {status}."
        )
    intent["status"] = status
    intent["next_action"] = None
    intent["processing"] = None


def unexpected_state(intent: Json, message: str) -> ApiError:
    return ApiError(
        400, message, code="payment_intent_unexpected_state", payment_intent=dict(intent)
    )


def method_in(call: Call) -> Json | None:
    """The payment method the call names or describes, if any."""
    if "payment_method_data" in call.params:
        return payment_methods.from_data(call, call.params["payment_method_data"])
    if "payment_method" in call.params:
        return payment_methods.find(call, call.params["payment_method"])
    return None


def run(call: Call, intent: Json) -> Json:
    """Confirms; raises a card error, with everything about it stored, when declined."""
    if intent["status"] == "succeeded":
        raise unexpected_state(
            intent,
            "You cannot confirm this PaymentIntent because it has already succeeded after being "
            "previously confirmed.",
        )
    if intent["status"] not in CONFIRMABLE:
        raise unexpected_state(
            intent,
            f"You cannot confirm this PaymentIntent because it has a status of "
            f"{intent['status']}. Only a PaymentIntent with one of the following statuses may be "
            f"confirmed: {', '.join(CONFIRMABLE)}.",
        )
    _check_return_url(call, intent)
    method = method_in(call) or _attached(call, intent)
    if method is None:
        raise unexpected_state(
            intent,
            "You cannot confirm this PaymentIntent because it's missing a payment method. You can "
            "either update the PaymentIntent with a payment method and then confirm it again, or "
            "confirm it again directly with a payment method or ConfirmationToken.",
        )
    return _charge_or_ask(call, intent, method)


def _check_return_url(call: Call, intent: Json) -> None:
    automatic = intent["automatic_payment_methods"]
    may_redirect = automatic["enabled"] and automatic["allow_redirects"] == "always"
    if may_redirect and not call.publishable and "return_url" not in call.params:
        raise invalid(
            "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. "
            "Because some of these payment methods might redirect your customer off of your page, "
            "you must provide a `return_url`. If you don't want to accept redirect-based payment "
            "methods, set `automatic_payment_methods[enabled]` to `true` and "
            "`automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents "
            "and Payment Intents."
        )


def _attached(call: Call, intent: Json) -> Json | None:
    if intent["payment_method"] is None:
        return None
    return payment_methods.find(call, intent["payment_method"])


def _charge_or_ask(call: Call, intent: Json, method: Json) -> Json:
    card = payment_methods.card_behind(call, method)
    intent["payment_method"] = method["id"]
    intent["last_payment_error"] = None
    if "receipt_email" in call.params:
        intent["receipt_email"] = call.params["receipt_email"]
    if card.authenticate and call.params.get("error_on_requires_action"):
        message = "Your card was declined. This transaction requires authentication."
        decline = Decline("authentication_required", message, "authentication_required")
        return _decline(call, intent, method, decline)
    if card.authenticate:
        return _ask_for_authentication(call, intent)
    if card.slow:
        return _process_slowly(call, intent)
    return _finish(call, intent, method, card.decline)


def _ask_for_authentication(call: Call, intent: Json) -> Json:
    move(intent, "requires_action")
    intent["next_action"] = {
        "type": "use_stripe_sdk",
        "use_stripe_sdk": {"type": "three_d_secure_redirect"},
    }
    call.store.put("payment_intent", intent)
    events.record(call, "payment_intent.requires_action", intent)
    return intent


def _process_slowly(call: Call, intent: Json) -> Json:
    move(intent, "processing")
    due_at = now() + call.sandbox.processing_seconds
    call.store.put("settlement", {"id": intent["id"], "due_at": due_at})
    call.store.put("payment_intent", intent)
    events.record(call, "payment_intent.processing", intent)
    call.sandbox.work_waits.set()
    return intent


def authenticate(call: Call, intent: Json, outcome: str) -> Json:
    """The end of the 3-D Secure dialog. A failed one is no error here: the intent tells of it."""
    if intent["status"] != "requires_action":
        raise unexpected_state(
            intent, f"A PaymentIntent with a status of {intent['status']} awaits no authentication."
        )
    method = payment_methods.find(call, intent["payment_method"])
    if outcome == "complete":
        return _finish(call, intent, method, None, authenticated=True)
    _fail(
        call,
        intent,
        {
            "code": "payment_intent_authentication_failure",
            "doc_url": "https://stripe.com/docs/error-codes/payment-intent-authentication-failure",
            "message": "We are unable to authenticate your payment method. Please choose a "
            "different payment method and try again.",
            "payment_method": method,
            "type": "invalid_request_error",
        },
    )
    return intent


def settle(call: Call, intent: Json, outcome: str) -> Json:
    """Ends `processing`. `outcome`: "succeeded" or "failed"; a failure is no error here."""
    if intent["status"] != "processing":
        raise unexpected_state(
            intent, f"A PaymentIntent with a status of {intent['status']} awaits no settlement."
        )
    call.store.delete("settlement", intent["id"])
    method = payment_methods.find(call, intent["payment_method"])
    if outcome == "succeeded":
        return _finish(call, intent, method, None)
    try:
        return _decline(call, intent, method, GENERIC)
    except ApiError:
        return intent


def _finish(
    call: Call,
    intent: Json,
    method: Json,
    decline: Decline | None,
    *,
    authenticated: bool = False,
) -> Json:
    if decline is not None:
        return _decline(call, intent, method, decline)
    charge = charges.record(call, intent, method, None, authenticated=authenticated)
    move(intent, "succeeded")
    intent["amount_received"] = intent["amount"]
    intent["latest_charge"] = charge["id"]
    call.store.put("payment_intent", intent)
    events.record(call, "charge.succeeded", charge)
    events.record(call, "payment_intent.succeeded", intent)
    return intent


def _decline(call: Call, intent: Json, method: Json, decline: Decline) -> Json:
    """Always raises, after storing the failed charge and the intent's return to the start."""
    charge = charges.record(call, intent, method, decline, authenticated=False)
    intent["latest_charge"] = charge["id"]
    events.record(call, "charge.failed", charge)
    error = ApiError(
        402,
        decline.message,
        kind="card_error",
        advice_code=decline.advice,
        charge=charge["id"],
        code=decline.code,
        decline_code=decline.decline_code,
        payment_method=method,
        param="cvc" if decline.code == "incorrect_cvc" else None,
    )
    _fail(call, intent, error.body()["error"])
    error.fields["payment_intent"] = dict(intent)
    raise error


def _fail(call: Call, intent: Json, reason: Json) -> None:
    move(intent, "requires_payment_method")
    intent["payment_method"] = None
    intent["last_payment_error"] = reason
    call.store.put("payment_intent", intent)
    events.record(call, "payment_intent.payment_failed", intent)
