"""State machines: one table of legal steps, kept by the code and by the database.

A `Steps` table is what the code asks before it moves a row. `EnforceSteps` is the migration
operation that puts the same table into a trigger, so that no other writer can do it wrong either.
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


class EnforceSteps(Operation):
    """Refuse, in the database, every update of `column` that is not one of `pairs`.

    SQLite forgets a table's triggers when Django rebuilds the table: a later migration that
    alters the model repeats this operation. A test on the migrated database notices when not.
    """

    reversible = True

    def __init__(self, table: str, column: str, pairs: Iterable[tuple[str, str]]) -> None:
        self.table, self.column, self.pairs = table, column, [tuple(pair) for pair in pairs]

    def deconstruct(self) -> tuple[str, list[object], dict[str, Any]]:
        return (type(self).__name__, [self.table, self.column, self.pairs], {})

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
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {self._name}{on_table}", params=None)

    def describe(self) -> str:
        return f"Enforce the legal steps of {self.table}.{self.column}"

    @property
    def _name(self) -> str:
        return f"{self.table}_{self.column}_steps"

    def _illegal(self) -> str:
        legal = " OR ".join(
            f"(OLD.{self.column} = '{current}' AND NEW.{self.column} = '{wanted}')"
            for current, wanted in self.pairs
        )
        return f"OLD.{self.column} <> NEW.{self.column} AND NOT ({legal})"

    def _sqlite(self) -> list[str]:
        return [
            f"DROP TRIGGER IF EXISTS {self._name}",
            f"CREATE TRIGGER {self._name} BEFORE UPDATE OF {self.column} ON {self.table} "
            f"WHEN {self._illegal()} "
            f"BEGIN SELECT RAISE(ABORT, 'illegal step of {self.table}.{self.column}'); END",
        ]

    def _postgresql(self) -> list[str]:
        return [
            f"CREATE OR REPLACE FUNCTION {self._name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN RAISE EXCEPTION 'illegal step of {self.table}.{self.column}' "
            f"USING ERRCODE = 'check_violation'; END $$",
            f"DROP TRIGGER IF EXISTS {self._name} ON {self.table}",
            f"CREATE TRIGGER {self._name} BEFORE UPDATE OF {self.column} ON {self.table} "
            f"FOR EACH ROW WHEN ({self._illegal()}) EXECUTE FUNCTION {self._name}()",
        ]
