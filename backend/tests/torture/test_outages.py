"""The database or the whole shop stopped from one moment to the next, under load, again and again.

What was acknowledged stays, and everybody goes on by themselves once the database is back.
"""

import itertools
import signal
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

import pytest
import requests
from django.conf import settings
from django.db import connections

from tests.postgresql import (
    new_database,
    restart_postgresql,
    servers,
    start_postgresql,
    stop_postgresql,
    strike_postgresql,
)
from tests.running_shop import Buyer, RunningShop, children, kill
from tests.torture.audit import Audit
from tests.torture.conftest import NewShop
from tests.torture.figures import Figures, times

OUTAGES, BUYERS = times(100, 2), 6
AWAY_SECONDS, BACK_WITHIN, SETTLED_WITHIN = 1.0, 10.0, 60.0
IS_POSTGRESQL = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
pytestmark = pytest.mark.torture
on_postgresql = pytest.mark.skipif(not IS_POSTGRESQL, reason="SQLite has no server to stop")
on_sqlite = pytest.mark.skipif(IS_POSTGRESQL, reason="PostgreSQL's own server is stopped instead")
# Acknowledges before anything is on disk, as some do for speed.
FORGETFUL = (
    "synchronous_commit = off\nwal_writer_delay = 10s\nwal_writer_flush_after = 1GB\n"
    "checkpoint_timeout = 1h\nbgwriter_lru_maxpages = 0\n"
)


class Busy:
    """Buyers who buy one thing after the other, whatever the shop answers, and note it all."""

    def __init__(self, shop: RunningShop) -> None:
        self.shop, self.over = shop, Event()
        self.buyers = shop.buyers("busy", BUYERS)
        shop.product("Mug")
        self.acknowledged: dict[str, float] = {}
        self.answers: Counter[tuple[int, str]] = Counter()

    @contextmanager
    def buying(self) -> Iterator[None]:
        with ThreadPoolExecutor(BUYERS) as pool:
            each: list[Future[None]] = [pool.submit(self._buy_on, buyer) for buyer in self.buyers]
            try:
                yield
            finally:
                self.over.set()
        for done in each:
            done.result()

    def _buy_on(self, buyer: Buyer) -> None:
        for number in itertools.count():
            if self.over.is_set():
                return
            self._buy(buyer, number)

    def _buy(self, buyer: Buyer, number: int) -> None:
        mug = {"product_name": "Mug", "base_color": "White", "customization_text": str(number)}
        if not self._ask(buyer, "cart/", mug):
            return
        amount = self._ask(buyer, "cart/quote/", {}).get("final_amount")
        started = self._ask(buyer, "checkout/pay/", {"amount": amount}) if amount else {}
        intent_id = started.get("paymentIntentId")
        if intent_id is None or buyer.confirm(intent_id) != 200 or number % 5 == 0:
            return  # now and then the browser is closed after paying
        order_id = None
        while order_id is None and not self.over.is_set():
            wanted = {"payment_intent_id": intent_id}
            order_id = self._ask(buyer, "orders/create_from_cart/", wanted).get("order_id")
        if order_id is not None:
            self.acknowledged[order_id] = time.monotonic()

    def _ask(self, buyer: Buyer, path: str, body: dict[str, str]) -> dict[str, str]:
        """What the shop answers; nothing when it refuses, or is dead."""
        try:
            answer = buyer.post(f"/api/{path}", body)
        except requests.RequestException:
            self.answers[0, "no answer"] += 1
            time.sleep(0.1)
            return {}
        says = answer.json()
        if answer.ok:
            self.answers[answer.status_code, ""] += 1
            return says  # type: ignore[no-any-return]
        self.answers[answer.status_code, says["code"]] += 1
        if answer.status_code == 503:
            assert int(answer.headers["Retry-After"]) > 0
            time.sleep(0.1)
        return {}

    def seconds_until_an_order(self) -> float:
        """How long from now until the shop acknowledges an order."""
        now = time.monotonic()
        while not any(at > now for at in list(self.acknowledged.values())):
            if time.monotonic() - now > 60:
                raise AssertionError(f"no order within a minute: {self.answers}")
            time.sleep(0.02)
        return time.monotonic() - now

    def lost(self) -> set[str]:
        """The orders that were acknowledged and are not there."""
        connections[self.shop.alias].close()
        return set(self.acknowledged) - set(self.shop.orders().values_list("order_id", flat=True))


