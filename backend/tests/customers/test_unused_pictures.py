"""Pictures that nobody uses go after a month; what a cart, a payment or an order needs never."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from customkeeps.accounts.guests import start_guest_session
from customkeeps.accounts.models import User
from customkeeps.cart import actions as cart_actions
from customkeeps.cart.models import CartItem
from customkeeps.catalog.models import Product
from customkeeps.customers.actions import unused_pictures
from customkeeps.customers.actions.guests import adopt_guest
from customkeeps.customers.actions.unused_pictures import delete_unused_designs, sweep_pictures
from customkeeps.designs import actions as design_actions
from customkeeps.designs.links import design_url
from customkeeps.designs.models import Artwork, Design
from customkeeps.payments.models import UNFINISHED, Payment
from tests.cart.shopping import add
from tests.clients import ShopClient, client_for
from tests.factories import (
    data_url,
    make_cart_item,
    make_design,
    make_document,
    make_order,
    make_payment,
    make_saved_design,
    picture_layer,
    png,
)

pytestmark = pytest.mark.django_db(transaction=True)
OURS = "http://testserver"


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(storage: Path) -> None:
    """Designs' files."""


def idle(design: Design, days: float = 31) -> Design:
    """Seen unused for the first time that many days ago."""
    then = timezone.now() - timedelta(days=days)
    Design.objects.filter(pk=design.pk).update(unused_since=then)
    return design


def days_idle(design: Design) -> float | None:
    design.refresh_from_db()
    if design.unused_since is None:
        return None
    return round((timezone.now() - design.unused_since) / timedelta(days=1), 1)


def is_whole(design: Design, storage: Path) -> bool:
    """Row and files."""
    artwork = design.artwork
    return Design.objects.filter(pk=design.pk, artwork__pk=artwork.pk).exists() and all(
        (storage / name).exists() for name in (artwork.file_name, artwork.thumbnail_name)
    )


def test_goes_after_30_days_with_rows_and_files(alice: User, storage: Path) -> None:
    young, old = idle(make_design(alice), 29.9), idle(make_design(alice, 1), 30.1)
    assert sweep_pictures() == (1, 0)
    assert (is_whole(young, storage), is_whole(old, storage)) == (True, False)
    assert (Design.objects.count(), Artwork.objects.count()) == (1, 1)
    assert len([path for path in storage.rglob("*") if path.is_file()]) == 2


def test_the_days_begin_when_it_is_seen_unused_and_end_when_it_is_used(
    alice: User, tshirt: Product
) -> None:
    design = make_design(alice)
    item = make_cart_item(alice, tshirt, design=design)
    delete_unused_designs()
    assert days_idle(design) is None
    item.delete()
    delete_unused_designs()
    assert days_idle(design) == 0
    idle(design, 20)
    delete_unused_designs()
    assert days_idle(design) == 20
    make_cart_item(alice, tshirt, design=design)
    delete_unused_designs()
    assert days_idle(design) is None


def in_the_cart(user: User, product: Product, design: Design) -> None:
    make_cart_item(user, product, design=design)


def ordered(user: User, product: Product, design: Design) -> None:
    item = make_cart_item(user, product, design=design)
    make_order(user)
    item.delete()


def saved(user: User, product: Product, design: Design) -> None:
    document = make_document(picture_layer(design.artwork.sha256))
    make_saved_design(user, product, documents=[document])


def being_paid(state: str) -> Callable[[User, Product, Design], None]:
    def pay(user: User, product: Product, design: Design) -> None:
        item = make_cart_item(user, product, design=design)
        Payment.objects.filter(pk=make_payment(user).pk).update(state=state)
        item.delete()

    pay.__name__ = f"payment_{state}"
    return pay


@pytest.mark.parametrize("needed", [in_the_cart, ordered, saved, *map(being_paid, UNFINISHED)])
def test_what_is_needed_stays_however_long(
    needed: Callable[[User, Product, Design], None], alice: User, tshirt: Product, storage: Path
) -> None:
    kept, gone = make_design(alice), idle(make_design(alice, 1), 1000)
    needed(alice, tshirt, kept)
    idle(kept, 1000)
    assert (sweep_pictures(), is_whole(kept, storage)) == ((1, 0), True)
    assert not Design.objects.filter(pk=gone.pk).exists()


def test_a_payment_that_came_to_nothing_needs_nothing(alice: User, tshirt: Product) -> None:
    design = make_design(alice)
    being_paid("canceled")(alice, tshirt, design)
    idle(design)
    assert sweep_pictures() == (1, 0)


def test_others_keep_their_own_and_shared_files_stay(
    alice: User, bob: User, tshirt: Product, storage: Path
) -> None:
    idle(make_design(alice))
    kept = make_design(bob)
    make_cart_item(bob, tshirt, design=kept)
    assert (sweep_pictures(), is_whole(kept, storage)) == ((1, 0), True)


def test_never_sooner_than_after_a_day(alice: User, settings: LazySettings) -> None:
    settings.UNUSED_PICTURE_DAYS = 0
    make_design(alice)
    assert sweep_pictures() == (0, 0)


