"""Every bad input that the contract lists or implies, with its status and its code.

`{names}` stand for the asking owner's things, as in `policy.py`.
"""

from dataclasses import dataclass, field
from typing import Any

from tests.access.policy import KEY, LOGIN, SHIRT
from tests.factories import PASSWORD
from tests.rest.endpoints import ADDRESS

MISSING_ID = "00000000-0000-4000-8000-000000000000"
BIG = "x" * 70_000
DEEP = '{"design":' + "[" * 100_000 + "]" * 100_000 + "}"
LARGE_PICTURE = "data:image/png;base64," + "A" * 6_990_512
ELSEWHERE = "https://elsewhere.example/cat.png"


@dataclass(frozen=True)
class Bad:
    """`at`: the field that is named; `caller`: `owner` (an account), `guest` or `anonymous`."""

    what: str
    call: str
    body: Any
    status: int
    code: str
    at: str = ""
    caller: str = "owner"
    headers: dict[str, str] = field(default_factory=dict)


def _fields(call: str, good: dict[str, Any], wrong: dict[str, list[Any]], caller: str) -> list[Bad]:
    """The good body with one wrong value in it, which is 400 and named."""
    return [
        Bad(f"{name} {number}", call, good | {name: value}, 400, "invalid_input", name, caller)
        for name, values in wrong.items()
        for number, value in enumerate(values)
    ]


