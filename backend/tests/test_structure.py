"""The house stands as its plan says: keys point down, migrations are whole, triggers are there."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader

from customkeeps.designs.models import FROZEN_OF_DESIGN, FROZEN_OF_PLACED
from customkeeps.orders.models import AGREED, AGREED_OF_ITEM
from customkeeps.orders.models import STEPS as ORDER_STEPS
from customkeeps.payments.models import HOLD_STEPS, REFUND_STEPS, SNAPSHOT
from customkeeps.payments.models import STEPS as PAYMENT_STEPS
from customkeeps.production.models import STEPS as PRINT_STEPS
from customkeeps.steps import EnforceSteps, Steps

BACKEND = Path(__file__).parent.parent
STEPS_OF = {
    ("orders_order", "status"): ORDER_STEPS,
    ("payments_payment", "state"): PAYMENT_STEPS,
    ("payments_refund", "state"): REFUND_STEPS,
    ("payments_stockhold", "state"): HOLD_STEPS,
    ("production_printjob", "state"): PRINT_STEPS,
}
EACH_MACHINE = pytest.mark.parametrize(
    ("place", "steps"), STEPS_OF.items(), ids=[table for table, _ in STEPS_OF]
)
TRIGGER_SQL = {
    "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = %s",
    "postgresql": "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname = %s",
}
QUOTED_PAIR = re.compile(r"= '(\w+)'.*?= '(\w+)'", re.DOTALL)


def storeys() -> dict[str, int]:
    """The storey of every app, 0 at the top, as import-linter reads it."""
    plan = tomllib.loads((BACKEND / "pyproject.toml").read_text())
    layers = plan["tool"]["importlinter"]["contracts"][0]["layers"]
    return {
        room.strip(" ()"): storey
        for storey, rooms in enumerate(layers)
        for room in rooms.split("|")
    }


def foreign_keys() -> Iterator[tuple[str, str, str]]:
    """Every key from one of our apps to another: (field, app, app it points to)."""
    ours = storeys()
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if not isinstance(field, (models.ForeignKey, models.ManyToManyField)):
                continue
            owner, target = model._meta.app_label, field.related_model._meta.app_label
            if owner in ours and target in ours:
                yield str(field), owner, target


def test_foreign_keys_point_sideways_or_down() -> None:
    storey = storeys()
    keys = list(foreign_keys())
    assert ("payments.Payment.order", "payments", "orders") in keys
    assert [field for field, owner, target in keys if storey[target] < storey[owner]] == []


@pytest.mark.django_db
def test_migrations_are_complete() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@EACH_MACHINE
def test_the_last_migration_of_a_state_machine_has_the_codes_steps(
    place: tuple[str, str], steps: Steps
) -> None:
    loader = MigrationLoader(None)
    enforced = {
        (operation.table, operation.column): operation.pairs
        for key in loader.graph._generate_plan(loader.graph.leaf_nodes(), at_end=True)
        for operation in loader.graph.nodes[key].operations
        if isinstance(operation, EnforceSteps)
    }
    assert sorted(enforced[place]) == sorted(steps.pairs())


@pytest.mark.django_db
@EACH_MACHINE
def test_the_migrated_database_has_the_trigger(place: tuple[str, str], steps: Steps) -> None:
    with connection.cursor() as cursor:
        cursor.execute(TRIGGER_SQL[connection.vendor], ["_".join([*place, "steps"])])
        definitions = [row[0] for row in cursor.fetchall()]
    assert len(definitions) == 1
    assert sorted(QUOTED_PAIR.findall(definitions[0])) == sorted(steps.pairs())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("payments_payment", SNAPSHOT),
        ("orders_order", AGREED),
        ("orders_orderitem", AGREED_OF_ITEM),
        ("designs_design", FROZEN_OF_DESIGN),
        ("designs_placeddesign", FROZEN_OF_PLACED),
    ],
)
def test_the_migrated_database_freezes_what_was_agreed(
    table: str, columns: tuple[str, ...]
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(TRIGGER_SQL[connection.vendor], [f"{table}_frozen"])
        [(definition,)] = cursor.fetchall()
    compared = re.findall(r"OLD\.(\w+)\)?(?:::\w+)? IS (?:NOT|DISTINCT)", definition, re.IGNORECASE)
    assert sorted(compared) == sorted(columns)


@pytest.mark.parametrize("module", ["customkeeps.money", "customkeeps.pricing"])
def test_money_and_prices_need_no_framework(module: str) -> None:
    code = f"import sys, {module}; print([m for m in sys.modules if m.startswith('django')])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=BACKEND, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
