"""Shops to keep, and PostgreSQL's programs beside the server that the tests use."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from pytest_django import DjangoDbBlocker

from tests.backups.shops import Shop
from tests.postgresql import new_database, programs


@pytest.fixture(scope="module")
def new_shop(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,  # before there are more databases than it should make
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Callable[..., Shop]]:
    """Makes shops without tables, each with a folder and a database of its own."""
    with ExitStack() as made, django_db_blocker.unblock():

        def make(**environment: str) -> Shop:
            folder = tmp_path_factory.mktemp("kept")
            url = os.environ["DATABASE_URL"]
            if url.startswith("sqlite"):
                url = f"sqlite:///{folder}/db.sqlite3"
            else:
                url = new_database(url)
                environment["PATH"] = f"{programs()}{os.pathsep}{os.environ['PATH']}"
            shop = Shop(folder, url, **environment)
            made.callback(shop.close)
            return shop

        yield make
