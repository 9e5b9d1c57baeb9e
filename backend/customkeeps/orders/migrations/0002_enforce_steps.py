"""An order's status goes by its table of legal steps, in the database too."""

from django.db import migrations

from customkeeps.steps import EnforceSteps

STEPS = [
    ("preparing", "ready_for_delivery"),
    ("preparing", "cancelled"),
    ("ready_for_delivery", "in_transit"),
    ("in_transit", "delivered"),
    ("delivered", "completed"),
]


class Migration(migrations.Migration):
    dependencies = [("orders", "0001_initial")]
    operations = [EnforceSteps("orders_order", "status", STEPS)]
