"""What `manage.py check --deploy` says of the staff's log-in."""

from typing import Any

from django.conf import settings
from django.core import checks

NO_SECOND_FACTOR = checks.Warning(
    "The staff's pages open with a password alone.",
    hint="Set STAFF_SECOND_FACTOR=True, or leave it out.",
    id="staff.W001",
)


@checks.register(checks.Tags.security, deploy=True)
def check_second_factor(**_options: Any) -> list[checks.CheckMessage]:
    return [] if settings.STAFF_SECOND_FACTOR else [NO_SECOND_FACTOR]
