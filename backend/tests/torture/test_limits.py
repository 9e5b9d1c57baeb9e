"""Limits under parallel requests, against two server processes: exactly as many pass as may."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import requests
from django.utils import timezone

from customkeeps.coupons.models import Coupon
from tests.redis_server import RedisServer
from tests.running_shop import Buyer, RunningShop
from tests.torture.conftest import NewShop
from tests.torture.figures import Figures, sized

pytestmark = pytest.mark.torture

AT_ONCE = 16
PREVIEWS, WRONG_CODES, REGISTRATIONS = 30, 10, 10
Ask = Callable[[int], requests.Response]


@pytest.fixture(scope="module")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    server = RedisServer(tmp_path_factory.mktemp("redis"))
    yield server
    server.stop()


@pytest.fixture(scope="module")
def redis_shop(new_shop: NewShop, redis_server: RedisServer) -> RunningShop:
    """The limited shop, counting in Redis."""
    environment = {"RATE_LIMIT_SCALE": "1", "TRUSTED_PROXIES": "1", "REDIS_URL": redis_server.url}
    return new_shop(**environment).start(workers=0, webhooks=False)


def preview(buyer: Buyer) -> Ask:
    """Of a good code, as wrong ones are counted besides."""
    good = Coupon(
        code=f"GOOD{buyer.user.pk}",
        discount_percent=10,
        valid_from=timezone.now() - timedelta(days=1),
        valid_to=timezone.now() + timedelta(days=1),
    )
    Coupon.objects.using(buyer.shop.alias).bulk_create([good])
    body = {"coupon_code": good.code, "cart_total": "100.00"}
    return lambda _: buyer.post("/api/preview_coupon/", body)


def guess(buyer: Buyer) -> Ask:
    """Wrong codes, each another."""
    return lambda number: buyer.post(
        "/api/preview_coupon/", {"coupon_code": f"WRONG{number}", "cart_total": "100.00"}
    )


def register(shop: RunningShop, address: str) -> Ask:
    """With a password that is refused before it costs anything."""
    body = {"email": "a@example.com", "password": "short"}

    def ask(number: int) -> requests.Response:
        return requests.post(
            f"{shop.url}/api/register/",
            json=body | {"username": f"newcomer{number}"},
            headers={"X-Forwarded-For": address},
            timeout=60,
        )

    return ask


def passed(ask: Ask, times: int, longest_wait: int) -> int:
    """How many of so many at once; the others are told when to come again."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(ask, range(times)))
    statuses = Counter(answer.status_code for answer in answers)
    assert set(statuses) <= {200, 400, 429}
    late = [answer for answer in answers if answer.status_code == 429]
    assert all(
        longest_wait - 60 < int(each.headers["Retry-After"]) <= longest_wait for each in late
    )
    assert {each.json()["code"] for each in late} <= {"too_many_requests"}
    return times - len(late)


@pytest.mark.parametrize("where", ["database", "redis"])
def test_exactly_as_many_pass_as_may(
    where: str, request: pytest.FixtureRequest, figures: Figures
) -> None:
    shop = request.getfixturevalue("redis_shop" if where == "redis" else "limited_shop")
    once = sized(300, 45)
    alice, bob = shop.buyers(f"limited-in-{where}", 2)
    counted = {
        "coupon previews": (passed(preview(alice), once, 60), PREVIEWS),
        "wrong codes": (passed(guess(bob), 29, 600), WRONG_CODES),
        "registrations": (passed(register(shop, f"203.0.113.{len(where)}"), once, 3600),
                          REGISTRATIONS),
    }  # fmt: skip
    figures.note(
        row="limits",
        asked="N parallel requests on 2 processes: exactly the limit passes",
        measured=f"counted in {'Redis' if where == 'redis' else 'the database'}, "
        f"{once} (29 wrong codes) requests, {AT_ONCE} at once: "
        + ", ".join(f"{name} {found} of {limit}" for name, (found, limit) in counted.items()),
    )
    assert all(found == limit for found, limit in counted.values()), counted


def test_a_redis_that_dies_is_no_way_around(
    redis_shop: RunningShop, redis_server: RedisServer
) -> None:
    """Nobody is locked out and no limit is lifted: the database counts."""
    [carol] = redis_shop.buyers("carol")
    redis_server.kill()
    try:
        assert passed(preview(carol), 40, 60) == PREVIEWS
    finally:
        redis_server.start()


def test_counts_that_are_read_and_written_back_let_more_pass(hasty_shop: RunningShop) -> None:
    """The control."""
    [dora] = hasty_shop.buyers("dora")
    assert passed(preview(dora), 45, 60) > PREVIEWS