def wanted_ways(user: User, design: Design) -> list[dict[str, Any]]:
    return [
        {"design": str(design.pk)},
        {"design_image_url": design_url(design, base_url=OURS)},
        {"design_image_url": data_url(png())},
    ]


@pytest.mark.parametrize("way", range(3))
def test_chosen_by_the_sweeper_and_wanted_again_it_stays(
    way: int,
    as_alice: ShopClient,
    alice: User,
    tshirt: Product,
    storage: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    design = idle(make_design(alice))
    delete_of = unused_pictures._delete_of

    def and_somebody_wants_it(owner: int, *rest: Any) -> int:
        answer = add(as_alice, **wanted_ways(alice, design)[way])
        assert answer.status_code == 201
        return delete_of(owner, *rest)

    monkeypatch.setattr(unused_pictures, "_delete_of", and_somebody_wants_it)
    assert (delete_unused_designs(), is_whole(design, storage)) == (0, True)
    assert CartItem.objects.get().design == design


def add_while_it_is_swept(
    client: ShopClient, wanted: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> int:
    """The sweeper runs after the design was accepted and before the line is in the cart."""
    add_or_merge = cart_actions._add_or_merge

    def swept_before(*args: Any) -> Any:
        delete_unused_designs()
        return add_or_merge(*args)

    monkeypatch.setattr(cart_actions, "_add_or_merge", swept_before)
    return int(add(client, **wanted).status_code)


@pytest.mark.parametrize("way", range(3))
def test_swept_between_accepting_and_adding_it_stays(
    way: int,
    as_alice: ShopClient,
    alice: User,
    tshirt: Product,
    storage: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    design = idle(make_design(alice))
    wanted = wanted_ways(alice, design)[way]
    assert add_while_it_is_swept(as_alice, wanted, monkeypatch) == 201
    assert is_whole(design, storage)


def test_without_saying_so_first_it_would_be_lost(
    as_alice: ShopClient, alice: User, tshirt: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control."""
    design = idle(make_design(alice))
    monkeypatch.setattr(design_actions, "use_again", lambda _: True)
    as_alice.raise_request_exception = False
    status = add_while_it_is_swept(as_alice, {"design": str(design.pk)}, monkeypatch)
    assert (status, Design.objects.exists(), CartItem.objects.exists()) == (500, False, False)


def test_gone_a_moment_ago_it_is_unknown_or_comes_anew(
    as_alice: ShopClient,
    alice: User,
    tshirt: Product,
    storage: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    design = idle(make_design(alice))
    read = design_actions.use_again

    def swept_before(found: Design) -> bool:
        delete_unused_designs()
        return read(found)

    monkeypatch.setattr(design_actions, "use_again", swept_before)
    assert add(as_alice, design=str(design.pk)).status_code == 400
    anew = add(as_alice, design_image_url=data_url(png()))
    assert anew.status_code == 201
    assert is_whole(Design.objects.get(), storage)


def test_sweeping_and_adding_at_once(
    as_alice: ShopClient, alice: User, tshirt: Product, storage: Path
) -> None:
    """Whoever is first: what is in the cart afterwards is whole."""
    designs = [idle(make_design(alice, shade)) for shade in range(16)]

    def add_all() -> list[int]:
        try:
            client = client_for(alice)
            return [add(client, design=str(design.pk)).status_code for design in designs]
        finally:
            connection.close()

    def sweep() -> None:
        try:
            for _ in range(8):
                delete_unused_designs()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        adding, sweeping = pool.submit(add_all), pool.submit(sweep)
        statuses = adding.result()
        sweeping.result()
    assert set(statuses) <= {201, 400}
    lines = list(CartItem.objects.select_related("design__artwork"))
    assert len(lines) == statuses.count(201) == Design.objects.count()
    assert all(is_whole(line.design, storage) for line in lines if line.design)


def test_a_double_that_a_guest_brings_along_is_used_from_then_on(
    alice: User, tshirt: Product, storage: Path
) -> None:
    mine = idle(make_design(alice))
    guest = start_guest_session(address="192.0.2.1").user
    make_cart_item(guest, tshirt, design=make_design(guest))
    adopt_guest(guest=guest, account=alice)
    assert days_idle(mine) is None
    assert CartItem.objects.get(user=alice).design == mine


def test_by_hand_and_by_the_worker(
    alice: User, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for duty in ("reconcile", "send_due_mails"):
        monkeypatch.setattr(f"customkeeps.worker.management.commands.work.{duty}", lambda: None)
    idle(make_design(alice))
    call_command("sweep_pictures", "--dry-run")
    assert Design.objects.count() == 1
    call_command("sweep_pictures")
    assert capsys.readouterr().out == (
        "To be deleted: 1 unused pictures, 0 files without a row.\n"
        "Deleted: 1 unused pictures, 0 files without a row.\n"
    )
    idle(make_design(alice))
    call_command("work", "--once")
    assert not Design.objects.exists()
