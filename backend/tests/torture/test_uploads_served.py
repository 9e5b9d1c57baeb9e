"""Many uploads at once to the shop as it is served, while their processes are killed."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep

import pytest
import requests

from customkeeps.catalog.models import Product
from tests.factories import data_url, png
from tests.running_shop import Buyer, RunningShop, children, kill
from tests.torture.conftest import NewShop
from tests.torture.figures import Figures, percentile, times
from tests.torture.hostile import jpegs

pytestmark = pytest.mark.torture

AT_ONCE = 12
# Two processes serve, and each opens one at a time.
MOST_AT_ONCE = 2
KILLED_EACH = 4
MOST_TRIES = 500


class Watched:
    """The processes that open pictures: how many there were at once; each fifth is killed."""

    def __init__(self, shop: RunningShop) -> None:
        self.shop, self.most, self.killed = shop, 0, 0
        self.seen: set[int] = set()

    def look(self) -> None:
        now = set()
        for server in children(self.shop.web.pid):
            now |= {each for each in started_by(server) if _opens_a_picture(each)}
        self.most = max(self.most, len(now))
        for pid in now - self.seen:
            self.seen.add(pid)
            if len(self.seen) % KILLED_EACH == 0:
                self.killed += kill(pid)


def started_by(pid: int) -> Iterator[int]:
    """By any thread of a process."""
    for thread in Path(f"/proc/{pid}/task").iterdir():
        with suppress(OSError):
            yield from map(int, (thread / "children").read_text().split())


def _opens_a_picture(pid: int) -> bool:
    with suppress(OSError):
        return b"picture_worker" in Path(f"/proc/{pid}/cmdline").read_bytes()
    return False


@contextmanager
def meanwhile(do: Callable[[], None]) -> Iterator[None]:
    """Again and again in a thread of its own."""
    done = Event()

    def go_on() -> None:
        while not done.is_set():
            do()
            sleep(0.02)

    thread = Thread(target=go_on)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def upload(shop: RunningShop, buyer: Buyer, product: Product, number: int) -> list[int]:
    """The statuses until one is not "come again". Some are cut off, some take all they may."""
    sent = data_url(png(number))
    if number % 12 == 3:
        sent = jpegs.scans(8000, 5000, 1000 + number).address
    elif number % 4 == 1:
        sent = data_url(png(number)[:-30])
    body = {"product": product.pk, "base_color": "White", "design_image_url": sent}
    statuses = [503]
    while statuses[-1] == 503 and len(statuses) < MOST_TRIES:
        answer = requests.post(
            f"{shop.url}/api/cart/", json=body, headers=buyer.headers, timeout=120
        )
        statuses.append(answer.status_code)
        sleep(0.2)
    return statuses[1:]


def rush(shop: RunningShop, count: int) -> tuple[Counter[int], Watched, list[float]]:
    """Statuses of the uploads, what was seen of their processes, and how long others waited."""
    product, buyers = shop.product("Shirt of the rush"), shop.buyers("rush", AT_ONCE)
    watched, waited = Watched(shop), []

    def browse() -> None:
        began = monotonic()
        answer = requests.get(f"{shop.url}/api/products/", timeout=120)
        assert answer.status_code == 200
        waited.append(monotonic() - began)

    with meanwhile(watched.look), meanwhile(browse), ThreadPoolExecutor(AT_ONCE) as pool:
        tries = pool.map(lambda n: upload(shop, buyers[n % AT_ONCE], product, n), range(count))
        statuses = Counter(status for each in tries for status in each)
    return statuses, watched, waited


def test_uploads_neither_starve_nor_break_the_shop(shop: RunningShop, figures: Figures) -> None:
    logged = len(shop.log.read_text())
    servers = children(shop.web.pid)
    count = times(300, 16)
    statuses, watched, waited = rush(shop, count)
    figures.note(
        row="uploads at once",
        asked="≤ 2 opened at once, no 500, no dead server, others served",
        measured=f"{count} by {AT_ONCE}: {dict(statuses)}, at most {watched.most} "
        f"opened at once, {watched.killed} killed; {len(waited)} others served meanwhile, "
        f"median {percentile(waited, 50):.2f} s, 95 % within {percentile(waited, 95):.2f} s",
    )
    assert set(statuses) <= {200, 201, 400, 503}
    assert min(statuses[201], statuses[400], watched.killed) >= 1
    assert sum(statuses.values()) - statuses[503] == count
    assert watched.most <= MOST_AT_ONCE
    assert children(shop.web.pid) == servers
    assert "Traceback" not in shop.log.read_text()[logged:]


def test_without_the_queue_there_are_more(new_shop: NewShop) -> None:
    """The control."""
    application = "tests.torture.crowded_wsgi:application"
    shop = new_shop().start(application=application, workers=0, webhooks=False)
    assert rush(shop, AT_ONCE // 2)[1].most > MOST_AT_ONCE
