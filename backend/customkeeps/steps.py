"""State machines: one table of legal steps, kept by the code and by the database.

A `Steps` table is what the code asks before it moves a row. `EnforceSteps` is the migration
operation that puts the same table into a trigger, so that no other writer can do it wrong either.
`EnforceFrozen` does so for columns that never change once they are written; some may be emptied.
"""

from collections.abc import Iterable
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class IllegalStepError(Exception):
    """The row's state does not allow this step; nothing was changed."""

    def __init__(self, current: str, wanted: str) -> None:
        super().__init__(f"{current} cannot become {wanted}")
        self.current, self.wanted = current, wanted


class Steps(dict[str, tuple[str, ...]]):
    """From each state, the states that may follow it."""

    def check(self, current: str, wanted: str) -> None:
        """Raise IllegalStepError unless `wanted` may follow `current`."""
        if wanted not in self.get(current, ()):
            raise IllegalStepError(current, wanted)

    def pairs(self) -> list[tuple[str, str]]:
        return [(current, wanted) for current, following in self.items() for wanted in following]


# The database's `<>` that knows NULL.
DIFFERS = {"sqlite": "IS NOT", "postgresql": "IS DISTINCT FROM"}


class RefuseUpdates(Operation):
    """A trigger that refuses the updates of `table` for which a condition holds.

    SQLite forgets a table's triggers when Django rebuilds the table: a later migration that
    alters the model repeats this operation. A test on the migrated database notices when not.
    """

    reversible = True
    table: str
    name: str
    columns: list[str]
    refusal: str

    def condition(self, vendor: str) -> str:
        """SQL over OLD and NEW."""
        raise NotImplementedError

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The models do not change."""

    def database_forwards(
        self,
        app_label: str,  # noqa: ARG002 (the operation's signature is Django's)
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,  # noqa: ARG002
        to_state: ProjectState,  # noqa: ARG002
    ) -> None:
        vendor = schema_editor.connection.vendor
        for statement in {"sqlite": self._sqlite, "postgresql": self._postgresql}[vendor]():
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self,
        app_label: str,  # noqa: ARG002
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,  # noqa: ARG002
        to_state: ProjectState,  # noqa: ARG002
    ) -> None:
        on_table = f" ON {self.table}" if schema_editor.connection.vendor == "postgresql" else ""
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {self.name}{on_table}", params=None)

    def _sqlite(self) -> list[str]:
        return [
            f"DROP TRIGGER IF EXISTS {self.name}",
            f"CREATE TRIGGER {self.name} BEFORE UPDATE OF {', '.join(self.columns)} "
            f"ON {self.table} WHEN {self.condition('sqlite')} "
            f"BEGIN SELECT RAISE(ABORT, '{self.refusal}'); END",
        ]

    def _postgresql(self) -> list[str]:
        return [
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN RAISE EXCEPTION '{self.refusal}' USING ERRCODE = 'check_violation'; END $$",
            f"DROP TRIGGER IF EXISTS {self.name} ON {self.table}",
            f"CREATE TRIGGER {self.name} BEFORE UPDATE OF {', '.join(self.columns)} "
            f"ON {self.table} FOR EACH ROW WHEN ({self.condition('postgresql')}) "
            f"EXECUTE FUNCTION {self.name}()",
        ]


class EnforceSteps(RefuseUpdates):
    """Refuse, in the database, every update of `column` that is not one of `pairs`."""

    def __init__(self, table: str, column: str, pairs: Iterable[tuple[str, str]]) -> None:
        self.table, self.column, self.pairs = table, column, [tuple(pair) for pair in pairs]
        self.name, self.columns = f"{table}_{column}_steps", [column]
        self.refusal = f"illegal step of {table}.{column}"

    def deconstruct(self) -> tuple[str, list[object], dict[str, Any]]:
        return (type(self).__name__, [self.table, self.column, self.pairs], {})

    def describe(self) -> str:
        return f"Enforce the legal steps of {self.table}.{self.column}"

    def condition(self, vendor: str) -> str:
        legal = " OR ".join(
            f"(OLD.{self.column} = '{current}' AND NEW.{self.column} = '{wanted}')"
            for current, wanted in self.pairs
        )
        return f"OLD.{self.column} {DIFFERS[vendor]} NEW.{self.column} AND NOT ({legal})"


class EnforceFrozen(RefuseUpdates):
    """Refuse, in the database, every update that changes one of `columns`.

    What somebody may want erased can be emptied, and not be anything else: `emptied` says by SQL
    what may be put in a column's place, `without_keys` which keys the objects of a JSON list lose,
    all of them at once.
    """

    def __init__(
        self,
        table: str,
        columns: Iterable[str],
        emptied: dict[str, str] | None = None,
        without_keys: dict[str, list[str]] | None = None,
    ) -> None:
        self.table, self.columns = table, list(columns)
        self.emptied, self.without_keys = emptied or {}, without_keys or {}
        self.name, self.refusal = f"{table}_frozen", f"{table} keeps what was agreed"

    def deconstruct(self) -> tuple[str, list[object], dict[str, Any]]:
        optional = {"emptied": self.emptied, "without_keys": self.without_keys}
        given = {name: value for name, value in optional.items() if value}
        return (type(self).__name__, [self.table, self.columns], given)

    def describe(self) -> str:
        return f"Freeze columns of {self.table}"

    def condition(self, vendor: str) -> str:
        return " OR ".join(f"({self._is_changed(name, vendor)})" for name in self.columns)

    def _is_changed(self, name: str, vendor: str) -> str:
        differs = DIFFERS[vendor]
        changed = f"OLD.{name} {differs} NEW.{name}"
        if name in self.emptied:
            return f"{changed} AND NEW.{name} {differs} {self.emptied[name]}"
        if name not in self.without_keys:
            return changed
        if vendor == "postgresql":
            return f"{changed} AND NEW.{name} {differs} {self._stripper(name)}(OLD.{name})"
        paths = ", ".join(f"'$.{key}'" for key in self.without_keys[name])
        stripped = f"json_group_array(json_remove(value, {paths})) FROM json_each(OLD.{name})"
        return f"{changed} AND json(NEW.{name}) {differs} (SELECT {stripped})"

    def _stripper(self, name: str) -> str:
        return f"{self.table}_{name}_erased"

    def _postgresql(self) -> list[str]:
        """A trigger's condition holds no subquery, so functions do."""
        return [
            *(self._stripping(name, keys) for name, keys in self.without_keys.items()),
            *super()._postgresql(),
        ]

    def _stripping(self, name: str, keys: list[str]) -> str:
        stripped = " - ".join(["value", *(f"'{key}'" for key in keys)])
        whole = f"coalesce(jsonb_agg({stripped} ORDER BY ordinality), '[]')"
        rows = "jsonb_array_elements($1) WITH ORDINALITY"
        query = f"SELECT {whole} FROM {rows}"  # noqa: S608 (our own names)
        return (
            f"CREATE OR REPLACE FUNCTION {self._stripper(name)}(jsonb) RETURNS jsonb "
            f"LANGUAGE sql IMMUTABLE AS $$ {query} $$"
        )
