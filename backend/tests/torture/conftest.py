"""Running shops to be tortured, and the figures that come of it."""

import os
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from pytest_django import DjangoDbBlocker

from tests.migrated import migrated_database
from tests.running_shop import RunningShop
from tests.torture.figures import Figures
from tests.torture.mortal_shop import MortalShop

PASSED = pytest.StashKey[bool]()
NewShop = Callable[..., RunningShop]
NewMortalShop = Callable[..., MortalShop]
# Of every shop of this run: what failed is there.
LOGS: list[Path] = []
LAST_CHARACTERS = 20_000
UNGUARDED = "tests.torture.unguarded_wsgi:application"
HASTY = "tests.torture.hasty_wsgi:application"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[Any]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if call.when == "call":
        item.stash[PASSED] = report.passed
    if report.failed:
        report.sections += [(f"Said by the shop on {log.parent}", tail(log)) for log in LOGS]
    return report


def tail(log: Path) -> str:
    """The end of a log, as far as it is still there."""
    return log.read_text(errors="replace")[-LAST_CHARACTERS:] if log.exists() else ""


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Iterator[Figures]:
    """Where a test notes what it has measured."""
    kept = Figures(request.node.name, connections["default"].vendor)
    yield kept
    kept.write(passed=request.node.stash.get(PASSED, False))


@pytest.fixture(autouse=True)
def database_at_hand(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Tests look into the databases of running shops."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture(scope="session")
def new_shop(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,  # before there are more databases than it should make
) -> Iterator[NewShop]:
    """Makes shops that are not started yet, each on a database of its own, with its tables unless
    one is given.
    """
    with ExitStack() as made:

        def make(database_url: str = "", **environment: str) -> RunningShop:
            folder = tmp_path_factory.mktemp("shop")
            own = database_url or migrated_database(os.environ["DATABASE_URL"], folder)
            shop = RunningShop(folder, own, has_tables=not database_url, **environment)
            made.callback(shop.stop)
            LOGS.append(shop.log)
            return shop

        yield make


@pytest.fixture(scope="session")
def shop(new_shop: NewShop) -> RunningShop:
    """The shop as it is served, with two workers.

    Shared by all tests: buyers and products need names of their own.
    """
    return new_shop().start()


@pytest.fixture(scope="session")
def unguarded_shop(new_shop: NewShop) -> RunningShop:
    """The control: the same without its locks."""
    return new_shop().start(application=UNGUARDED)


@pytest.fixture(scope="session")
def hasty_shop(new_shop: NewShop) -> RunningShop:
    """The control of what is about people and limits."""
    return new_shop().start(application=HASTY, workers=0)


@pytest.fixture(scope="session")
def limited_shop(new_shop: NewShop) -> RunningShop:
    """With the limits of the contract, for clients behind one proxy; without workers."""
    limits = {"RATE_LIMIT_SCALE": "1", "TRUSTED_PROXIES": "1"}
    return new_shop(**limits).start(workers=0, webhooks=False)


@pytest.fixture
def new_mortal_shop(new_shop: NewShop, tmp_path_factory: pytest.TempPathFactory) -> NewMortalShop:
    """Makes shops whose processes die so often at each step of answering one of these paths."""

    def make(paths: str, times: int, *, webhooks: bool, **environment: str) -> MortalShop:
        notes = tmp_path_factory.mktemp("deaths") / "notes.txt"
        dying = {"DYING_NOTES": str(notes), "DYING_TIMES": str(times), "DYING_PATHS": paths}
        return MortalShop(new_shop(**dying, **environment), notes, webhooks=webhooks)

    return make
