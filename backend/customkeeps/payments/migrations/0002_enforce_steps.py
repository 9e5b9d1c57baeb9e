"""A payment's state goes by its table of legal steps, in the database too."""

from django.db import migrations

from customkeeps.steps import EnforceSteps

STEPS = [
    ("creating", "open"),
    ("creating", "cancelling"),
    ("creating", "succeeded"),
    ("creating", "canceled"),
    ("open", "succeeded"),
    ("open", "cancelling"),
    ("open", "canceled"),
    ("cancelling", "canceled"),
    ("cancelling", "succeeded"),
    ("succeeded", "fulfilled"),
    ("succeeded", "refund_due"),
    ("fulfilled", "refund_due"),
    ("refund_due", "refunding"),
    ("refunding", "refunded"),
    ("refunding", "refund_due"),
]


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_initial")]
    operations = [EnforceSteps("payments_payment", "state", STEPS)]
