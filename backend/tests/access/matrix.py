"""Asking one question of the table by one caller, and what must be true of the answer."""

import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tests.access.cast import MISSING, Person, undone
from tests.access.policy import HOLDER, NOBODY, OWNER, Ask
from tests.access.snapshot import belongings
from tests.rest.endpoints import PUBLIC
from tests.rest.shapes import check_refusal

PLACE = re.compile(r"{(\w+(?:/\w+)?)}")
# What the table calls other than the addresses do.
NAMES = {
    "{saved_id}": "{design_id}",
    "{idle_id}": "{design_id}",
    "{share_token}": "{token}",
    "{placed}/front/": "{sha256}/{placement}/",
}
OURS = {"Origin": "http://testserver"}
# What may differ between two answers to the same question.
OF_THE_MOMENT = {"Date", "Expires", "X-Request-Id"}


@dataclass(frozen=True)
class Answer:
    """All that a caller gets, read once."""

    status: int
    headers: dict[str, str]
    cookies: str
    content: bytes

    @property
    def text(self) -> str:
        head = "\n".join(f"{name}: {value}" for name, value in self.headers.items())
        return f"{head}\n{self.cookies}\n{self.content.decode('latin-1')}"

    @property
    def json(self) -> Any:
        return json.loads(self.content)

    @property
    def is_redirect(self) -> bool:
        return "Location" in self.headers

    def check_shows_nothing_of(self, someone: Person) -> None:
        assert [secret for secret in someone.secrets if secret in self.text] == []


@dataclass(frozen=True)
class Shop:
    """`owners`: whose things are asked for, by kind of owner; `people`: who else asks.

    `rows`: the keys of rows that staff's pages are about, `missing_rows`: such as are no row's.
    """

    owners: dict[str, Person]
    people: dict[str, Person]
    things: dict[str, str]
    rows: dict[str, str]
    missing_rows: dict[str, str]

    @cached_property
    def belongings(self) -> dict[str, list[Any]]:
        """Of each owner, as long as nothing is changed."""
        return {kind: belongings(owner.user) for kind, owner in self.owners.items()}

    def caller(self, owner: str, caller: str) -> Person:
        return self.owners[owner] if caller == "owner" else self.people[caller]

    def things_of(self, owner: str) -> dict[str, str]:
        return self.things | self.owners[owner].things


def template(call: str) -> str:
    """The endpoint that is called: without the query, and with its parameters' own names."""
    path = call.split(" ")[1].split("?", maxsplit=1)[0]
    path = re.sub(r"{(forged|old|hidden)_", "{", path)
    for ours, theirs in NAMES.items():
        path = path.replace(ours, theirs)
    return path


def ask(shop: Shop, question: Ask, *, owner: str, caller: str) -> None:
    """Raises AssertionError where the answer is not what the table says."""
    asks, things = shop.caller(owner, caller), shop.things_of(owner)
    concerned = question.rule is HOLDER or caller == "owner"
    with undone(asks):
        answer = send(asks, question, things)
        if not concerned and not question.call.startswith("GET "):
            assert belongings(shop.owners[owner].user) == shop.belongings[owner]
    check_refusal(answer.status, answer.headers.get("Content-Type", ""), answer.content)
    status, is_missing = expected(question, owner, caller)
    assert answer.status == status, answer.text[:2_000]
    if is_missing:
        with undone(asks):
            assert answer == send(asks, question, things | MISSING)
    if not concerned:
        answer.check_shows_nothing_of(shop.owners[owner])
    elif status < 400:
        assert question.shows.format(**things) in answer.text, answer.text[:2_000]


def expected(question: Ask, owner: str, caller: str) -> tuple[int, bool]:
    """The status, and whether the answer is the same as for what is not there."""
    is_guest = caller == "other guest" or (owner == "guest" and caller == "owner")
    if caller == "anonymous" and template(question.call) not in PUBLIC:
        return 401, True
    if is_guest and question.guests is not None:
        return question.guests, question.rule in (OWNER, NOBODY)
    if caller.startswith("staff") and question.staff is not None:
        return question.staff, False
    if question.rule is NOBODY or (question.rule is OWNER and caller != "owner"):
        return question.otherwise, True
    return question.answer, False


def send(asks: Person, question: Ask, things: dict[str, str]) -> Answer:
    method, path = question.call.split(" ")
    body = filled(question.body, things)
    for name, value in question.cookies.items():
        asks.client.cookies[name] = filled(value, things)
    answer = asks.client.generic(
        method,
        filled(path, things),
        "" if body is None else body if isinstance(body, str) else json.dumps(body),
        content_type="application/json",
        headers=OURS | filled(question.headers, things),
    )
    return read(answer)


def read(answer: Any) -> Answer:
    headers = {name: value for name, value in answer.items() if name not in OF_THE_MOMENT}
    return Answer(answer.status_code, headers, answer.cookies.output(), answer.getvalue())


def filled(template: Any, things: dict[str, str]) -> Any:
    """With the things in place of their names."""
    if isinstance(template, dict):
        return {name: filled(value, things) for name, value in template.items()}
    if isinstance(template, list):
        return [filled(each, things) for each in template]
    return (
        PLACE.sub(lambda match: things[match[1]], template)
        if isinstance(template, str)
        else template
    )
