"""Amounts in minor units, the smallest charge of each currency and how Stripe prints them."""

from payments_sandbox.errors import invalid

ZERO_DECIMAL = frozenset(
    [
        "bif",
        "clp",
        "djf",
        "gnf",
        "jpy",
        "kmf",
        "krw",
        "mga",
        "pyg",
        "rwf",
        "ugx",
        "vnd",
        "vuv",
        "xaf",
        "xof",
        "xpf",
    ]
)
SYMBOLS = {"usd": "$", "php": "₱", "eur": "€", "gbp": "£", "jpy": "¥"}
# https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts, in minor units. PHP has no
# floor of its own there: Stripe asks for the worth of 0.50 USD, taken here as ₱30.
SMALLEST = {
    "aed": 200, "aud": 50, "brl": 50, "cad": 50, "chf": 50, "czk": 1500, "dkk": 250, "eur": 50,
    "gbp": 30, "hkd": 400, "huf": 17500, "inr": 50, "jpy": 50, "mxn": 1000, "myr": 200, "nok": 300,
    "nzd": 50, "php": 3000, "pln": 200, "ron": 200, "sek": 300, "sgd": 50, "thb": 1000, "usd": 50,
}  # fmt: skip
LARGEST = 99_999_999


def display(amount: int, currency: str) -> str:
    """405000, "php" → "₱4,050.00"."""
    symbol = SYMBOLS.get(currency, currency.upper() + " ")
    if currency in ZERO_DECIMAL:
        return f"{symbol}{amount:,}"
    return f"{symbol}{amount // 100:,}.{amount % 100:02d}"


def check_currency(currency: str) -> str:
    """The lower-case code; refuses what no smallest charge is known for."""
    if currency.lower() not in SMALLEST:
        known = ", ".join(sorted(SMALLEST))
        raise invalid(
            f"Invalid currency: {currency}. The payments sandbox supports these: {known}",
            param="currency",
        )
    return currency.lower()


def check_amount(amount: int, currency: str) -> int:
    if amount < 1:
        raise invalid(
            "This value must be greater than or equal to 1.",
            code="parameter_invalid_integer",
            param="amount",
        )
    if amount < SMALLEST[currency]:
        floor = display(SMALLEST[currency], currency)
        raise invalid(
            f"Amount must be at least {floor} {currency}", code="amount_too_small", param="amount"
        )
    if amount > LARGEST:
        ceiling = display(LARGEST, currency)
        raise invalid(
            f"Amount must be no more than {ceiling}", code="amount_too_large", param="amount"
        )
    return amount
