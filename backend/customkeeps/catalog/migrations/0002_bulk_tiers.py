"""The shop's first bulk tiers; from here on they are data that the shop changes."""

from decimal import Decimal

from django.db import migrations

TIERS = ((5, Decimal(5)), (10, Decimal(10)))


def add(apps, schema_editor):
    tier = apps.get_model("catalog", "BulkTier")
    for min_quantity, percent in TIERS:
        tier.objects.get_or_create(min_quantity=min_quantity, defaults={"percent": percent})


class Migration(migrations.Migration):
    dependencies = [("catalog", "0001_initial")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
