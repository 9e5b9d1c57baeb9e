"""What an order says was bought and paid never changes, whoever tries."""

from django.db import migrations

from customkeeps.steps import EnforceFrozen

ORDER = [
    "order_id",
    "total_amount",
    "bulk_discount",
    "coupon_discount",
    "discount_amount",
    "final_amount",
    "currency",
    "coupon_code",
    "payment_intent_id",
]
ITEM = [
    "order_id",
    "product_name",
    "price",
    "quantity",
    "bulk_percent",
    "line_total",
    "base_color",
    "size",
]


class Migration(migrations.Migration):

    dependencies = [
        ('orders', '0003_credits'),
    ]

    operations = [
        EnforceFrozen("orders_order", ORDER),
        EnforceFrozen("orders_orderitem", ITEM),
    ]
