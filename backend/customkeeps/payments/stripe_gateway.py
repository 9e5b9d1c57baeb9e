"""The only file that talks to Stripe. Its answers are small facts of ours, its failures two errors.

Never call it inside a database transaction: an answer may take seconds. It is long because nothing
else may know the SDK, which an import contract holds.
"""

import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import stripe
from django.conf import settings

from customkeeps.payments.bounded_calls import Calls, NoAnswerError
from customkeeps.payments.home import AwayFromHomeError, check_home
from customkeeps.payments.severable import Line, severable_session

logger = logging.getLogger(__name__)

# No call is repeated here: what happened after an unclear answer, `checkout` finds out. Several
# calls for one request share the time given to them by `bounded_calls.within`.
CALL_SECONDS = 4.0
# For connecting, and between two bytes.
SOCKET_SECONDS = (1.5, 4.0)
# Stripe's events that tell of something that concerns a payment of ours.
EVENTS = [
    "payment_intent.succeeded",
    "payment_intent.payment_failed",
    "payment_intent.processing",
    "payment_intent.canceled",
    "charge.refunded",
    "charge.refund.updated",
    "refund.created",
    "refund.updated",
    "refund.failed",
    "charge.dispute.created",
    "charge.dispute.updated",
    "charge.dispute.closed",
    "charge.dispute.funds_reinstated",
    "charge.dispute.funds_withdrawn",
]
CLOCK_SKEW_SECONDS = 300
KEY_IN_USE = 409
# What reading a body of any shape may raise.
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
# Codes of Stripe's refusals (https://docs.stripe.com/error-codes).
MISSING, UNEXPECTED_STATE = "resource_missing", "payment_intent_unexpected_state"


class StripeUnreachableError(Exception):
    """No clear answer: the call may or may not have had its effect."""


class StripeBusyError(StripeUnreachableError):
    """Another request with the same idempotency key is still at work; ours had no effect."""


class StripeSpentError(StripeUnreachableError):
    """The key only ever brings back an earlier failure, which may have had an effect."""


class StripeRefusedError(Exception):
    """Stripe said no, in words for the shopper. `code` is Stripe's."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.message, self.code = message, code


class InvalidEventError(Exception):
    """The webhook's body is not an event signed by Stripe with our secret, or its time is off."""


@dataclass(frozen=True, slots=True)
class Intent:
    """A PaymentIntent as the shop sees it. Amounts in the currency's smallest unit."""

    id: str
    status: str
    amount: int
    amount_received: int
    amount_refunded: int
    currency: str
    client_secret: str
    metadata: dict[str, str]


@dataclass(frozen=True, slots=True)
class GivenBack:
    """A refund as Stripe has it: `pending`, `requires_action`, `succeeded`, `failed`, `canceled`.

    `amount` in the currency's smallest unit. `reference`: ours, empty for one made elsewhere.
    """

    id: str
    amount: int
    status: str
    reference: str


@dataclass(frozen=True, slots=True)
class Disputed:
    """A dispute as Stripe has it. `amount` in the currency's smallest unit."""

    id: str
    amount: int
    currency: str
    reason: str
    status: str


@dataclass(frozen=True, slots=True)
class EventHint:
    """What an event says: something happened to this PaymentIntent (or to none)."""

    id: str
    type: str
    intent_id: str


def is_test_mode() -> bool:
    """Whether our key is one that never charges a real card."""
    key: str = settings.STRIPE_SECRET_KEY
    return key.startswith(settings.STRIPE_TEST_KEYS)


def create_intent(
    *, amount: int, currency: str, metadata: dict[str, str], idempotency_key: str
) -> Intent:
    """Create a PaymentIntent for cards and the like; no redirects, so no return address needed.

    Raises StripeRefusedError, StripeUnreachableError.
    """
    return _intent(
        _call(
            lambda client: client.v1.payment_intents.create(
                params={
                    "amount": amount,
                    "currency": currency.lower(),
                    "automatic_payment_methods": {"enabled": True, "allow_redirects": "never"},
                    "metadata": metadata,
                },
                options={"idempotency_key": idempotency_key},
            )
        )
    )


