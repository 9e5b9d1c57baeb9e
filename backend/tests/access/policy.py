"""Who may do what in the API, in one table: the tests ask everything in it of everybody.

Written from the contract, not from the views. `{names}` stand for things of the owner's; the same
request is made once more with `MISSING` in their place.
"""

from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from tests.factories import PASSWORD, make_document, picture_layer
from tests.rest.endpoints import ADDRESS

CALLERS = (
    "anonymous",
    "owner",
    "other shopper",
    "other guest",
    "staff without the right",
    "staff with the right",
)


class Rule(Enum):
    """What counts. In the API no right of staff's does: they are shoppers there like others."""

    EVERYBODY = "answers everybody alike, and tells nobody of others"
    EACH_OWN = "answers everybody who has logged in, about themselves alone"
    OWNER = "is there for its owner only; to others it is as if it were missing"
    HOLDER = "is there for whoever has the link, the cookie or the password"
    NOBODY = "is to everybody as if it were missing"


@dataclass(frozen=True)
class Ask:
    """One request.

    `answer`: what who may gets. `otherwise`: what a missing thing answers, and so a foreign one.
    `shows`: what the owner's answer must contain, as a proof that it was about something.
    `guests`: what guests get in place of `answer`, where an account is needed.
    `staff`: likewise staff.
    """

    call: str
    thing: str
    rule: Rule
    answer: int = 200
    body: Any = None
    otherwise: int = 404
    shows: str = ""
    guests: int | None = None
    staff: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.call} ({self.thing})"


EVERYBODY, EACH_OWN, OWNER, HOLDER, NOBODY = Rule
NEW_PASSWORD = "another-keep-it-43"
LOGIN = {"username": "{username}", "password": PASSWORD}
WRONG_LOGIN = {"username": "{username}", "password": "not-the-password-9"}
SHIRT = {"product_name": "T-Shirt", "base_color": "White", "customization_text": "Mine"}
KEY = "a-key-that-others-may-have-too"
SIGNED = {"Stripe-Signature": "{stripe_signature}"}
COOKIE = {"customkeeps_session": "{session_cookie}"}
RESET = {"uid": "{reset_uid}", "token": "{reset_token}", "new_password": NEW_PASSWORD}
PICTURE = "/api/designs/{design_id}/picture/"
PLACED = "/api/designs/placed/{placed}/front/picture/"
DRAWN = {"product": "{product_id}", "documents": [make_document()]}
RENAMED = {"revision": 1, "name": "Renamed"}

