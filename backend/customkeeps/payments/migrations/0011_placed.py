"""What was to be printed is forgotten together with a buyer's words and pictures."""

from django.db import migrations

from customkeeps.steps import EnforceFrozen

SNAPSHOT = [
    "lines",
    "fingerprint",
    "currency",
    "raw_subtotal",
    "bulk_discount",
    "coupon_discount",
    "discount_amount",
    "final_amount",
    "coupon_code",
    "coupon_percent",
    "address",
]


class Migration(migrations.Migration):

    dependencies = [
        ('payments', '0010_home_address'),
    ]

    operations = [
        EnforceFrozen(
            "payments_payment",
            SNAPSHOT,
            emptied={"address": "NULL", "fingerprint": "''"},
            without_keys={"lines": ["customization_text", "design", "placed"]},
        ),
    ]
