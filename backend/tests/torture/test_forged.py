"""Webhooks that Stripe never sent, or not like this, or not now: refused, and nothing kept."""

import json
import random
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from customkeeps.payments.models import StripeEvent
from payments_sandbox.webhooks import sign
from tests.running_shop import WEBHOOK_SECRET, RunningShop
from tests.torture.figures import Figures, times

pytestmark = pytest.mark.torture
FORGERIES, POSTMEN = times(1_000, 60), 8
# Beyond the 300 seconds that clocks may differ, and the time that a test may take.
TOO_OLD, TOO_NEW = (310, 100_000_000), (400, 100_000_000)

Forgery = Callable[[bytes], tuple[bytes, str | None]]


def now() -> int:
    return int(time.time())


def signed_by_another(body: bytes) -> tuple[bytes, str]:
    return body, sign(body, f"whsec_{random.random()}", now())


def altered(body: bytes) -> tuple[bytes, str]:
    """One byte of what was signed is another one."""
    place = random.randrange(len(body))
    changed = bytes([body[place] ^ random.randint(1, 127)])
    return body[:place] + changed + body[place + 1 :], sign(body, WEBHOOK_SECRET, now())


def moved_in_time(body: bytes) -> tuple[bytes, str]:
    """Signed long ago, but said to be of today."""
    signature = sign(body, WEBHOOK_SECRET, now() - 1000).partition(",")[2]
    return body, f"t={now()},{signature}"


def stale(body: bytes) -> tuple[bytes, str]:
    return body, sign(body, WEBHOOK_SECRET, now() - random.randint(*TOO_OLD))


def of_the_future(body: bytes) -> tuple[bytes, str]:
    return body, sign(body, WEBHOOK_SECRET, now() + random.randint(*TOO_NEW))


def of_another_scheme(body: bytes) -> tuple[bytes, str]:
    return body, sign(body, WEBHOOK_SECRET, now()).replace("v1=", "v0=")


def unsigned(body: bytes) -> tuple[bytes, None]:
    return body, None


def half_signed(body: bytes) -> tuple[bytes, str]:
    whole = sign(body, WEBHOOK_SECRET, now())
    return body, whole[: random.randrange(len(whole))]


FORGERIES_KNOWN: tuple[Forgery, ...] = (
    signed_by_another,
    altered,
    moved_in_time,
    stale,
    of_the_future,
    of_another_scheme,
    unsigned,
    half_signed,
)


def event(number: int) -> bytes:
    """One that would be kept if it were true."""
    intent = {"id": f"pi_{number}", "object": "payment_intent", "status": "succeeded"}
    return json.dumps(
        {
            "id": f"evt_{number}_{random.random()}",
            "object": "event",
            "type": "payment_intent.succeeded",
            "created": now(),
            "data": {"object": intent},
        }
    ).encode()


def post(shop: RunningShop, body: bytes, signature: str | None) -> int:
    headers = {"Content-Type": "application/json"}
    if signature is not None:
        headers["Stripe-Signature"] = signature
    url = f"{shop.url}/api/payments/webhook/"
    return requests.post(url, body, headers=headers, timeout=30).status_code


def kept(shop: RunningShop) -> int:
    return StripeEvent.objects.using(shop.alias).filter(event_id__startswith="evt_").count()


def forge(shop: RunningShop) -> Counter[int]:
    def one(number: int) -> int:
        forgery = FORGERIES_KNOWN[number % len(FORGERIES_KNOWN)]
        return post(shop, *forgery(event(number)))

    with ThreadPoolExecutor(POSTMEN) as pool:
        return Counter(pool.map(one, range(FORGERIES)))


def test_what_stripe_did_not_send_is_not_kept(shop: RunningShop, figures: Figures) -> None:
    before = kept(shop)
    assert forge(shop) == {400: FORGERIES}
    assert kept(shop) == before
    body = event(0)
    assert post(shop, body, sign(body, WEBHOOK_SECRET, now())) == 200
    assert kept(shop) == before + 1
    figures.note(
        row="forged",
        asked="forged, altered, stale and future-dated webhooks, 1,000: none accepted, no row "
        "written",
        measured=f"{FORGERIES:,} of {len(FORGERIES_KNOWN)} kinds: none accepted, no row written",
    )


def test_a_shop_that_checks_nothing_keeps_them(unguarded_shop: RunningShop) -> None:
    """The control."""
    before = kept(unguarded_shop)
    assert forge(unguarded_shop)[200] > 0
    assert kept(unguarded_shop) > before
