"""One shop for all the questions of a module; each question is undone again."""

from collections.abc import Iterator

import pytest
from django.core.files.storage import storages
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from customkeeps.payments.queries import installation_id
from payments_sandbox.tests.running import Sandbox
from tests.access import cast
from tests.access.matrix import Shop
from tests.access.staff import rows_of


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    sandbox = Sandbox(tmp_path_factory.mktemp("sandbox"))
    sandbox.start()
    yield sandbox
    sandbox.stop()


@pytest.fixture(scope="module")
def shop(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
    sandbox: Sandbox,
) -> Iterator[Shop]:
    private = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(tmp_path_factory.mktemp("files")), "base_url": None},
    }
    page = tmp_path_factory.mktemp("page") / "index.html"
    page.write_text("The storefront")
    around = {
        "STORAGES": {**storages.backends, "default": private},
        "STOREFRONT_DIST": page.parent,
        "STRIPE_SECRET_KEY": "sk_test_tests",
        "STRIPE_API_BASE": sandbox.url,
    }
    with (
        django_db_blocker.unblock(),
        override_settings(**around),
        transaction.atomic(),
    ):
        installation_id.cache_clear()
        yield open_shop(sandbox)
        transaction.set_rollback(True)


def open_shop(sandbox: Sandbox) -> Shop:
    cast.stock_the_shelves()
    owners = {"account": cast.make_shopper("alice"), "guest": cast.make_guest("gus")}
    people = {
        "anonymous": cast.person(None),
        "other shopper": cast.make_shopper("bob"),
        "other guest": cast.make_guest("gina"),
        "staff without the right": cast.make_shopper("sam", is_staff=True),
        "staff with the right": cast.make_shopper("petra", is_staff=True, is_superuser=True),
    }
    cast.buy(owners["account"], sandbox, "To be given back")
    for someone in (*owners.values(), *people.values()):
        if someone.user is not None:
            cast.give_everything(someone, sandbox)
    made = cast.rows_for_staff(owners["account"])
    return Shop(owners, people, cast.of_the_shop(), *rows_of(made))
