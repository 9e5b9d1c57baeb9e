"""The API's ground: shapes of errors, input, pages, limits. No shop words."""

from typing import Any

from django.apps import AppConfig
from django.db.backends.signals import connection_created


class RestConfig(AppConfig):
    name = "customkeeps.rest"

    def ready(self) -> None:
        connection_created.connect(tell_sqlite_knows_json)


def tell_sqlite_knows_json(connection: Any, **_: object) -> None:
    """Django would ask each connection, in a transaction that needs SQLite's one write lock, and
    remember for good that there is no JSON when that lock is not to be had.

    Every SQLite that Python 3.11 comes with has it (https://sqlite.org/json1.html, since 3.38).
    """
    if connection.vendor == "sqlite":
        connection.features.supports_json_field = True
