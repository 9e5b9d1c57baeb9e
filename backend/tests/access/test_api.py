"""Every endpoint of the API, of every kind of thing, by every kind of caller."""

import pytest

from tests.access.matrix import Shop, ask, template
from tests.access.policy import ASKS, CALLERS, OF_ACCOUNTS, OF_GUESTS, Ask, asks_of
from tests.rest.endpoints import METHODS, calls

pytestmark = pytest.mark.django_db

CELLS = [
    pytest.param(owner, question, caller, id=f"{caller}: {question.name} of {owner}")
    for owner in ("account", "guest")
    for question in asks_of(owner)
    for caller in CALLERS
]


@pytest.mark.parametrize(("owner", "question", "caller"), CELLS)
def test_cell(shop: Shop, owner: str, question: Ask, caller: str) -> None:
    ask(shop, question, owner=owner, caller=caller)


def unclassified(asked: tuple[Ask, ...]) -> set[str]:
    """Endpoints that the table says nothing of."""
    known = {f"{each.call.split(' ')[0]} {template(each.call)}" for each in asked}
    found = {f"{method} {endpoint.template}" for endpoint, method in calls(*METHODS)}
    return found - known


def test_every_endpoint_is_in_the_table() -> None:
    assert unclassified(ASKS + OF_ACCOUNTS + OF_GUESTS) == set()
