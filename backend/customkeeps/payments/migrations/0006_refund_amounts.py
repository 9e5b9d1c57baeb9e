"""What was received and given back before both were noted on the payment."""

from typing import Any

from django.db import migrations
from django.db.models import F, Sum

PAID = ("fulfilled", "refund_due", "refunding", "refunded")
DUE = ("refund_due", "refunding")


def note_amounts(apps: Any, _schema_editor: Any) -> None:
    payments = apps.get_model("payments", "Payment").objects
    refunds = apps.get_model("payments", "Refund").objects
    paid = payments.filter(state__in=PAID, received_amount=None).exclude(intent_id=None)
    paid.update(received_amount=F("final_amount"))
    for payment in payments.filter(state__in=DUE, refunds=None).exclude(intent_id=None):
        refunds.create(
            payment=payment,
            amount=payment.final_amount,
            currency=payment.currency,
            reason=payment.reason,
        )
    for row in refunds.values("payment").annotate(total=Sum("amount")):
        payments.filter(pk=row["payment"]).update(refund_total=row["total"])


class Migration(migrations.Migration):

    dependencies = [
        ('payments', '0005_refunds'),
    ]

    operations = [
        migrations.RunPython(note_amounts, migrations.RunPython.noop),
    ]
