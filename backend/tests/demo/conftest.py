"""The demo shop, loaded once for all tests in here; each test's own changes are undone."""

import fcntl
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings, settings
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from customkeeps.demo.actions import load_demo
from customkeeps.demo.catalogue import FOLDER
from customkeeps.demo.pictures.make import product_pictures
from customkeeps.payments.queries import installation_id


@pytest.fixture(scope="session")
def public_folder(request: pytest.FixtureRequest) -> Path:
    """A public storage with all product pictures: half a minute's work, so it outlives the run.

    Pictures are named by what they are made from, so old ones are never taken for new ones.
    """
    folder: Path = request.config.cache.mkdir("demo-shop")
    with (folder / "being-made").open("w") as turn:  # one process makes them, the others wait
        fcntl.flock(turn, fcntl.LOCK_EX)
        product_pictures(folder / FOLDER)
    return folder


@pytest.fixture(scope="package")
def loaded(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    public_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    public = settings.STORAGES["public"] | {
        "OPTIONS": {"location": str(public_folder), "base_url": settings.MEDIA_URL}
    }
    demo = override_settings(
        DEMO=True,
        DATA_DIR=tmp_path_factory.mktemp("data"),
        MEDIA_ROOT=public_folder,
        STORAGES=settings.STORAGES | {"public": public},
    )
    installation_id.cache_clear()  # of a test before, in another database
    with demo, django_db_blocker.unblock(), transaction.atomic():
        load_demo()
        with django_db_blocker.block():
            yield
        transaction.set_rollback(True)


@pytest.fixture
def demo_shop(loaded: None, db: None, request: pytest.FixtureRequest) -> LazySettings:
    """The loaded shop; its settings may be changed."""
    changeable: LazySettings = request.getfixturevalue("settings")
    return changeable