NEW_USER = LOGIN | {"username": "carol", "email": "carol@example.com"}
REGISTER = _fields(
    "POST /api/register/",
    NEW_USER,
    {
        "username": ["{username}", "CANARY-ALICE", "\uff43anary-alice", "", "a b", "x" * 151, 7],
        "email": ["", None, "carol", "carol@", "a@b@c.example", ["carol@example.com"]],
        "password": ["", "short-7", "password", "1234567890123", 12345678, "x" * 1_001],
    },
    "anonymous",
)
CART = _fields(
    "POST /api/cart/",
    SHIRT,
    {
        "product_name": ["Nothing Of That Name", "Secret Mug", "", 7],
        "quantity": [0, -1, 101, 1.5, "many", True, None],
        "base_color": ["Plaid", "", None],
        "size": ["M", 5],
        "customization_text": ["x" * 501, "a\u0007b", 5],
        "price": ["five", -1, True, "500.001"],
        "design": ["no id", MISSING_ID],
        "design_image_url": [
            ELSEWHERE,
            "javascript:alert(1)",
            "data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=",
            "data:image/gif;base64,R0lGODlhAQABAAAAACw=",
            "data:image/png,AAAA",
            "file:///etc/passwd",
            f"http://testserver/api/designs/{MISSING_ID}/picture/",
        ],
    },
    "owner",
)
LINE = "PATCH /api/cart/{item_id}/"
CHANGES = _fields(
    LINE,
    {},
    {
        "quantity": [0, 101, "x"],
        "base_color": ["Plaid"],
        "size": ["XXXL"],
        "customization_text": ["x" * 501],
    },
    "owner",
)
ADDRESSES = _fields(
    "POST /api/user/addresses/",
    ADDRESS,
    {
        "name": ["", None, "x" * 101],
        "line1": [""],
        "city": [""],
        "postal_code": ["", "12 34 56 78 90", "no"],
        "country": ["XX", "Philippines"],
        "phone": ["call me"],
        "is_default": ["yes", 1],
    },
    "owner",
)
PAY = "POST /api/checkout/pay/"
PAYING = [
    *_fields(PAY, {}, {"amount": [-1, "x", True, None, "0.001", "1e3", []]}, "owner"),
    Bad("no amount", PAY, {}, 400, "invalid_input", "amount"),
    Bad("nothing", PAY, {"amount": "0.00"}, 400, "amount_mismatch"),
    Bad("another amount", PAY, {"amount": "999.99"}, 400, "amount_mismatch"),
    Bad("no such coupon", PAY, {"amount": "1000.00", "coupon_code": "NO"}, 400, "invalid_coupon"),
    Bad("expired", PAY, {"amount": "1000.00", "coupon_code": "EXPIRED"}, 400, "invalid_coupon"),
]
CREATE = "POST /api/orders/create_from_cart/"
ORDERS = [
    Bad("no payment", CREATE, {}, 400, "invalid_input", "payment_intent_id"),
    Bad("number", CREATE, {"payment_intent_id": 7}, 400, "invalid_input", "payment_intent_id"),
    Bad("unknown", CREATE, {"payment_intent_id": "pi_nobodys"}, 404, "not_found"),
    Bad("no such order", "GET /api/orders/ZZZZ9999/", None, 404, "not_found"),
    Bad("no order's id", "GET /api/orders/ZZZZ999/", None, 404, "not_found"),
    Bad("no such order", "POST /api/orders/ZZZZ9999/cancel/", None, 404, "not_found"),
    Bad("page of none", "GET /api/orders/?limit=0", None, 400, "invalid_input", "limit"),
    Bad("page of too many", "GET /api/orders/?limit=101", None, 400, "invalid_input", "limit"),
    Bad("page before all", "GET /api/orders/?offset=-1", None, 400, "invalid_input", "offset"),
    Bad("no such link", "POST /api/orders/claim/", {"token": "A~B~C"}, 404, "not_found"),
    Bad("guest claims", "POST /api/orders/claim/", {}, 403, "account_needed", caller="guest"),
]
PREVIEW = "POST /api/preview_coupon/"
COUPONS = _fields(
    PREVIEW,
    {"coupon_code": "SAVE10", "cart_total": "500.00"},
    {"coupon_code": [None, 7, "x" * 101], "cart_total": [None, "x", -1, "1e400", True]},
    "owner",
)
EMPTY = "{'"  # half of something that would not be JSON either
TOKENS = [
    Bad(
        "wrong password",
        "POST /api/token/",
        LOGIN | {"password": "wrong-1"},
        401,
        "wrong_credentials",
    ),
    Bad(
        "unknown user", "POST /api/token/", LOGIN | {"username": "nobody"}, 401, "wrong_credentials"
    ),
    Bad(
        "no password",
        "POST /api/token/",
        {"username": "{username}"},
        400,
        "invalid_input",
        "password",
    ),
    Bad("garbage", "POST /api/token/refresh/", {"refresh": "a.b.c"}, 401, "bad_token"),
    Bad("access token", "POST /api/token/refresh/", {"refresh": "{access}"}, 401, "bad_token"),
    Bad("nothing", "POST /api/token/refresh/", {}, 400, "invalid_input", "refresh"),
    Bad("no token", "GET /api/user/", None, 401, "not_authenticated", caller="anonymous"),
    Bad(
        "bad token",
        "GET /api/user/",
        None,
        401,
        "bad_token",
        caller="anonymous",
        headers={"Authorization": "Bearer x"},
    ),
    Bad(
        "refresh token",
        "GET /api/user/",
        None,
        401,
        "bad_token",
        caller="anonymous",
        headers={"Authorization": "Bearer {refresh}"},
    ),
    *(
        Bad(
            "foreign page",
            f"POST /api/session/{door}/",
            LOGIN,
            403,
            "wrong_origin",
            headers={"Origin": origin},
        )
        for door in ("login", "refresh", "logout", "guest")
        for origin in ("https://elsewhere.example", "null", "http://testserver.elsewhere.example")
    ),
]
WORDS = [
    Bad(
        "wrong present password",
        "POST /api/password/change/",
        {"current_password": "wrong-1", "new_password": "keep-it-43-more"},
        400,
        "invalid_input",
        "current_password",
    ),
    Bad(
        "easy new password",
        "POST /api/password/change/",
        {"current_password": PASSWORD, "new_password": "password"},
        400,
        "invalid_input",
        "new_password",
    ),
    Bad("no address", "POST /api/password/reset/", {"email": "x"}, 400, "invalid_input", "email"),
    Bad(
        "used link",
        "POST /api/password/reset/confirm/",
        {"uid": "MQ", "token": "a-b", "new_password": "keep-it-43-more"},
        400,
        "link_expired",
    ),
    Bad("bad link", "POST /api/email/verify/", {"token": "a:b:c"}, 400, "link_expired"),
    Bad("verified", "POST /api/email/verify/resend/", None, 409, "already_verified"),
    Bad(
        "wrong password",
        "DELETE /api/user/",
        {"password": "wrong-1"},
        400,
        "wrong_password",
        "password",
    ),
    Bad("no password", "DELETE /api/user/", {}, 400, "invalid_input", "password"),
    *_fields(
        "PATCH /api/user/",
        {},
        {"email": ["", "x", 7], "first_name": ["x" * 151, 7], "phone": ["x" * 33]},
        "owner",
    ),
]
GENERAL = [
    Bad("unknown", "GET /api/nothing/", None, 404, "not_found"),
    Bad("no slash", "GET /api/cart", None, 404, "not_found"),
    Bad("no such product", "GET /api/products/nothing/", None, 404, "not_found"),
    Bad("odd order", "GET /api/products/?ordering=id", None, 400, "invalid_input", "ordering"),
    Bad("NUL in the query", "GET /api/products/?search=%00", None, 400, "bad_request"),
    Bad("method", "PUT /api/cart/", {}, 405, "method_not_allowed"),
    Bad("too large", "PATCH /api/user/", {"first_name": BIG}, 413, "too_large"),
    Bad("100,000 deep", "POST /api/cart/", DEEP, 400, "bad_request"),
    Bad("half an object", "POST /api/cart/", EMPTY, 400, "bad_request"),
    Bad(
        "key of another request",
        "POST /api/cart/",
        SHIRT | {"quantity": 2},
        409,
        "idempotency_key_reused",
        headers={"Idempotency-Key": KEY},
    ),
    Bad(
        "endless key",
        "POST /api/cart/",
        SHIRT,
        400,
        "invalid_input",
        "Idempotency-Key",
        headers={"Idempotency-Key": "x" * 256},
    ),
    Bad("price of yesterday", "POST /api/cart/", SHIRT | {"price": "499.00"}, 409, "price_changed"),
    Bad(
        "picture over 5 MiB",
        "POST /api/cart/",
        SHIRT | {"design_image_url": LARGE_PICTURE},
        400,
        "picture_too_large",
        "design_image_url",
    ),
    Bad(
        "no picture",
        "POST /api/cart/",
        SHIRT | {"design_image_url": "data:image/png;base64,AAAA"},
        400,
        "invalid_picture",
        "design_image_url",
    ),
    Bad(
        "neither picture nor text",
        "POST /api/cart/",
        SHIRT | {"customization_text": ""},
        400,
        "invalid_input",
        "design_image_url",
    ),
    Bad("no such line", "DELETE /api/cart/987654321/", None, 404, "not_found"),
    Bad("unsigned", "POST /api/payments/webhook/", "{event}", 400, "bad_signature"),
    Bad(
        "signed by another",
        "POST /api/payments/webhook/",
        "{event}",
        400,
        "bad_signature",
        headers={"Stripe-Signature": "t=1,v1=00"},
    ),
    Bad("event over 256 KiB", "POST /api/payments/webhook/", "x" * 262_145, 413, "too_large"),
]
BAD = (
    *REGISTER, *CART, *CHANGES, *ADDRESSES, *PAYING, *ORDERS, *COUPONS, *TOKENS, *WORDS, *GENERAL,
)  # fmt: skip
