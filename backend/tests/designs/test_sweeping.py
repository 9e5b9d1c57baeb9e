"""Files without a row go, all others stay, also when a row comes at this moment."""

import os
import time
from pathlib import Path

import pytest

from customkeeps.accounts.models import User
from customkeeps.designs import actions
from customkeeps.designs.actions import accept_picture
from customkeeps.designs.models import Artwork, Design
from customkeeps.designs.pictures import Picture, normalise
from customkeeps.designs.sweeping import sweep_files
from tests.factories import data_url, make_design, png

DAYS = 86_400


@pytest.fixture(autouse=True)
def opened_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("customkeeps.designs.actions.normalise_bounded", normalise)


def age(storage: Path, days: float) -> None:
    then = time.time() - days * DAYS
    for path in storage.rglob("*"):
        if path.is_file():
            os.utime(path, (then, then))


def names(storage: Path) -> set[str]:
    return {str(path.relative_to(storage)) for path in storage.rglob("*") if path.is_file()}


def files_of(design: Design) -> set[str]:
    return {design.artwork.file_name, design.artwork.thumbnail_name}


def without_a_row(design: Design) -> Design:
    """As a process leaves it that has died before its commit."""
    Design.objects.filter(pk=design.pk).delete()
    Artwork.objects.filter(pk=design.artwork_id).delete()
    return design


def test_files_without_a_row_go_after_a_day(alice: User, bob: User, storage: Path) -> None:
    kept, shared = make_design(alice), make_design(alice, 1)
    make_design(bob, 1)
    without_a_row(shared)
    without_a_row(make_design(alice, 2))
    (storage / "artwork" / "ab").mkdir(exist_ok=True)
    (storage / "artwork" / "ab" / ".tmp12345").write_bytes(b"half of a")
    foreign = {"artwork/ab/notes.txt", "artwork/README", "readyz/x", "top.png"}
    (storage / "readyz").mkdir()
    for name in foreign:
        (storage / name).write_bytes(b"not ours")
    before = names(storage)
    age(storage, 0.9)
    assert (sweep_files(), names(storage)) == (0, before)
    age(storage, 1.1)
    assert (sweep_files(dry_run=True), names(storage)) == (3, before)
    assert sweep_files() == 3
    assert names(storage) == files_of(kept) | files_of(shared) | foreign
    assert sweep_files() == 0


def test_one_young_file_keeps_both(alice: User, storage: Path) -> None:
    gone = without_a_row(make_design(alice))
    age(storage, 2)
    (storage / gone.artwork.thumbnail_name).touch()
    assert sweep_files() == 0
    assert names(storage) == files_of(gone)


def test_an_empty_shop_has_nothing_to_sweep(db: None, storage: Path) -> None:
    assert sweep_files() == 0


def sweep_between_file_and_row(
    alice: User, storage: Path, monkeypatch: pytest.MonkeyPatch
) -> set[str]:
    """An upload finds the files of one that died a day ago, and a sweeper the same files.

    Returns what is missing afterwards.
    """
    without_a_row(make_design(alice))
    age(storage, 2)
    keep_rows = actions._keep_rows

    def swept_before(user: User, artwork: Artwork) -> Design:
        assert sweep_files() == 2
        return keep_rows(user, artwork)

    monkeypatch.setattr(actions, "_keep_rows", swept_before)
    design = accept_picture(user=alice, data_url=data_url(png()))
    return files_of(design) - names(storage)


def test_an_upload_of_this_moment_keeps_its_files(
    alice: User, storage: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sweep_between_file_and_row(alice, storage, monkeypatch) == set()


def test_without_the_second_look_they_are_lost(
    alice: User, storage: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control."""
    keep_files, looks = actions._keep_files, []

    def once(artwork: Artwork, picture: Picture) -> None:
        looks.append(artwork)
        if len(looks) == 1:
            keep_files(artwork, picture)

    monkeypatch.setattr(actions, "_keep_files", once)
    assert len(sweep_between_file_and_row(alice, storage, monkeypatch)) == 2


def test_a_row_that_comes_after_the_file_went_gets_it_back(
    alice: User, bob: User, storage: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_a_row(make_design(alice))
    age(storage, 2)
    from customkeeps.designs import erasing  # noqa: PLC0415 (only here it is looked into)

    take_away, comers = erasing._take_away, [bob]

    def and_somebody_comes(name: str) -> bytes | None:
        content: bytes | None = take_away(name)
        if comers:
            row = Artwork(user=comers.pop(), sha256=Path(name).name[:64], source_sha256="1" * 64)
            row.format, row.width_px, row.height_px, row.size_bytes = "png", 40, 30, 1
            row.save()
        return content

    monkeypatch.setattr(erasing, "_take_away", and_somebody_comes)
    assert sweep_files() == 0
    assert len(names(storage)) == 2
