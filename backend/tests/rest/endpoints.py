"""Every address of the API, found by walking the URLs, so that new ones are tested unasked."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from customkeeps.rest.views import unknown_address
from tests.cart.shopping import SHIRT
from tests.factories import PASSWORD, make_document

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
# One good value for each name that occurs in an address.
SAMPLES = {
    "address_id": "1",
    "item_id": "1",
    "slug": "t-shirt",
    "order_id": "ABCD1234",
    "token": "ABCD1234~1vNx2a~c2lnbmF0dXJl",
    "device_id": "00000000-0000-4000-8000-000000000000",
    "design_id": "00000000-0000-4000-8000-000000000000",
    "face_id": "lobster-400",
    "digest": "00000000",
    "sha256": "0" * 64,
    "placement": "front",
}
# For whom no log-in is needed.
PUBLIC = {
    "/api/config/",
    "/api/artworks/{sha256}/picture/",
    "/api/designs/placed/{sha256}/{placement}/picture/",
    "/api/designs/shared/{token}/",
    "/api/designs/{design_id}/picture/",
    "/api/docs/",
    "/api/email/verify/",
    "/api/orders/track/{token}/",
    "/api/password/reset/",
    "/api/password/reset/confirm/",
    "/api/payments/webhook/",
    "/api/products/",
    "/api/products/{slug}/",
    "/api/register/",
    "/api/schema/",
    "/api/session/guest/",
    "/api/session/login/",
    "/api/session/logout/",
    "/api/session/refresh/",
    "/api/studio/clipart/",
    "/api/studio/clipart/pieces/",
    "/api/studio/fonts/",
    "/api/studio/fonts/{face_id}.{digest}.ttf",
    "/api/studio/templates/",
    "/api/token/",
    "/api/token/refresh/",
}
# What they are sent is nothing, or is not read as JSON.
WITHOUT_A_BODY = {
    "/api/designs/{design_id}/share/",
    "/api/email/verify/resend/",
    "/api/orders/{order_id}/cancel/",
    "/api/payments/webhook/",
    "/api/session/guest/",
    "/api/session/logout/",
    "/api/session/logout_everywhere/",
    "/api/session/refresh/",
}
CREDENTIALS = {"username": "alice", "password": PASSWORD}
ADDRESS = {
    "name": "Alice Reyes",
    "line1": "12 Mabini Street",
    "line2": "",
    "city": "Makati",
    "province": "Metro Manila",
    "postal_code": "1226",
    "country": "PH",
    "phone": "+63 917 123 4567",
    "is_default": True,
}
# Bodies that are right, to be made wrong in one place.
BODIES: dict[str, dict[str, Any]] = {
    "/api/cart/": SHIRT,
    "/api/cart/quote/": {"coupon_code": "SAVE10"},
    "/api/cart/{item_id}/": {"quantity": 2, "base_color": "White"},
    # Not the cart's total: paying itself needs Stripe, and has its tests in tests/checkout.
    "/api/checkout/pay/": {"amount": "499.99", "coupon_code": ""},
    "/api/designs/": {"name": "For Ana", "product": 1, "color": "", "documents": [make_document()]},
    "/api/designs/{design_id}/": {"revision": 1, "name": "For Ana", "documents": []},
    "/api/designs/{design_id}/duplicate/": {"name": "For Ben"},
    "/api/email/verify/": {"token": "WzEsImEiXQ:1:a"},
    "/api/orders/claim/": {"token": "ABCD1234~1vNx2a~c2lnbmF0dXJl"},
    "/api/orders/create_from_cart/": {"payment_intent_id": "pi_1", "coupon_code": ""},
    "/api/password/change/": {"current_password": "wrong", "new_password": "keep-it-43"},
    "/api/password/reset/": {"email": "alice@example.com"},
    "/api/password/reset/confirm/": {"uid": "MQ", "token": "a-b", "new_password": "keep-it-43"},
    "/api/preview_coupon/": {"coupon_code": "SAVE10", "cart_total": "500.00"},
    "/api/register/": {**CREDENTIALS, "username": "carol", "email": "carol@example.com"},
    "/api/session/login/": CREDENTIALS,
    "/api/token/": CREDENTIALS,
    "/api/token/refresh/": {"refresh": "a.b.c"},
    "/api/user/addresses/": ADDRESS,
    "/api/user/addresses/{address_id}/": ADDRESS,
    "/api/user/": {"first_name": "Alice", "email": "alice@example.com"},
}


@dataclass(frozen=True)
class Endpoint:
    """`template` names its parameters: `/api/cart/{item_id}/`."""

    template: str
    methods: tuple[str, ...]

    @property
    def parameters(self) -> list[str]:
        return re.findall(r"{(\w+)}", self.template)

    @property
    def path(self) -> str:
        """The address with good values."""
        return self.template.format(**SAMPLES)

    @property
    def body(self) -> dict[str, Any]:
        return BODIES.get(self.template, {})

    def path_with(self, parameter: str, value: str) -> str:
        return self.template.format(**SAMPLES | {parameter: value})


def places() -> set[str]:
    """Every address there is, of pages too, with `{}` for what differs."""
    routes = (_template(route) for route, _ in _walk(get_resolver().url_patterns))
    return {re.sub(r"{\w+}", "{}", route) for route in routes}


def endpoints() -> list[Endpoint]:
    found = [
        Endpoint(_template(route), _methods(callback))
        for route, callback in _walk(get_resolver().url_patterns)
        if route.startswith("api/") and callback is not unknown_address
    ]
    return sorted(found, key=lambda endpoint: endpoint.template)


def calls(*methods: str) -> list[tuple[Endpoint, str]]:
    """Every endpoint with each of these methods that it knows."""
    return [
        (endpoint, method)
        for endpoint in endpoints()
        for method in endpoint.methods
        if method in methods
    ]


def _walk(
    patterns: list[URLPattern | URLResolver], prefix: str = ""
) -> Iterator[tuple[str, Callable[..., Any]]]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern).removeprefix("^").removesuffix("$")
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route)
        else:
            yield route, pattern.callback


def _template(route: str) -> str:
    named = PARAMETER.sub(lambda match: f"{{{match[1] or match[2]}}}", route)
    return "/" + named.replace(r"\.", ".")


def _methods(callback: Any) -> tuple[str, ...]:
    """What a class-based view answers; of plain functions there is Stripe's webhook only."""
    view = getattr(callback, "cls", None)
    if view is None:
        return ("POST",)
    return tuple(method for method in METHODS if hasattr(view, method.lower()))
