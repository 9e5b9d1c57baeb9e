"""Stripe's test cards (https://docs.stripe.com/testing) and what each of them does."""

from dataclasses import dataclass
from datetime import UTC, datetime

from payments_sandbox.errors import ApiError


@dataclass(frozen=True)
class Decline:
    code: str
    message: str
    decline_code: str | None = None
    advice: str = "try_again_later"


GENERIC = Decline("card_declined", "Your card was declined.", "generic_decline")
INSUFFICIENT = Decline("card_declined", "Your card has insufficient funds.", "insufficient_funds")
EXPIRED = Decline("expired_card", "Your card has expired.", advice="do_not_try_again")
WRONG_CVC = Decline("incorrect_cvc", "Your card's security code is incorrect.")
PROCESSING_ERROR = Decline(
    "processing_error",
    "An error occurred while processing your card. Try again in a little bit.",
)


@dataclass(frozen=True)
class Card:
    number: str
    brand: str
    decline: Decline | None = None
    authenticate: bool = False
    slow: bool = False
    nicknames: tuple[str, ...] = ()


# 4000 0000 0000 1109 is ours alone: Stripe has no card that stays in `processing`.
CARDS = (
    Card("4242424242424242", "visa", nicknames=("pm_card_visa",)),
    Card("5555555555554444", "mastercard", nicknames=("pm_card_mastercard",)),
    Card("378282246310005", "amex", nicknames=("pm_card_amex",)),
    Card("4000000000000002", "visa", GENERIC,
             nicknames=("pm_card_chargeDeclined", "pm_card_visa_chargeDeclined")),
    Card("4000000000009995", "visa", INSUFFICIENT,
             nicknames=("pm_card_chargeDeclinedInsufficientFunds",
                        "pm_card_visa_chargeDeclinedInsufficientFunds")),
    Card("4000000000000069", "visa", EXPIRED,
             nicknames=("pm_card_chargeDeclinedExpiredCard",)),
    Card("4000000000000127", "visa", WRONG_CVC,
             nicknames=("pm_card_chargeDeclinedIncorrectCvc",)),
    Card("4000000000000119", "visa", PROCESSING_ERROR,
             nicknames=("pm_card_chargeDeclinedProcessingError",)),
    Card("4000000000000341", "visa", GENERIC, nicknames=("pm_card_chargeCustomerFail",)),
    Card("4000002500003155", "visa", authenticate=True,
             nicknames=("pm_card_authenticationRequiredOnSetup",)),
    Card("4000000000003220", "visa", authenticate=True,
             nicknames=("pm_card_threeDSecure2Required",)),
    Card("4000000000001109", "visa", slow=True),
)  # fmt: skip
BY_NUMBER = {card.number: card for card in CARDS}
BY_NICKNAME = {nickname: card for card in CARDS for nickname in card.nicknames}


def passes_luhn(number: str) -> bool:
    digits = [int(digit) for digit in reversed(number)]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]
    return (sum(digits[0::2]) + sum(doubled)) % 10 == 0


def find_card(number: str) -> Card:
    """Raises ApiError for a number that is no card's, or that is a real one's."""
    digits = number.replace(" ", "").replace("-", "")
    if not digits.isascii() or not digits.isdigit() or not 12 <= len(digits) <= 19:
        raise card_error("invalid_number", "The card number is not a valid credit card number.")
    if not passes_luhn(digits):
        raise card_error("incorrect_number", "Your card number is incorrect.")
    if digits not in BY_NUMBER:
        raise card_error(
            "card_declined",
            "Your card was declined. Your request was in test mode, but used a non test card. "
            "For a list of valid test cards, visit: https://stripe.com/docs/testing.",
            decline_code="test_mode_live_card",
        )
    return BY_NUMBER[digits]


def check_expiry(month: int, year: int) -> tuple[int, int]:
    """The month and the four-digit year; raises ApiError when past or impossible."""
    year = year + 2000 if 0 <= year < 100 else year
    now = datetime.now(UTC)
    if not 1 <= month <= 12:
        raise card_error(
            "invalid_expiry_month", "Your card's expiration month is invalid.", param="exp_month"
        )
    if not now.year <= year <= now.year + 50 or (year, month) < (now.year, now.month):
        raise card_error(
            "invalid_expiry_year", "Your card's expiration year is invalid.", param="exp_year"
        )
    return month, year


def check_cvc(card: Card, cvc: str | None) -> None:
    length = 4 if card.brand == "amex" else 3
    if cvc is not None and not (cvc.isascii() and cvc.isdigit() and len(cvc) == length):
        raise card_error("invalid_cvc", "Your card's security code is invalid.", param="cvc")


def card_error(
    code: str, message: str, *, param: str = "number", decline_code: str | None = None
) -> ApiError:
    return ApiError(
        402, message, kind="card_error", code=code, param=param, decline_code=decline_code
    )
