"""The only file that talks to Stripe. Its answers are small facts of ours, its failures two errors.

Never call it inside a database transaction: an answer may take seconds.
"""

import json
import time
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import stripe
from django.conf import settings

# For connecting, and for reading. No call is repeated here: two in a row stay within the 12 s that
# the API promises, and what happened after an unclear answer is found out by `checkout`.
TIMEOUTS_SECONDS = (1.5, 4.0)
SEARCH_SECONDS = 4.0
CLOCK_SKEW_SECONDS = 300
KEY_IN_USE = 409
# What reading a body of any shape may raise.
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
# Codes of Stripe's refusals (https://docs.stripe.com/error-codes).
MISSING, UNEXPECTED_STATE = "resource_missing", "payment_intent_unexpected_state"
ALREADY_REFUNDED = "charge_already_refunded"


class StripeUnreachableError(Exception):
    """No clear answer: the call may or may not have had its effect."""


class StripeBusyError(StripeUnreachableError):
    """Another request with the same idempotency key is still at work; ours had no effect."""


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
    """A refund that Stripe has accepted. `amount` in the currency's smallest unit."""

    id: str
    amount: int


@dataclass(frozen=True, slots=True)
class EventHint:
    """What a webhook event says: something happened to this PaymentIntent (or to none)."""

    id: str
    type: str
    intent_id: str


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


def find_intent(*, created_after: int, payment_id: str) -> Intent | None:
    """The living PaymentIntent that carries our payment's id in its metadata, or None.

    `created_after` is a Unix time: nothing older is looked at. Raises StripeUnreachableError,
    also when looking takes too long.
    """
    give_up_at = time.monotonic() + SEARCH_SECONDS

    def search(client: stripe.StripeClient) -> Any:
        listed = client.v1.payment_intents.list(
            params={"created": {"gte": created_after}, "limit": 100}
        )
        for intent in listed.auto_paging_iter():
            if time.monotonic() > give_up_at:
                raise StripeUnreachableError("the list of PaymentIntents is too long")
            is_ours = _metadata(intent).get("payment_id") == payment_id
            if is_ours and intent.status != "canceled":
                return intent
        return None

    found = _call(search)
    return _intent(found) if found is not None else None


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


def refund_intent(intent_id: str, *, idempotency_key: str) -> GivenBack:
    """Give back all of a PaymentIntent. One that was given back already is told as it is.

    Raises StripeRefusedError, StripeUnreachableError.
    """
    try:
        return _given_back(
            _call(
                lambda client: client.v1.refunds.create(
                    params={"payment_intent": intent_id},
                    options={"idempotency_key": idempotency_key},
                )
            )
        )
    except StripeRefusedError as refusal:
        if refusal.code != ALREADY_REFUNDED:
            raise
    found = _call(lambda client: client.v1.refunds.list(params={"payment_intent": intent_id}))
    return _given_back(found.data[0])


def _given_back(refund: Any) -> GivenBack:
    return GivenBack(id=refund.id, amount=refund.amount)


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


@lru_cache(maxsize=1)
def _client(secret_key: str, api_base: str) -> stripe.StripeClient:
    addresses: Any = {"api": api_base} if api_base else None
    return stripe.StripeClient(
        secret_key,
        base_addresses=addresses,
        max_network_retries=0,
        http_client=stripe.RequestsClient(timeout=TIMEOUTS_SECONDS),
    )


def _call(request: Any) -> Any:
    """Run one request, telling refusals from answers that never clearly came."""
    if not settings.STRIPE_SECRET_KEY:
        raise StripeUnreachableError("no Stripe key is set")
    try:
        return request(_client(settings.STRIPE_SECRET_KEY, settings.STRIPE_API_BASE))
    except (stripe.CardError, stripe.InvalidRequestError) as error:
        raise StripeRefusedError(error.user_message or str(error), error.code or "") from error
    except stripe.StripeError as error:
        if error.http_status == KEY_IN_USE:
            raise StripeBusyError("the same request is at work") from error
        raise StripeUnreachableError(type(error).__name__) from error


def _metadata(intent: Any) -> dict[str, str]:
    return intent.metadata.to_dict() if intent.metadata else {}


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
