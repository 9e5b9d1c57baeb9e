"""How many pictures one person may have here, however many arrive at once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection

from customkeeps.accounts.guests import start_guest_session
from customkeeps.accounts.models import User
from customkeeps.catalog.models import Product
from customkeeps.designs import actions
from customkeeps.designs.models import Artwork, Design
from customkeeps.designs.pictures import normalise
from customkeeps.designs.quotas import check_room
from tests.cart.shopping import add
from tests.clients import ShopClient, client_for
from tests.factories import data_url, make_design, png
from tests.statements import statements_of

pytestmark = pytest.mark.django_db
TABS = 4


@pytest.fixture(autouse=True)
def opened_at_once(storage: Path, tshirt: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a process for each: what is counted is what comes out of it."""
    monkeypatch.setattr("customkeeps.designs.actions.normalise_bounded", normalise)


def send(client: ShopClient, shade: int) -> Any:
    return add(client, design_image_url=data_url(png(shade)))


def files(storage: Path) -> int:
    return sum(path.is_file() for path in storage.rglob("*"))


def refusal(answer: Any) -> tuple[int, str, str]:
    return answer.status_code, answer.json()["code"], answer.json()["error"]


def test_so_many_and_no_more(
    as_alice: ShopClient, alice: User, storage: Path, settings: LazySettings
) -> None:
    settings.PICTURES_PER_SHOPPER = 2
    assert [send(as_alice, shade).status_code for shade in (0, 1)] == [201, 201]
    assert refusal(send(as_alice, 2)) == (
        409,
        "picture_quota",
        "We keep 2 pictures for you, which is the most. Those in no cart and no order go after "
        "30 days; until then use one that you have sent before.",
    )
    assert send(as_alice, 1).status_code == 200
    assert (Artwork.objects.count(), Design.objects.count(), files(storage)) == (2, 2, 4)


def test_so_large_and_no_larger(
    as_alice: ShopClient, alice: User, storage: Path, settings: LazySettings
) -> None:
    settings.PICTURE_MIB_PER_SHOPPER = 1
    first = make_design(alice).artwork
    Artwork.objects.update(size_bytes=settings.MIB - first.size_bytes)
    assert send(as_alice, 1).status_code == 201
    status, code, words = refusal(send(as_alice, 2))
    assert (status, code) == (409, "picture_quota")
    assert words.startswith("Your pictures would take more than the 1 MB for them.")
    assert (Artwork.objects.count(), files(storage)) == (2, 4)


def test_a_guest_has_less_room_and_is_told_how_to_get_more(settings: LazySettings) -> None:
    settings.PICTURES_PER_GUEST = 1
    guest = start_guest_session(address="192.0.2.1").user
    as_guest = client_for(guest)
    assert send(as_guest, 0).status_code == 201
    assert refusal(send(as_guest, 1))[2] == (
        "We keep 1 pictures for you, which is the most. Log in or create an account to keep more."
    )
    User.objects.filter(pk=guest.pk).update(is_guest=False)
    assert send(as_guest, 1).status_code == 201


def test_others_have_room_of_their_own(
    as_alice: ShopClient, as_bob: ShopClient, settings: LazySettings
) -> None:
    settings.PICTURES_PER_SHOPPER = 1
    assert [send(each, 0).status_code for each in (as_alice, as_bob)] == [201, 201]


def test_the_scale_of_limits_counts_here_too(as_alice: ShopClient, settings: LazySettings) -> None:
    settings.PICTURES_PER_SHOPPER, settings.RATE_LIMIT_SCALE = 4, 0.5
    assert [send(as_alice, shade).status_code for shade in range(3)] == [201, 201, 409]


def test_who_is_full_costs_no_work(
    as_alice: ShopClient, alice: User, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PICTURES_PER_SHOPPER = 1
    make_design(alice)
    monkeypatch.setattr("customkeeps.designs.actions.normalise_bounded", pytest.fail)
    assert send(as_alice, 1).status_code == 409


def test_what_it_costs_does_not_grow_with_the_pictures(as_alice: ShopClient, alice: User) -> None:
    costs = []
    for shade in (0, 10):
        for each in range(shade // 10 * 3):
            make_design(alice, 100 + each)
        costs.append(len(statements_of(lambda shade=shade: send(as_alice, shade))))
    assert costs[0] == costs[1]


def test_a_source_that_an_older_release_stored_otherwise_is_still_one_picture(
    as_alice: ShopClient, alice: User, storage: Path
) -> None:
    old = make_design(alice)
    Artwork.objects.update(sha256="0" * 64)
    Design.objects.all().delete()
    for name in (old.artwork.file_name, old.artwork.thumbnail_name):
        (storage / name).unlink()
    answer = send(as_alice, 0)
    assert (answer.status_code, files(storage)) == (201, 0)
    assert Design.objects.get().fingerprint == "0" * 64


def at_once(user: User, monkeypatch: pytest.MonkeyPatch) -> Counter[int]:
    """Different pictures from TABS tabs, all of which get as far as to ask for room together."""
    ready = Barrier(TABS)

    def ask(user: User, *, size_bytes: int) -> None:
        check_room(user, size_bytes=size_bytes)
        if size_bytes > 1:  # the one that counts
            with suppress(BrokenBarrierError):
                ready.wait(1)

    monkeypatch.setattr(actions, "check_room", ask)

    def tab(shade: int) -> int:
        try:
            return int(send(client_for(user), shade).status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(TABS) as pool:
        return Counter(pool.map(tab, range(1, TABS + 1)))


@pytest.mark.django_db(transaction=True)
def test_the_last_place_is_given_once(
    alice: User, storage: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PICTURES_PER_SHOPPER = 2
    make_design(alice)
    assert at_once(alice, monkeypatch) == {201: 1, 409: TABS - 1}
    assert (Artwork.objects.count(), files(storage)) == (2, 4)


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_that_fails(
    alice: User, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control. SQLite begins with a lock on everything, so there it holds all the same."""
    settings.PICTURES_PER_SHOPPER = 2
    make_design(alice)
    monkeypatch.setattr(actions, "lock_user", lambda _: None)
    held = at_once(alice, monkeypatch) == {201: 1, 409: TABS - 1}
    assert held is (connection.vendor == "sqlite")
