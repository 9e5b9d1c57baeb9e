"""A print job goes by its table of legal steps, in the database too."""

from django.db import migrations

from customkeeps.steps import EnforceSteps

STEPS = [
    ("due", "ready"),
    ("due", "failed"),
    ("due", "dropped"),
    ("failed", "due"),
    ("failed", "dropped"),
]


class Migration(migrations.Migration):
    dependencies = [("production", "0001_jobs")]
    operations = [EnforceSteps("production_printjob", "state", STEPS)]
