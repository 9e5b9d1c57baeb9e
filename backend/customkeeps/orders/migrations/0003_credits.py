"""What was given back of an order, and one credit for each order that was given back before."""

from decimal import Decimal

import django.db.models.deletion
from django.db import migrations, models

import customkeeps.amounts
from customkeeps.steps import EnforceSteps

# As in 0002: SQLite forgets the trigger when the table is rebuilt for its new column.
STEPS = [
    ("preparing", "ready_for_delivery"),
    ("preparing", "cancelled"),
    ("ready_for_delivery", "in_transit"),
    ("in_transit", "delivered"),
    ("delivered", "completed"),
]


def credit_refunded_orders(apps, schema_editor):
    Order, Credit = (apps.get_model("orders", name) for name in ("Order", "Credit"))
    for order in Order.objects.filter(payment_status="refunded", final_amount__gt=0):
        Credit.objects.create(
            order=order, amount=order.final_amount, reference=f"order-{order.order_id}"
        )
        Credit.objects.filter(order=order).update(created_at=order.updated_at)
        Order.objects.filter(pk=order.pk).update(refunded_amount=order.final_amount)


class Migration(migrations.Migration):
    dependencies = [("orders", "0002_enforce_steps")]

    operations = [
        migrations.CreateModel(
            name="Credit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="credits", to="orders.order")),
                ("amount", customkeeps.amounts.AmountField(decimal_places=3, max_digits=14)),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("reference", models.CharField(max_length=80, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={"ordering": ["id"]},
        ),
        migrations.AddConstraint(
            model_name="credit",
            constraint=models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="credit_amount"),
        ),
        migrations.AddField(
            model_name="historicalorder",
            name="refunded_amount",
            field=customkeeps.amounts.AmountField(db_default=Decimal("0"), decimal_places=3, default=Decimal("0"), editable=False, max_digits=14),
        ),
        migrations.AddField(
            model_name="order",
            name="refunded_amount",
            field=customkeeps.amounts.AmountField(db_default=Decimal("0"), decimal_places=3, default=Decimal("0"), editable=False, max_digits=14),
        ),
        migrations.RunPython(credit_refunded_orders, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("payment_status__in", ("paid", "free")), ("refunded_amount", 0)),
                    models.Q(
                        ("payment_status", "partially_refunded"),
                        ("refunded_amount__gt", 0),
                        ("refunded_amount__lt", models.F("final_amount")),
                    ),
                    models.Q(
                        ("payment_status", "refunded"),
                        ("refunded_amount", models.F("final_amount")),
                        ("refunded_amount__gt", 0),
                    ),
                    _connector="OR",
                ),
                name="order_refunds_agree",
            ),
        ),
        EnforceSteps("orders_order", "status", STEPS),
    ]