def find_intent(*, payment_id: str, created: tuple[int, int]) -> Intent | None:
    """The living PaymentIntent that carries our payment's id in its metadata, or None.

    `created`: the Unix times between which it was made. Raises StripeUnreachableError.
    """
    params: Any = {"created": {"gte": created[0], "lte": created[1]}, "limit": 100}
    for intent in _pages(lambda client: client.v1.payment_intents.list(params=params), params):
        is_ours = _metadata(intent).get("payment_id") == payment_id
        if is_ours and intent.status != "canceled":
            return _intent(intent)
    return None


def retrieve_intent(intent_id: str) -> Intent | None:
    """The PaymentIntent as Stripe has it now; None when Stripe knows none by that id."""
    try:
        return _intent(
            _call(
                lambda client: client.v1.payment_intents.retrieve(
                    intent_id, params={"expand": ["latest_charge"]}
                )
            )
        )
    except StripeRefusedError as refusal:
        if refusal.code == MISSING:
            return None
        raise


def confirm_intent(intent_id: str, *, payment_method: str) -> Intent | None:
    """Charge a PaymentMethod with a PaymentIntent. One that was paid before is returned as it is.

    Shoppers' browsers do that themselves; this is for cards of Stripe's test mode. Raises
    StripeRefusedError, StripeUnreachableError.
    """
    params: Any = {"payment_method": payment_method}
    try:
        return _intent(
            _call(lambda client: client.v1.payment_intents.confirm(intent_id, params=params))
        )
    except StripeRefusedError as refusal:
        if refusal.code != UNEXPECTED_STATE:
            raise
    return retrieve_intent(intent_id)


def cancel_intent(intent_id: str) -> Intent | None:
    """Cancel a PaymentIntent and return it. One that cannot be cancelled any more is returned as
    it is; None when Stripe knows none by that id.
    """
    try:
        return _intent(_call(lambda client: client.v1.payment_intents.cancel(intent_id)))
    except StripeRefusedError as refusal:
        if refusal.code not in (UNEXPECTED_STATE, MISSING):
            raise
    return retrieve_intent(intent_id)


def refund_intent(
    intent_id: str, *, amount: int | None, reference: str, idempotency_key: str
) -> GivenBack:
    """Give back `amount` (in the smallest unit) of a PaymentIntent; None: all that is left.

    Raises StripeRefusedError, StripeUnreachableError.
    """
    params: Any = {"payment_intent": intent_id, "metadata": {"reference": reference}}
    if amount is not None:
        params["amount"] = amount
    options: Any = {"idempotency_key": idempotency_key}
    return _given_back(
        _call(lambda client: client.v1.refunds.create(params=params, options=options))
    )


def list_refunds(intent_id: str) -> list[GivenBack]:
    """All refunds of a PaymentIntent, oldest first. Raises what `refund_intent` raises."""
    params: Any = {"payment_intent": intent_id, "limit": 100}
    listed = _call(lambda client: list(client.v1.refunds.list(params=params).auto_paging_iter()))
    return [_given_back(refund) for refund in reversed(listed)]


def list_disputes(intent_id: str) -> list[Disputed]:
    """All disputes of a PaymentIntent, oldest first. Raises what `refund_intent` raises."""
    params: Any = {"payment_intent": intent_id, "limit": 100}
    listed = _call(lambda client: list(client.v1.disputes.list(params=params).auto_paging_iter()))
    return [
        Disputed(each.id, each.amount, each.currency.upper(), each.reason or "", each.status)
        for each in reversed(listed)
    ]


def events_between(start: int, end: int) -> Iterator[EventHint]:
    """Stripe's events of these Unix times that concern payments, newest first.

    Stripe keeps them for 30 days. Raises StripeUnreachableError.
    """
    params: Any = {"created": {"gte": start, "lt": end}, "types": EVENTS, "limit": 100}
    for event in _pages(lambda client: client.v1.events.list(params=params), params):
        intent_id = _intent_id_of(event.data.object.to_dict())
        yield EventHint(event.id, event.type, intent_id)


