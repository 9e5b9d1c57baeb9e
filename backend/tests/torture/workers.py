"""Several workers of one shop, kept alive while some of them are killed."""

import random
import threading
import time
from collections.abc import Callable

from tests.running_shop import RunningShop

SECONDS_BETWEEN_KILLS = 4.0


class Workers:
    """So many of them within a `with` block; `kill_some` is called with one's pid now and then."""

    def __init__(
        self,
        shop: RunningShop,
        program: str,
        *,
        number: int,
        kill_some: Callable[[int], object] | None = None,
        seconds_between: float = SECONDS_BETWEEN_KILLS,
    ) -> None:
        self.shop, self.program, self.number = shop, program, number
        self.kill_some, self.seconds_between = kill_some, seconds_between
        self.random = random.Random(3)
        self._over = threading.Event()
        tasks = [self._replace_the_dead, *([self._kill_some] if kill_some else [])]
        self._guards = [threading.Thread(target=task) for task in tasks]

    def __enter__(self) -> None:
        self.workers = [self.shop.run("-c", self.program) for _ in range(self.number)]
        for guard in self._guards:
            guard.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for guard in self._guards:
            guard.join()
        for worker in self.workers:
            worker.kill()

    def _replace_the_dead(self) -> None:
        while not self._over.wait(0.1):
            for place, worker in enumerate(self.workers):
                if worker.poll() is not None:
                    self.workers[place] = self.shop.run("-c", self.program)

    def _kill_some(self) -> None:
        assert self.kill_some is not None
        while not self._over.wait(self.random.uniform(0.5, 1.5) * self.seconds_between):
            self.kill_some(self.random.choice(self.workers).pid)


def wait_until(shop: RunningShop, seconds: float, is_so: Callable[[], bool]) -> None:
    """Fails with the end of the shop's log when it does not become so in time."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, shop.log.read_text()[-4000:]
        time.sleep(0.5)
