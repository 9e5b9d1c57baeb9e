"""`CATALOGUE_PUBLIC`: anyone may browse, or only who is logged in."""

import pytest
from django.conf import LazySettings
from django.test import Client

from customkeeps.accounts.models import User
from customkeeps.catalog.models import Product
from tests.accounts.people import OURS, bearer, send
from tests.clients import ShopClient
from tests.statements import statements_of

pytestmark = pytest.mark.django_db

EACH_ADDRESS = pytest.mark.parametrize("address", ["/api/products/", "/api/products/t-shirt/"])


@EACH_ADDRESS
def test_a_public_shop_ignores_tokens(
    as_nobody: ShopClient, as_alice: ShopClient, tshirt: Product, address: str
) -> None:
    bad = as_nobody.get(address, headers={"Authorization": "Bearer nonsense"})
    answers = [as_nobody.get(address), as_alice.get(address), bad]
    assert [answer.status_code for answer in answers] == [200] * 3
    assert len({answer.content for answer in answers}) == 1


@EACH_ADDRESS
def test_a_private_shop_needs_a_good_token(
    as_nobody: ShopClient,
    as_alice: ShopClient,
    tshirt: Product,
    settings: LazySettings,
    address: str,
) -> None:
    settings.CATALOGUE_PUBLIC = False
    without = as_nobody.get(address)
    bad = as_nobody.get(address, headers={"Authorization": "Bearer nonsense"})
    assert [(answer.status_code, answer.json()["code"]) for answer in (without, bad)] == [
        (401, "not_authenticated"),
        (401, "bad_token"),
    ]
    assert [answer["WWW-Authenticate"] for answer in (without, bad)] == ["Bearer"] * 2
    assert as_alice.get(address).status_code == 200


def test_a_private_shop_costs_one_statement_more(
    as_alice: ShopClient, tshirt: Product, settings: LazySettings
) -> None:
    settings.CATALOGUE_PUBLIC = False
    assert len(statements_of(lambda: as_alice.get("/api/products/"))) == 2


@EACH_ADDRESS
def test_in_a_private_shop_guests_are_nobody(
    client: Client, tshirt: Product, settings: LazySettings, address: str
) -> None:
    access = send(client, "/api/session/guest/", {}, headers=OURS).json()["access"]
    settings.CATALOGUE_PUBLIC = False
    assert client.get(address, headers=bearer(access)).status_code == 403
    asked = send(Client(), "/api/session/guest/", {}, headers=OURS)
    assert (asked.status_code, asked.json()["code"]) == (403, "account_needed")
    assert User.objects.count() == 1
