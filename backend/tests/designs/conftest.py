"""Files go to a folder of the test's own, and the shop has a name of its own."""

from pathlib import Path

import pytest
from django.conf import LazySettings


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(storage: Path, settings: LazySettings) -> None:
    settings.PUBLIC_URL = "https://shop.example"
