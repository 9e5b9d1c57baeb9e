"""A shop whose web and worker processes die on purpose and are followed by others at once."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from payments_sandbox.tests.running import until
from tests.running_shop import RunningShop, children, kill

APPLICATION = "tests.torture.dying_wsgi:application"
GUNICORN = ("-m", "gunicorn", "--preload", "--workers", "2", "--threads", "4",
            "--log-level", "warning", "--bind")  # fmt: skip
LONGEST_LIFE_SECONDS = 0.4


class MortalShop:
    """Two processes that serve and, once employed, two workers. All are forked from parents that
    have everything loaded, so that a death costs little.
    """

    def __init__(self, shop: RunningShop, notes: Path, *, webhooks: bool) -> None:
        """`notes` is where those who die at a step say so."""
        self.shop, self.notes = shop, notes
        shop.prepare(webhooks=webhooks)
        self.parents = [shop.run(*GUNICORN, f"127.0.0.1:{shop.port}", APPLICATION)]
        shop.wait_until_served()

    def employ_workers(self) -> None:
        parent = self.shop.run("-m", "tests.torture.dying_workers", "2")
        self.parents.append(parent)
        until(lambda: parent.poll() is not None or len(children(parent.pid)) > 0, 30)
        assert parent.poll() is None, self.shop.log.read_text()

    def steps(self) -> list[str]:
        """Where processes have ended themselves so far."""
        return self.notes.read_text().splitlines() if self.notes.exists() else []

    @contextmanager
    def killed_at_random(self) -> Iterator[list[int]]:
        """Meanwhile one process after the other is killed. Gives the list of them."""
        killed: list[int] = []
        over = Event()

        def reap() -> None:
            while not over.wait(random.uniform(0, LONGEST_LIFE_SECONDS)):
                living = [pid for parent in self.parents for pid in children(parent.pid)]
                if living and kill(victim := random.choice(living)):
                    killed.append(victim)

        reaper = Thread(target=reap)
        reaper.start()
        try:
            yield killed
        finally:
            over.set()
            reaper.join()
