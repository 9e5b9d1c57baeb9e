"""Rows of a related table as one JSON column, so that a list needs one statement, not three."""

from typing import Any

from django.db.models import (
    Aggregate,
    F,
    Func,
    JSONField,
    Model,
    OuterRef,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import JSONObject


class _JSONArray(Aggregate):
    output_field = JSONField()
    template = "%(function)s(%(expressions)s)"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSON_GROUP_ARRAY", **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSONB_AGG", **context)


class _NestedJSON(Func):
    """A JSON column inside JSON: SQLite keeps it as text and must be told."""

    output_field = JSONField()
    arity = 1

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSON", **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="%(expressions)s", **context)


class _AsText(Func):
    """A decimal as exact text: JSON numbers would come back as binary floats."""

    output_field = TextField()
    template = "CAST(%(expressions)s AS TEXT)"
    arity = 1


def as_text(name: str) -> Combinable:
    """The column as text, for decimals and times within JSON."""
    return _AsText(F(name))


def nested(name: str) -> Combinable:
    """A JSON column, for use within JSON."""
    return _NestedJSON(F(name))


def json_rows(rows: QuerySet[Any], **columns: str | Combinable) -> Subquery:
    """A subquery giving `rows` as a JSON list of objects with `columns`, or null for no rows.

    The list has no order: sort by a column of it. `rows` may refer to `OuterRef`.
    """
    whole = rows.order_by().annotate(_one=Value(1)).values("_one")
    listed = whole.annotate(_rows=_JSONArray(JSONObject(**columns))).values("_rows")
    return Subquery(listed, output_field=JSONField())


def rows_of(
    model: type[Model], owner: str, owner_ref: str, **columns: str | Combinable
) -> Subquery:
    """`json_rows` of the model's rows whose `owner` is the outer row's `owner_ref`."""
    return json_rows(model._default_manager.filter(**{owner: OuterRef(owner_ref)}), **columns)
