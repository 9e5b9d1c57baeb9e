"""The demo shop's two accounts. Their passwords are random and live beside the data, in one file.

An account that is there already keeps its password; the file only remembers what was set first.
"""

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from customkeeps.accounts.models import User, username_key

# Without letters and digits that look like one another.
CHARACTERS = "abcdefghjkmnpqrstuvwxyz23456789"
CHANGED = "(changed since, or set elsewhere)"


@dataclass(frozen=True)
class Person:
    username: str
    first_name: str
    role: str
    is_staff: bool


SHOPPER = Person("alice", "Alice", "Shopper", is_staff=False)
STAFF = Person("petra", "Petra", "Staff", is_staff=True)


@dataclass(frozen=True)
class Login:
    role: str
    username: str
    password: str


def let_in(person: Person) -> User:
    """The person's account, made where there is none. Staff of the demo may do everything."""
    user = _find(person)
    if user is None:
        user = User(
            username=person.username,
            first_name=person.first_name,
            email=f"{person.username}@example.com",
            is_staff=person.is_staff,
            is_superuser=person.is_staff,
        )
        user.set_password(_kept_passwords()[person.username])
        user.save()
    return user


def demo_logins() -> list[Login]:
    """Who can log in with what, for the start of the shop."""
    passwords = _kept_passwords()
    return [_login(person, passwords[person.username]) for person in (SHOPPER, STAFF)]


def _login(person: Person, password: str) -> Login:
    user = _find(person)
    is_right = user is not None and user.check_password(password)
    return Login(person.role, person.username, password if is_right else CHANGED)


def _find(person: Person) -> User | None:
    return User.objects.filter(username_key=username_key(person.username)).first()


def _kept_passwords() -> dict[str, str]:
    """Made once for each data directory, readable by its owner alone."""
    path = Path(settings.DATA_DIR) / "demo_logins.json"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        kept: dict[str, str] = json.loads(path.read_text())
        return kept
    made = {person.username: _random_password() for person in (SHOPPER, STAFF)}
    with os.fdopen(handle, "w") as file:
        json.dump(made, file, indent=2)
    return made


def _random_password() -> str:
    """Easy to type, hard to guess: 12 characters of 31 are 59 bits."""
    groups = ("".join(secrets.choice(CHARACTERS) for _ in range(4)) for _ in range(3))
    return "-".join(groups)
