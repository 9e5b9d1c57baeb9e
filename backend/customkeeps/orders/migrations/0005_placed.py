"""Items name what is printed, which never changes; it can only be forgotten with the words in it."""

import django.db.models.deletion
from django.db import migrations, models

from customkeeps.steps import EnforceFrozen

ITEM = [
    "order_id",
    "product_name",
    "price",
    "quantity",
    "bulk_percent",
    "line_total",
    "base_color",
    "size",
    "placed_id",
]


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0003_price_in_places'),
        ('designs', '0004_documents'),
        ('orders', '0004_frozen'),
    ]

    operations = [
        migrations.AddField(
            model_name='orderitem',
            name='placed',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='designs.placeddesign'),
        ),
        migrations.AddIndex(
            model_name='orderitem',
            index=models.Index(condition=models.Q(('placed__isnull', False)), fields=['placed'], name='order_items_placed'),
        ),
        EnforceFrozen("orders_orderitem", ITEM, emptied={"placed_id": "NULL"}),
    ]
