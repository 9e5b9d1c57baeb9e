"""`python -m tests.torture.dying_workers 2`: workers that die, each followed at once by the next.

All of them are forked from one process that has everything loaded, so that a death costs little.
"""

import os
import signal
import sys
from collections.abc import Callable
from types import FrameType

import django


def main(count: int) -> None:
    django.setup()
    from django.core.management import call_command, get_commands, load_command_class  # noqa: PLC0415 (needs Django set up)

    from tests.torture import dying  # noqa: PLC0415 (likewise)

    dying.install()
    load_command_class(str(get_commands()["work"]), "work")
    living: set[int] = set()

    def work() -> None:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        with dying.between("work"):
            call_command("work")

    def stop(_signal: int, _frame: FrameType | None) -> None:
        for pid in living:
            os.kill(pid, signal.SIGKILL)
        os._exit(0)

    signal.signal(signal.SIGTERM, stop)
    while True:
        while len(living) < count:
            living.add(_fork(work))
        pid, _ = os.wait()
        living.discard(pid)


def _fork(work: Callable[[], object]) -> int:
    pid = os.fork()
    if pid:
        return pid
    try:
        work()
    finally:
        os._exit(1)


if __name__ == "__main__":
    main(int(sys.argv[1]))