def check(busy: Busy, waits: list[float], figures: Figures, row: str) -> None:
    """Nothing is lost, nobody saw anything but plain words, and every payment has its end."""
    assert busy.lost() == set()
    statuses = {status for status, _ in busy.answers}
    assert statuses <= {0, 200, 201, 400, 409, 503}, busy.answers
    end = time.monotonic() + SETTLED_WITHIN
    while Audit(busy.shop).unsettled and time.monotonic() < end:
        busy.shop.let_a_minute_pass()
        time.sleep(0.5)
    assert Audit(busy.shop).wrong == []
    figures.note(
        row=row,
        asked="100 times: no acknowledged order lost, service back ≤ 10 s without help",
        measured=f"{len(waits)} times: {len(busy.acknowledged)} orders acknowledged, none lost; "
        f"the next one ≤ {max(waits):.1f} s after the restart",
    )
    assert max(waits) <= BACK_WITHIN


@pytest.fixture
def durable_shop(new_shop: NewShop) -> Iterator[RunningShop]:
    """On a PostgreSQL of its own that keeps what it says it keeps, as it comes."""
    yield from _shop_on_own_server(new_shop, configuration="")


@pytest.fixture
def forgetful_shop(new_shop: NewShop) -> Iterator[RunningShop]:
    yield from _shop_on_own_server(new_shop, configuration=FORGETFUL)


def _shop_on_own_server(new_shop: NewShop, configuration: str) -> Iterator[RunningShop]:
    before = servers()
    # Not among pytest's folders, which nobody but their owner may enter.
    with TemporaryDirectory(prefix="customkeeps-outage-") as folder:
        url = start_postgresql(Path(folder) / "postgresql", configuration)
        shop = new_shop(database_url=new_database(url), RECONCILE_SECONDS="1").start()
        yield shop
        shop.stop()
        stop_postgresql(left=before)


@on_postgresql
def test_postgresql_may_stop_at_any_moment(durable_shop: RunningShop, figures: Figures) -> None:
    processes = [durable_shop.web, *durable_shop.workers]
    web = children(durable_shop.web.pid)
    busy, waits = Busy(durable_shop), []
    with busy.buying():
        for number in range(OUTAGES):
            busy.seconds_until_an_order()
            strike_postgresql(signal.SIGKILL if number % 2 else signal.SIGQUIT)
            time.sleep(AWAY_SECONDS)
            restart_postgresql()
            waits.append(busy.seconds_until_an_order())
    assert busy.answers[503, "unavailable"] > 0
    assert busy.answers[0, "no answer"] == 0
    check(busy, waits, figures, "PostgreSQL stopped")
    assert [process.poll() for process in processes] == [None] * len(processes)
    assert children(durable_shop.web.pid) == web


@on_postgresql
def test_what_is_not_on_disk_is_lost(forgetful_shop: RunningShop) -> None:
    """The control: a server that acknowledges before it has written."""
    busy = Busy(forgetful_shop)
    connections[forgetful_shop.alias].cursor().execute("CHECKPOINT")
    with busy.buying():
        for _ in range(3):
            busy.seconds_until_an_order()
        strike_postgresql(signal.SIGQUIT)
        time.sleep(AWAY_SECONDS)
    restart_postgresql()
    assert busy.lost()


@on_sqlite
def test_all_processes_may_be_killed_at_any_moment(new_shop: NewShop, figures: Figures) -> None:
    shop = new_shop(RECONCILE_SECONDS="1").start()
    busy, waits = Busy(shop), []
    with busy.buying():
        for _ in range(OUTAGES):
            busy.seconds_until_an_order()
            for process in (shop.web, *shop.workers):
                for pid in (*children(process.pid), process.pid):
                    kill(pid)
                process.wait()
            shop.serve()
            waits.append(busy.seconds_until_an_order())
    check(busy, waits, figures, "all processes killed")
    shop.stop()


@on_sqlite
def test_what_is_not_committed_is_lost(new_shop: NewShop) -> None:
    """The control: a shop that acknowledges orders and then does not keep them."""
    shop = new_shop().start(application="tests.torture.forgetful_wsgi:application", workers=0)
    busy = Busy(shop)
    with busy.buying():
        busy.seconds_until_an_order()
    assert busy.lost()
    shop.stop()
