"""Designs of several layers: what shoppers work on, what a line was made with, what is printed.

An older program may go on writing meanwhile: new columns may be empty, and `document`, which it
never fills, stays where it is under another name in the code.
"""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from customkeeps.steps import EnforceFrozen

DESIGN = ["document", "artwork_id", "fingerprint"]
PLACED = ["sha256", "documents", "placements"]


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0003_price_in_places'),
        ('designs', '0003_artwork_facts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # Older programs do not name it where they add a row.
        migrations.AlterField(
            model_name='artwork',
            name='border_colour',
            field=models.CharField(blank=True, db_default='', default='', editable=False, max_length=7),
        ),
        # Without the second `isnull` a missing scale beside the other facts was neither true nor false.
        migrations.RemoveConstraint(model_name='artwork', name='artwork_facts'),
        migrations.AddConstraint(
            model_name='artwork',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('border_colour', ''), ('has_alpha__isnull', True), ('true_scale__isnull', True)), models.Q(('has_alpha__isnull', False), ('true_scale__in', (0.25, 0.5, 1)), ('true_scale__isnull', False)), _connector='OR'), name='artwork_facts'),
        ),
        migrations.AlterField(
            model_name='design',
            name='document',
            field=models.JSONField(blank=True, db_column='document', null=True),
        ),
        migrations.RenameField(
            model_name='design',
            old_name='document',
            new_name='documents',
        ),
        migrations.AddField(
            model_name='design',
            name='artworks',
            field=models.ManyToManyField(related_name='documented', to='designs.artwork'),
        ),
        migrations.AddField(
            model_name='design',
            name='product',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='catalog.product'),
        ),
        migrations.AlterField(
            model_name='design',
            name='artwork',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='designs', to='designs.artwork'),
        ),
        migrations.AddConstraint(
            model_name='design',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('artwork__isnull', False), ('documents__isnull', True)), models.Q(('artwork__isnull', True), ('documents__isnull', False)), _connector='OR'), name='design_is_picture_or_documents'),
        ),
        migrations.CreateModel(
            name='PlacedDesign',
            fields=[
                ('sha256', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('documents', models.JSONField()),
                ('placements', models.JSONField()),
                ('used_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ['-created_at', 'sha256'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='placed_design_hash'),
                ],
            },
        ),
        migrations.CreateModel(
            name='SavedDesign',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('color', models.CharField(blank=True, max_length=40)),
                ('name', models.CharField(max_length=80)),
                ('documents', models.JSONField(default=list)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('share_token', models.CharField(blank=True, max_length=32, null=True, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('artworks', models.ManyToManyField(related_name='saved_designs', to='designs.artwork')),
                ('product', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='catalog.product')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_designs', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-updated_at', 'id'],
                'indexes': [models.Index(fields=['user', '-updated_at', 'id'], name='saved_designs_of_a_user')],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='saved_design_name'),
                    models.CheckConstraint(condition=models.Q(('revision__gte', 1)), name='saved_design_revision'),
                    models.CheckConstraint(condition=models.Q(('share_token__isnull', True), ('share_token__regex', '^[A-Za-z0-9_-]{32}$'), _connector='OR'), name='saved_design_share_token'),
                ],
            },
        ),
        EnforceFrozen("designs_design", DESIGN),
        EnforceFrozen("designs_placeddesign", PLACED),
    ]
