"""The ground under every test: an environment of its own, and the database that was asked for.

Plain `pytest` needs nothing exported: it runs on SQLite, in a file, as the shop does.
`pytest --database=postgresql` starts one PostgreSQL server for the whole run.
"""

import atexit
import os
import shutil
import signal
import tempfile
from pathlib import Path

import pytest

from tests.postgresql import start_postgresql, stop_postgresql

# Everything a test relies on, so that neither a `.env` file nor the shell changes what is tested,
# and no key of anybody's is ever used.
ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "customkeeps.settings",
    "DJANGO_SECRET_KEY": "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz",
    "DEBUG": "True",
    "DEMO": "False",
    "HOST": "127.0.0.1",
    "PORT": "8000",
    "PUBLIC_URL": "http://127.0.0.1:8000",
    "ALLOWED_HOSTS": "",
    "CORS_ALLOWED_ORIGINS": "",
    "TRUSTED_PROXIES": "0",
    "RATE_LIMIT_SCALE": "1",
    "REDIS_URL": "",
    "CATALOGUE_PUBLIC": "True",
    "STOCK_HOLD_MINUTES": "15",
    "SHOP_NAME": "CustomKeeps",
    "EMAIL_URL": "",
    "DEFAULT_FROM_EMAIL": "",
    "STAFF_EMAIL": "staff@shop.example",
    "JWT_SIGNING_KEY": "",
    "STRIPE_SECRET_KEY": "",
    "STRIPE_PUBLISHABLE_KEY": "pk_test_sandbox",
    "STRIPE_WEBHOOK_SECRET": "whsec_only_for_tests",
    # Nobody listens there: a test that needs Stripe starts a sandbox and says so.
    "STRIPE_API_BASE": "http://127.0.0.1:9",
    "STRIPE_JS_URL": "http://127.0.0.1:9/stripe.js",
}


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    parser.addoption(
        "--database",
        choices=("sqlite", "postgresql"),
        default="sqlite",
        help="what the tests run on; postgresql comes from a wheel and is started here",
    )
    # Now and not later: conftests in folders below import models as soon as they are read.
    config = pluginmanager.getplugin("pytestconfig")
    asked = parser.parse_known_args(config.invocation_params.args)
    if "PYTEST_XDIST_WORKER" not in os.environ:  # workers inherit what is made here
        _prepare_environment(asked.database)
    _start_django()


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.import_plugin("tests.fixtures")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What touches no database comes out the same on any, and has run on SQLite."""
    if config.getoption("database") != "postgresql" or _names_files(config):
        return
    same = [item for item in items if not _touches_the_database(item)]
    config.hook.pytest_deselected(items=same)
    items[:] = filter(_touches_the_database, items)


def _touches_the_database(item: pytest.Item) -> bool:
    """pytest-django keeps all others from it; whole shops ask for its set-up too."""
    names = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or "django_db_setup" in names


def _names_files(config: pytest.Config) -> bool:
    """Whoever asks for a file's tests gets them all."""
    return config.args != config.getini("testpaths")


def pytest_unconfigure() -> None:
    if "PYTEST_XDIST_WORKER" not in os.environ:
        stop_postgresql()


def _prepare_environment(database: str) -> None:
    data_dir = Path(tempfile.mkdtemp(prefix="customkeeps-tests-"))
    atexit.register(shutil.rmtree, data_dir, ignore_errors=True)
    os.environ.update(ENVIRONMENT, DATA_DIR=str(data_dir))
    # Ended from outside, the run still cleans up behind itself.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    (data_dir / "static").mkdir()
    os.environ["DATABASE_URL"] = (
        start_postgresql(data_dir / "postgresql")
        if database == "postgresql"
        else f"sqlite:///{data_dir}/db.sqlite3"
    )


def _start_django() -> None:
    import django  # noqa: PLC0415 (settings are read from the environment made above)
    from django.conf import settings  # noqa: PLC0415
    from django.contrib.auth.hashers import Argon2PasswordHasher  # noqa: PLC0415

    django.setup()
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        # In a file, because SQLite in memory neither waits for locks nor keeps a journal.
        database.setdefault("TEST", {})["NAME"] = str(settings.DATA_DIR / "test.sqlite3")
    # The same passwords' hashes as in the shop, with hardly any work in them.
    Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost = 1, 8
    Argon2PasswordHasher.parallelism = 1