def _pages(
    list_page: Callable[[stripe.StripeClient], Any], params: dict[str, Any]
) -> Iterator[Any]:
    """The rows of all pages; each page is a call of its own, with its own time."""
    while True:
        page = _call(list_page)
        yield from page.data
        if not page.has_more:
            return
        params["starting_after"] = page.data[-1].id


def _given_back(refund: Any) -> GivenBack:
    reference = _metadata(refund).get("reference", "")
    return GivenBack(refund.id, refund.amount, refund.status or "", reference)


def read_event(body: bytes, signature: str, *, now: float) -> EventHint:
    """Check a webhook's signature and time (in both directions) and read what it points to.

    Raises InvalidEventError.
    """
    try:
        stripe.WebhookSignature.verify_header(
            body.decode(), signature, settings.STRIPE_WEBHOOK_SECRET, tolerance=CLOCK_SKEW_SECONDS
        )
        parts = [part.split("=", 1) for part in signature.split(",")]
        signed_at = max(int(value) for name, value in parts if name == "t")
        event = json.loads(body)
        subject = (event.get("data") or {}).get("object") or {}
        hint = EventHint(str(event["id"]), str(event["type"]), _intent_id_of(subject))
    except (*UNREADABLE, stripe.SignatureVerificationError) as error:
        raise InvalidEventError from error
    # The SDK refuses old times only.
    if signed_at > now + CLOCK_SKEW_SECONDS:
        raise InvalidEventError
    return hint


def _intent_id_of(subject: dict[str, Any]) -> str:
    """The PaymentIntent that an event's object is or belongs to; empty when there is none."""
    key = "id" if subject.get("object") == "payment_intent" else "payment_intent"
    found = subject.get(key)
    return found if isinstance(found, str) else ""


_calls = Calls()


@lru_cache(maxsize=1)
def _client(secret_key: str, api_base: str) -> stripe.StripeClient:
    addresses: Any = {"api": api_base} if api_base else None
    return stripe.StripeClient(
        secret_key,
        base_addresses=addresses,
        max_network_retries=0,
        # One session, so that calls in threads of their own share its open connections.
        http_client=stripe.RequestsClient(timeout=SOCKET_SECONDS, session=severable_session()),
    )


def _call(request: Callable[[stripe.StripeClient], Any]) -> Any:
    """Run one request, telling refusals from answers that never clearly came."""
    if not settings.STRIPE_SECRET_KEY:
        raise StripeUnreachableError("no Stripe key is set")
    try:
        check_home()
    except AwayFromHomeError as error:
        logger.error("%s", error)
        raise StripeUnreachableError(str(error)) from error
    client = _client(settings.STRIPE_SECRET_KEY, settings.STRIPE_API_BASE)
    line = Line()

    def speak() -> Any:
        with line.used():
            return request(client)

    try:
        return _calls.run(speak, seconds=CALL_SECONDS, give_up=line.cut)
    except NoAnswerError as error:
        raise StripeUnreachableError(str(error)) from error
    except (stripe.CardError, stripe.InvalidRequestError) as error:
        raise StripeRefusedError(error.user_message or str(error), error.code or "") from error
    except stripe.StripeError as error:
        raise _unclear(error) from error


def _unclear(error: stripe.StripeError) -> StripeUnreachableError:
    if error.http_status == KEY_IN_USE:
        return StripeBusyError("the same request is at work")
    if isinstance(error, (stripe.AuthenticationError, stripe.PermissionError)):
        logger.error("Stripe does not accept our key: check STRIPE_SECRET_KEY")
    headers = {str(name).lower() for name in error.headers or {}}
    if "idempotent-replayed" in headers or isinstance(error, stripe.IdempotencyError):
        return StripeSpentError(type(error).__name__)
    return StripeUnreachableError(type(error).__name__)


def _metadata(thing: Any) -> dict[str, str]:
    return thing.metadata.to_dict() if thing.metadata else {}


def _intent(intent: Any) -> Intent:
    return Intent(
        id=intent.id,
        status=intent.status,
        amount=intent.amount,
        amount_received=intent.amount_received or 0,
        amount_refunded=getattr(intent.latest_charge, "amount_refunded", 0),
        currency=intent.currency.upper(),
        client_secret=intent.client_secret or "",
        metadata=_metadata(intent),
    )