ASKS = (
    # The cart
    Ask("GET /api/cart/", "cart line", EACH_OWN, shows="{text}"),
    Ask("POST /api/cart/", "product", EACH_OWN, 201, SHIRT),
    Ask("POST /api/cart/", "hidden product", NOBODY, 0, SHIRT | {"product_name": "{hidden}"}, 400),
    Ask("POST /api/cart/", "design", OWNER, 201, SHIRT | {"design": "{design_id}"}, 400),
    Ask(
        "POST /api/cart/",
        "picture's link",
        OWNER,
        201,
        SHIRT | {"design_image_url": "http://testserver" + PICTURE + "?{signature}"},
        400,
    ),
    Ask(
        "POST /api/cart/",
        "remembered answer",
        EACH_OWN,
        201,
        SHIRT,
        shows='"id":{remembered_id},',
        headers={"Idempotency-Key": KEY},
    ),
    Ask("PATCH /api/cart/{item_id}/", "cart line", OWNER, 200, {"quantity": 7}, shows="{text}"),
    Ask("DELETE /api/cart/{item_id}/", "cart line", OWNER, 204),
    Ask("DELETE /api/cart/clear/", "cart", EACH_OWN),
    Ask(
        "POST /api/cart/quote/", "cart", EACH_OWN, 200, {"coupon_code": ""}, shows='"id":{item_id}'
    ),
    Ask("POST /api/cart/quote/", "coupon", EACH_OWN, 200, {"coupon_code": "SAVE10"}),
    Ask("POST /api/cart/quote/", "expired coupon", NOBODY, 0, {"coupon_code": "{expired}"}, 200),
    Ask("POST /api/cart/quote/", "inactive coupon", NOBODY, 0, {"coupon_code": "{inactive}"}, 200),
    # Coupons
    *(
        Ask(
            "POST /api/preview_coupon/",
            f"{kind} coupon",
            NOBODY,
            0,
            {"coupon_code": f"{{{kind}}}", "cart_total": "500.00"},
            200,
        )
        for kind in ("expired", "inactive", "future")
    ),
    Ask(
        "POST /api/preview_coupon/",
        "coupon",
        EACH_OWN,
        200,
        {"coupon_code": "SAVE10", "cart_total": "500.00"},
        shows='"valid":true',
    ),
    # Paying and orders
    Ask("POST /api/checkout/pay/", "payment", EACH_OWN, 200, {"amount": "1000.00"}, shows="pi_"),
    Ask(
        "POST /api/orders/create_from_cart/",
        "payment",
        OWNER,
        201,
        {"payment_intent_id": "{intent_id}"},
        shows="{ordered_text}",
    ),
    Ask("GET /api/orders/", "order", EACH_OWN, shows="{order_id}"),
    Ask("GET /api/orders/{order_id}/", "order", OWNER, shows="{ordered_text}"),
    Ask("GET /api/orders/{order_id}/receipt.pdf", "receipt", OWNER, shows="%PDF"),
    Ask("POST /api/orders/{order_id}/cancel/", "order", OWNER, shows="cancelled"),
    Ask("GET /api/orders/track/{token}/", "tracking token", HOLDER, shows="{order_id}"),
    Ask("GET /api/orders/track/{forged_token}/", "forged tracking token", NOBODY),
    Ask("GET /api/orders/track/{old_token}/", "old tracking token", NOBODY),
    Ask("GET /api/orders/claim/", "orders by address", EACH_OWN),
    Ask("POST /api/orders/claim/", "orders by address", EACH_OWN, 200, {}, guests=403),
    Ask(
        "POST /api/orders/claim/",
        "forged tracking token",
        NOBODY,
        0,
        {"token": "{forged_token}"},
        guests=403,
    ),
    Ask("POST /api/payments/webhook/", "event", HOLDER, 200, "{event}", 400, headers=SIGNED),
    Ask("POST /api/payments/webhook/", "unsigned event", NOBODY, 0, "{event}", 400),
    # Designs
    Ask("GET /api/designs/", "saved design", EACH_OWN, shows="{saved_id}"),
    Ask("POST /api/designs/", "saved design", EACH_OWN, 201, DRAWN, shows="{product_id}"),
    Ask(
        "POST /api/designs/",
        "picture in a document",
        OWNER,
        201,
        DRAWN | {"documents": [make_document(picture_layer("{sha256}"))]},
        400,
        shows="{sha256}",
    ),
    Ask("GET /api/designs/{saved_id}/", "saved design", OWNER, shows="{saved_id}"),
    Ask("GET /api/designs/{design_id}/", "picture", OWNER, shows="{design_id}"),
    Ask("PATCH /api/designs/{saved_id}/", "saved design", OWNER, 200, RENAMED, shows="Renamed"),
    Ask("PATCH /api/designs/{design_id}/", "picture", NOBODY, 0, RENAMED),
    Ask("DELETE /api/designs/{saved_id}/", "saved design", OWNER, 204),
    Ask("DELETE /api/designs/{idle_id}/", "picture", OWNER, 204),
    Ask("DELETE /api/designs/{design_id}/", "picture in the cart", OWNER, 409),
    Ask("POST /api/designs/{saved_id}/duplicate/", "saved design", OWNER, 201, {}, shows="(copy)"),
    Ask("POST /api/designs/{saved_id}/share/", "saved design", OWNER, shows="{share_token}"),
    Ask("DELETE /api/designs/{saved_id}/share/", "saved design", OWNER, 204),
    Ask("GET /api/designs/shared/{share_token}/", "shared design", HOLDER, shows="Drawn by"),
    Ask("POST /api/cart/", "saved design", OWNER, 201, SHIRT | {"design": "{saved_id}"}, 400),
    Ask("GET /api/artworks/{sha256}/", "picture", OWNER, shows="{sha256}"),
    *(
        Ask(f"GET /api/artworks/{{sha256}}/picture/?{signature}", name, rule, shows=shows)
        for name, signature, rule, shows in (
            ("picture", "{artwork_signature}", HOLDER, "PNG"),
            ("unsigned link", "size=picture", NOBODY, ""),
            ("link of a design", "{signature}", NOBODY, ""),
        )
    ),
    Ask(f"GET {PLACED}", "unsigned link", NOBODY),
    Ask(f"GET {PLACED}?{{signature}}", "link of a design", NOBODY),
    Ask(f"GET {PICTURE}?{{signature}}", "design", HOLDER, shows="PNG"),
    Ask(f"GET {PICTURE}", "unsigned link", NOBODY),
    Ask(f"GET {PICTURE}?{{expired_signature}}", "expired link", NOBODY),
    Ask(f"GET {PICTURE}?{{signature_of_another}}", "link to another design", NOBODY),
    # Accounts
    Ask("GET /api/user/", "profile", EACH_OWN, shows="{phone}"),
    Ask("PATCH /api/user/", "profile", EACH_OWN, 200, {"first_name": "New"}, shows="{phone}"),
    Ask("DELETE /api/user/", "account", EACH_OWN, 204, {"password": PASSWORD}, staff=409),
    Ask("GET /api/user/export/", "export", EACH_OWN, shows="{ordered_text}"),
    Ask("GET /api/user/addresses/", "address", EACH_OWN, shows="{street}"),
    Ask("POST /api/user/addresses/", "address", EACH_OWN, 201, ADDRESS),
    Ask("GET /api/user/addresses/{address_id}/", "address", OWNER, shows="{street}"),
    Ask("PATCH /api/user/addresses/{address_id}/", "address", OWNER, 200, {"city": "Cebu"}),
    Ask("DELETE /api/user/addresses/{address_id}/", "address", OWNER, 204),
    Ask(
        "POST /api/password/change/",
        "password",
        EACH_OWN,
        204,
        {"current_password": PASSWORD, "new_password": NEW_PASSWORD},
        guests=400,
    ),
    Ask("POST /api/password/reset/", "address of an account", NOBODY, 0, {"email": "{email}"}, 200),
    Ask("POST /api/email/verify/resend/", "verified address", EACH_OWN, 409, guests=204),
    Ask("POST /api/email/verify/", "address", HOLDER, 204, {"token": "{verify_token}"}, 400),
    Ask(
        "POST /api/register/",
        "account",
        EVERYBODY,
        201,
        LOGIN | {"username": "new", "email": "new@example.com"},
    ),
    # Devices and tokens
    Ask("GET /api/session/devices/", "device", EACH_OWN, shows="{device_id}"),
    Ask("DELETE /api/session/devices/{device_id}/", "device", OWNER, 204),
    Ask("POST /api/session/logout_everywhere/", "devices", EACH_OWN, 204),
    Ask("POST /api/session/guest/", "device", EVERYBODY),
    Ask("POST /api/session/refresh/", "no cookie", EVERYBODY, 204),
    Ask(
        "POST /api/session/refresh/", "device", HOLDER, 200, None, 401, "{username}", cookies=COOKIE
    ),
    Ask("POST /api/session/logout/", "device", HOLDER, 204, None, 204, cookies=COOKIE),
    Ask("POST /api/session/login/", "wrong password", NOBODY, 0, WRONG_LOGIN, 401),
    Ask("POST /api/token/", "wrong password", NOBODY, 0, WRONG_LOGIN, 401),
    Ask("POST /api/token/refresh/", "token", HOLDER, 200, {"refresh": "{refresh}"}, 401),
    Ask("POST /api/token/refresh/", "access token", NOBODY, 0, {"refresh": "{access}"}, 401),
    # What is the same for all
    Ask("GET /api/products/", "product", EVERYBODY, shows="T-Shirt"),
    Ask("GET /api/products/{slug}/", "product", EVERYBODY, shows="T-Shirt"),
    Ask("GET /api/products/{hidden_slug}/", "hidden product", NOBODY),
    Ask("GET /api/config/", "settings", EVERYBODY),
    Ask("GET /api/studio/fonts/", "fonts", EVERYBODY, shows="lobster-400"),
    Ask("GET /api/studio/fonts/{face_id}.{digest}.ttf", "font", EVERYBODY),
    Ask("GET /api/studio/clipart/", "clipart", EVERYBODY, shows="red-heart"),
    Ask("GET /api/studio/clipart/pieces/?ids=red-heart", "clipart", EVERYBODY, shows="palette"),
    Ask("GET /api/studio/templates/", "templates", EVERYBODY, shows="ck.design/1"),
)
# What there is of an account only (or is slow, and does not know of owners); of a guest only.
OF_ACCOUNTS = (
    Ask("POST /api/session/login/", "account", HOLDER, 200, LOGIN, 401, "{username}"),
    Ask("POST /api/token/", "account", HOLDER, 200, LOGIN, 401),
    Ask("POST /api/password/reset/confirm/", "reset token", HOLDER, 204, RESET, 400),
    Ask(
        "POST /api/orders/claim/",
        "an account's order",
        OWNER,
        200,
        {"token": "{token}"},
        guests=403,
        shows="{order_id}",
    ),
    Ask("GET /api/schema/", "document", EVERYBODY),
    Ask("GET /api/docs/", "document", EVERYBODY),
)
OF_GUESTS = (
    Ask(
        "POST /api/orders/claim/", "a guest's order", HOLDER, 200, {"token": "{token}"}, guests=403
    ),
)


def asks_of(owner: str) -> tuple[Ask, ...]:
    """`owner`: "account" or "guest"."""
    return ASKS + (OF_GUESTS if owner == "guest" else OF_ACCOUNTS)
