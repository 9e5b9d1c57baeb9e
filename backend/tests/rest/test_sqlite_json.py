"""SQLite is never asked whether it knows JSON: a busy moment must not make the answer no."""

import pytest
from django.db import connection

from customkeeps.rest.apps import tell_sqlite_knows_json
from tests.statements import statements_of


@pytest.mark.django_db
def test_nobody_asks() -> None:
    connection.features.__dict__.pop("supports_json_field", None)
    tell_sqlite_knows_json(connection)
    assert statements_of(lambda: connection.features.supports_json_field) == []
    assert connection.features.supports_json_field is True
