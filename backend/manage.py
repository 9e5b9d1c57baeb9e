#!/usr/bin/env python
"""Django's command line for CustomKeeps."""

import os
import sys


def main() -> None:
    """Run a management command; without a secret key this is a developer's machine."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "customkeeps.settings")
    os.environ.setdefault("STARTED_BY", "manage.py")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 (after the settings are named)

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
