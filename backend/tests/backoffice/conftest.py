"""Petra at work in the admin, and colleagues who may do less."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from customkeeps.accounts.models import User
from tests.factories import make_user

Colleague = Callable[..., Client]


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(storage: Path) -> None:
    """Designs' files."""


@pytest.fixture
def staff(petra: User) -> Client:
    """Petra's browser, logged in."""
    return browser_of(petra)


@pytest.fixture
def colleague(db: None) -> Colleague:
    """The browser of staff with these rights alone, such as `orders.view_order`."""

    def log_in(*rights: str) -> Client:
        user = make_user("carlo", is_staff=True)
        for right in rights:
            app, codename = right.split(".")
            user.user_permissions.add(
                Permission.objects.get(content_type__app_label=app, codename=codename)
            )
        return browser_of(user)

    return log_in


def browser_of(user: User) -> Client:
    """A browser in which the user is logged in, and which insists on CSRF tokens as usual."""
    browser = Client()
    browser.force_login(user)
    return browser
