"""Alice uploads; Bob tries what is not his. Files go to a folder of the test's own."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from customkeeps.accounts.models import User


@pytest.fixture(autouse=True)
def storage(settings: LazySettings, tmp_path: Path) -> Path:
    """The private storage's folder."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path), "base_url": None},
        },
        # The admin's pages name files that only `collectstatic` would have listed.
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PUBLIC_URL = "https://shop.example"
    return tmp_path


@pytest.fixture
def alice(db: None) -> User:
    return User.objects.create(username="alice", email="alice@example.com")


@pytest.fixture
def bob(db: None) -> User:
    return User.objects.create(username="bob", email="bob@example.com")
