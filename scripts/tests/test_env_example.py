"""`.env.example` explains each variable that the settings read, and no other."""

import re

from scripts.places import BACKEND, ROOT

# Set by manage.py itself, not by people.
INTERNAL = {"STARTED_BY"}


def test_it_lists_what_the_settings_read() -> None:
    settings = (BACKEND / "customkeeps" / "settings.py").read_text()
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', settings)) - INTERNAL
    assert len(read) > 20
    example = (ROOT / ".env.example").read_text()
    assert set(re.findall(r"^#([A-Z_]+)=", example, re.MULTILINE)) == read
