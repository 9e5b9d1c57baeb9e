"""What every test may ask for: the cast, clients that call for them, a folder for pictures."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.db.models.signals import post_migrate

from customkeeps.accounts.models import User
from customkeeps.catalog.models import Product
from customkeeps.payments.queries import installation_id
from customkeeps.rest.every_request import UNTOLD
from tests.clients import ShopClient, client_for
from tests.factories import make_product, make_user

_add_bulk_tiers = import_module("customkeeps.catalog.migrations.0002_bulk_tiers").add


def _restore_rows_of_migrations(**_: object) -> None:
    _add_bulk_tiers(apps, None)


@pytest.fixture(scope="session", autouse=True)
def rows_of_migrations() -> Iterator[None]:
    """A test with real transactions ends by emptying the tables, and Django says `post_migrate`."""
    catalog = apps.get_app_config("catalog")
    post_migrate.connect(_restore_rows_of_migrations, sender=catalog)
    yield
    post_migrate.disconnect(_restore_rows_of_migrations, sender=catalog)


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """What a process reads once and keeps belongs to the database of one test."""
    installation_id.cache_clear()
    UNTOLD.forget()


@pytest.fixture
def storage(settings: LazySettings, tmp_path: Path) -> Path:
    """The folder of the private storage, with nothing in it but what the test puts there."""
    private = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(tmp_path), "base_url": None},
    }
    settings.STORAGES = settings.STORAGES | {"default": private}
    return tmp_path


@pytest.fixture
def alice(db: None) -> User:
    """Buys."""
    return make_user("alice")


@pytest.fixture
def bob(db: None) -> User:
    """Buys too; nothing of Alice's is his."""
    return make_user("bob")


@pytest.fixture
def petra(db: None) -> User:
    """Prints, and may do everything in the admin."""
    return make_user("petra", is_staff=True, is_superuser=True)


@pytest.fixture
def as_alice(alice: User) -> ShopClient:
    return client_for(alice)


@pytest.fixture
def as_bob(bob: User) -> ShopClient:
    return client_for(bob)


@pytest.fixture
def as_petra(petra: User) -> ShopClient:
    return client_for(petra)


@pytest.fixture
def as_nobody() -> ShopClient:
    return client_for(None)


@pytest.fixture
def tshirt(db: None) -> Product:
    """500.00 pesos, in three colours, without sizes."""
    return make_product("T-Shirt", price="500.00")


@pytest.fixture
def hoodie(db: None) -> Product:
    """1,200.00 pesos, in three colours and the sizes S, M and L; M is the default."""
    return make_product("Hoodie", price="1200.00", sizes=("S", "M", "L"), default_size="M")
