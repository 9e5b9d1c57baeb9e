"""What the contract refuses gets the status and the code that it says, and changes nothing."""

import pytest

from tests.access.cast import Person, undone
from tests.access.matrix import Shop, send
from tests.access.policy import EVERYBODY, Ask
from tests.access.refusals import BAD, Bad
from tests.access.snapshot import belongings
from tests.rest.shapes import check_refusal

pytestmark = pytest.mark.django_db


def asker(shop: Shop, bad: Bad) -> Person:
    owners = {"owner": shop.owners["account"], "guest": shop.owners["guest"]}
    return owners.get(bad.caller) or shop.people[bad.caller]


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: f"{bad.call}: {bad.what}")
def test_refused(shop: Shop, bad: Bad) -> None:
    asks = asker(shop, bad)
    question = Ask(bad.call, bad.what, EVERYBODY, bad.status, bad.body, headers=bad.headers)
    with undone(asks):
        answer = send(asks, question, shop.things_of("account"))
        assert belongings(shop.owners["account"].user) == shop.belongings["account"]
    check_refusal(answer.status, answer.headers["Content-Type"], answer.content)
    said = answer.json
    assert (answer.status, said["code"]) == (bad.status, bad.code), said
    assert list(said.get("fields", {})) == ([bad.at] if bad.at else [])
    assert (answer.headers.get("WWW-Authenticate") == "Bearer") is (bad.status == 401)
