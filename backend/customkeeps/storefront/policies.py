"""The content security policies of the site's parts, and the rights no page of it needs.

https://www.w3.org/TR/CSP3/ · Stripe's hosts as Stripe's security guide lists them.
"""

from dataclasses import dataclass
from typing import Any

from csp.constants import NONCE, NONE, SELF, WASM_UNSAFE_EVAL

UNSAFE_INLINE = "'unsafe-inline'"
# What no part may do, whatever else it may.
NOTHING_ELSE: dict[str, Any] = {
    "default-src": [NONE],
    "object-src": [NONE],
    "base-uri": [NONE],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
}
PERMISSIONS = ", ".join(
    f"{name}=()"
    for name in (
        "accelerometer",
        "bluetooth",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "hid",
        "magnetometer",
        "microphone",
        "midi",
        "screen-wake-lock",
        "serial",
        "usb",
        "xr-spatial-tracking",
    )
)


@dataclass(frozen=True)
class StripeHosts:
    scripts: tuple[str, ...] = ("https://js.stripe.com", "https://*.js.stripe.com")
    calls: tuple[str, ...] = ("https://api.stripe.com",)
    frames: tuple[str, ...] = (
        "https://js.stripe.com",
        "https://*.js.stripe.com",
        "https://hooks.stripe.com",
    )


def stripe_hosts(js_url: str, api_base: str) -> StripeHosts:
    """Stripe's own, or those of the server that stands in for it."""
    if not js_url:
        return StripeHosts()
    host = js_url.rsplit("/", 1)[0]
    return StripeHosts((host,), tuple(dict.fromkeys((host, api_base or host))), (host,))


def storefront(stripe: StripeHosts, *, trusted_types: bool) -> dict[str, Any]:
    """Scripts run by this answer's nonce, and Stripe's by its host; nothing is inline.

    The studio sets words with HarfBuzz, which is WebAssembly; text still becomes no function.
    """
    policy = {
        **NOTHING_ELSE,
        "script-src": [NONCE, WASM_UNSAFE_EVAL, *stripe.scripts],
        "script-src-attr": [NONE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF, *stripe.calls],
        "frame-src": stripe.frames,
        "worker-src": [SELF],
        "manifest-src": [SELF],
    }
    if trusted_types:
        # The one policy is the storefront's own: src/app/trusted-types.ts.
        policy |= {"require-trusted-types-for": ["'script'"], "trusted-types": ["default"]}
    return policy


def staff_pages() -> dict[str, Any]:
    """Only files of ours: what the theme writes into attributes is read by `expressions.js`.

    Swatches and the theme's widths stand in style attributes, which load nothing from elsewhere:
    pictures and fonts are ours too.
    """
    return {
        **NOTHING_ELSE,
        "script-src": [SELF],
        "script-src-attr": [NONE],
        "style-src": [SELF],
        "style-src-attr": [UNSAFE_INLINE],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
    }


def api_docs() -> dict[str, Any]:
    """Swagger UI: its files are served by us, its styles are partly inline."""
    return {
        **NOTHING_ELSE,
        "script-src": [SELF],
        "script-src-attr": [NONE],
        "style-src": [SELF, UNSAFE_INLINE],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
    }


def mailbox() -> dict[str, Any]:
    """Mails carry their styles in attributes, and run nothing."""
    return {**NOTHING_ELSE, "style-src": [UNSAFE_INLINE], "img-src": [SELF, "data:"]}


def answers() -> dict[str, Any]:
    """JSON, PDF and pictures are no pages."""
    return {**NOTHING_ELSE, "form-action": [NONE]}
