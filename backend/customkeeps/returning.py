"""Change rows and learn what is in them by one statement, which SQLite and PostgreSQL both know."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connections, router
from django.db.models import QuerySet
from django.db.models.sql import UpdateQuery


def update_returning(
    rows: QuerySet[Any], changes: Mapping[str, Any], columns: Sequence[str]
) -> list[tuple[Any, ...]]:
    """Set `changes` on the rows, and return these columns of each as they are afterwards.

    Values are the driver's own: integers and text come as they are, UUIDs and decimals may not.
    """
    using = router.db_for_write(rows.model)
    query: Any = rows.query.chain(UpdateQuery)
    query.add_update_values(changes)
    sql, params = query.get_compiler(using).as_sql()
    connection = connections[using]
    returned = ", ".join(map(connection.ops.quote_name, columns))
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} RETURNING {returned}", params)
        return list(cursor.fetchall())
