"""How often a shopper may guess a code, wherever it is typed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from tests.clients import ShopClient
from tests.factories import make_coupon

pytestmark = pytest.mark.django_db


def preview(client: ShopClient, code: str) -> Any:
    return client.post("/api/preview_coupon/", {"coupon_code": code, "cart_total": 1})


def quote(client: ShopClient, code: str) -> Any:
    return client.post("/api/cart/quote/", {"coupon_code": code})


EACH_PLACE = pytest.mark.parametrize("ask", [preview, quote])
Ask = Callable[[ShopClient, str], Any]


@EACH_PLACE
def test_after_ten_wrong_codes_even_the_right_one_waits(as_alice: ShopClient, ask: Ask) -> None:
    make_coupon()
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        assert [ask(as_alice, f"WRONG{n}").status_code for n in range(10)] == [200] * 10
        refused = ask(as_alice, "SAVE10")
        assert (refused.status_code, refused["Retry-After"]) == (429, "600")
        assert refused.json()["code"] == "too_many_requests"
    with time_machine.travel(start + timedelta(seconds=601), tick=False):
        assert ask(as_alice, "SAVE10").status_code == 200


def test_wrong_codes_are_counted_in_all_places_together(as_alice: ShopClient) -> None:
    for number in range(5):
        preview(as_alice, f"WRONG{number}")
        quote(as_alice, f"WRONG{number}")
    assert [ask(as_alice, "SAVE10").status_code for ask in (preview, quote)] == [429, 429]


@EACH_PLACE
def test_right_codes_are_no_guesses(as_alice: ShopClient, ask: Ask) -> None:
    make_coupon()
    statuses = [ask(as_alice, code).status_code for code in ("WRONG", "SAVE10") * 9]
    assert statuses == [200] * 18


def test_each_shopper_has_a_count_of_their_own(as_alice: ShopClient, as_bob: ShopClient) -> None:
    make_coupon()
    for number in range(10):
        preview(as_alice, f"WRONG{number}")
    assert preview(as_bob, "SAVE10").json()["valid"] is True


def test_a_quote_without_a_code_is_never_refused(as_alice: ShopClient) -> None:
    for number in range(10):
        quote(as_alice, f"WRONG{number}")
    assert [quote(as_alice, code).status_code for code in ("", "  ")] == [200, 200]


def test_the_31st_preview_in_a_minute_waits(as_alice: ShopClient) -> None:
    make_coupon()
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        assert [preview(as_alice, "SAVE10").status_code for _ in range(31)] == [200] * 30 + [429]
    with time_machine.travel(start + timedelta(seconds=61), tick=False):
        assert preview(as_alice, "SAVE10").status_code == 200
