"""Lines name what is printed, and by that two are one. Those that an older program makes name none."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cart', '0001_initial'),
        ('catalog', '0003_price_in_places'),
        ('designs', '0004_documents'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='cartitem',
            name='cart_line_once',
        ),
        migrations.RemoveConstraint(
            model_name='cartitem',
            name='cart_text_line_once',
        ),
        migrations.AddField(
            model_name='cartitem',
            name='placed',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='designs.placeddesign'),
        ),
        migrations.AddIndex(
            model_name='cartitem',
            index=models.Index(condition=models.Q(('placed__isnull', False)), fields=['placed'], name='cart_items_placed'),
        ),
        migrations.AddConstraint(
            model_name='cartitem',
            constraint=models.UniqueConstraint(condition=models.Q(('placed__isnull', False)), fields=('user', 'product', 'base_color', 'size', 'customization_text', 'placed'), name='cart_placed_line_once'),
        ),
        migrations.AddConstraint(
            model_name='cartitem',
            constraint=models.UniqueConstraint(condition=models.Q(('design__isnull', False), ('placed__isnull', True)), fields=('user', 'product', 'base_color', 'size', 'customization_text', 'design'), name='cart_line_once'),
        ),
        migrations.AddConstraint(
            model_name='cartitem',
            constraint=models.UniqueConstraint(condition=models.Q(('design__isnull', True), ('placed__isnull', True)), fields=('user', 'product', 'base_color', 'size', 'customization_text'), name='cart_text_line_once'),
        ),
    ]
