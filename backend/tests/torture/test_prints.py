"""Print files of many paid lines, made by workers that are killed at random: none is missing, each
is whole, and made again it has the same bytes.
"""

import hashlib
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from customkeeps.orders.models import OrderItem
from customkeeps.production.models import Kind, PrintFile, PrintJob, State
from customkeeps.production.rendering import render
from tests.running_shop import RunningShop, kill
from tests.torture.figures import FULL, Figures, sized, times
from tests.torture.workers import Workers, wait_until

pytestmark = pytest.mark.torture
LINES = sized(100, 6)
WORKERS = 2
PATIENCE_SECONDS = 1800 if FULL else 120
# Long enough for a worker to start and draw something, so that the work goes on.
SECONDS_BETWEEN_KILLS = 6.0 if FULL else 4.0
MOST_KILLS = sized(100, 3)
# Of the print area; the ordinary run draws small ones, in no time.
SIZE_MM = (280, 360) if FULL else (40, 30)
UNLEASED_LINES = 4
SAME_AGAIN = times(20, 2)

# Short leases, or the test would wait for minutes; each drawing is noted in a file.
WORKER = """
import django
from datetime import timedelta
django.setup()
from django.core.management import call_command
from customkeeps.production import actions
actions.LEASE = timedelta(seconds=15)
draw = actions.render
def noted(document, kind):
    with open({drawn!r}, "a") as file:
        print(actions.sha256_of([document]), kind, file=file)
    return draw(document, kind)
actions.render = noted
"""
LEASELESS = "actions.claim = lambda job: True\nactions._renew = lambda job: None\n"
WORK = 'call_command("work")\n'
# With nothing to pay, so that no Stripe is needed; made by the one function that makes orders.
MAKE_ORDERS = """
from customkeeps.checkout.actions.finalize_payment import fulfil_free
from tests.factories import make_cart_item, make_coupon, make_payment, make_product, make_user
alice, shirt, gift = make_user("alice"), make_product(), make_coupon("GIFT", "100")
shirt.placements.update(width_mm={size[0]}, height_mm={size[1]})
for number in range({number}):
    make_cart_item(alice, shirt, customization_text=f"Line {{number}}")
    fulfil_free(make_payment(alice, coupon=gift))
"""


@pytest.fixture
def shop(new_shop: Callable[..., RunningShop]) -> RunningShop:
    """Without anybody at work, and with nobody serving it."""
    shop = new_shop(RECONCILE_SECONDS="3600")
    shop.prepare()
    return shop


def make_orders(shop: RunningShop, number: int) -> None:
    shop.manage("shell", "--no-imports", "-c", MAKE_ORDERS.format(number=number, size=SIZE_MM))
    assert OrderItem.objects.using(shop.alias).filter(placed__isnull=False).count() == number


def stored(shop: RunningShop, file: PrintFile) -> bytes:
    return Path(shop.environment["DATA_DIR"], "private", file.file_name).read_bytes()


def test_every_paid_line_gets_its_files(
    shop: RunningShop, figures: Figures, tmp_path: Path
) -> None:
    drawn = tmp_path / "drawn"
    killed: list[int] = []
    jobs = PrintJob.objects.using(shop.alias)
    files = PrintFile.objects.using(shop.alias)
    make_orders(shop, LINES)
    program = WORKER.format(drawn=str(drawn)) + WORK
    with Workers(
        shop,
        program,
        number=WORKERS,
        kill_some=lambda pid: len(killed) < MOST_KILLS and kill(pid) and killed.append(pid),
        seconds_between=SECONDS_BETWEEN_KILLS,
    ):
        wait_until(shop, PATIENCE_SECONDS, lambda: len(jobs.filter(state=State.READY)) == LINES)

    assert (jobs.count(), files.count()) == (LINES, LINES * len(Kind))
    for file in files:
        content = stored(shop, file)
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (
            file.sha256,
            file.size_bytes,
        )
    for file in files.select_related("placed")[:SAME_AGAIN]:
        again = render(file.placed.documents[0], Kind(file.kind))
        assert again.sha256 == file.sha256
    assert killed
    twice = len(drawn.read_text().splitlines()) - LINES * len(Kind)
    assert twice <= len(killed)
    figures.note(
        row="prints",
        asked="100 paid lines rendered by two workers without loss, killed at random",
        measured=f"{LINES} lines, {len(killed)} kills: {files.count()} files, none missing or "
        f"torn; {twice} drawings repeated",
    )


def test_without_leases_work_is_done_twice(shop: RunningShop, tmp_path: Path) -> None:
    """The control: workers that do not share out the jobs draw the same files."""
    drawn = tmp_path / "drawn"
    jobs = PrintJob.objects.using(shop.alias)
    make_orders(shop, UNLEASED_LINES)
    with Workers(shop, WORKER.format(drawn=str(drawn)) + LEASELESS + WORK, number=3):
        wait_until(
            shop, PATIENCE_SECONDS, lambda: len(jobs.filter(state=State.READY)) == UNLEASED_LINES
        )
        time.sleep(1)
    assert max(Counter(drawn.read_text().splitlines()).values()) > 1
