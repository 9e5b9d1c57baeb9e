"""The worker finds out about pictures from before anybody asked."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from customkeeps.accounts.models import User
from customkeeps.designs import facts
from customkeeps.designs.actions import accept_picture
from customkeeps.designs.facts import AT_ONCE, find_facts, find_facts_when_due
from customkeeps.designs.models import Artwork
from tests.designs.samples import file_of
from tests.factories import data_url, make_design

pytestmark = pytest.mark.django_db
UNKNOWN: dict[str, Any] = {"has_alpha": None, "border_colour": "", "true_scale": None}


def known(artwork: Artwork) -> tuple[bool | None, str, float | None]:
    artwork.refresh_from_db()
    return artwork.has_alpha, artwork.border_colour, artwork.true_scale


def seen_through() -> bytes:
    return file_of(Image.new("RGBA", (40, 30), (0, 0, 0, 0)))


def test_an_uploaded_picture_is_known_at_once(alice: User) -> None:
    bare = accept_picture(user=alice, data_url=data_url(seen_through()))
    assert known(bare.artwork) == (True, "", 1)
    assert find_facts() == 0


def test_older_pictures_become_known(alice: User, bob: User, storage: Path) -> None:
    hers = accept_picture(user=alice, data_url=data_url(seen_through())).artwork
    his = accept_picture(user=bob, data_url=data_url(seen_through())).artwork
    Artwork.objects.update(**UNKNOWN)
    assert find_facts() == 1, "they share the file"
    assert known(hers) == known(his) == (True, "", 1)
    assert find_facts() == 0


def test_a_few_at_a_time_and_a_missing_or_broken_file_is_not_asked_for_again(
    alice: User, storage: Path
) -> None:
    artworks = [make_design(alice, shade).artwork for shade in range(AT_ONCE + 1)]
    Artwork.objects.update(**UNKNOWN)
    (storage / artworks[0].file_name).unlink()
    (storage / artworks[1].file_name).write_bytes(b"not a picture any more")
    assert (find_facts(), find_facts(), find_facts()) == (AT_ONCE, 1, 0)
    assert {known(artwork)[::2] for artwork in artworks} == {(False, 1)}
    assert [known(artwork)[1] for artwork in artworks[:2]] == ["", ""]


def test_the_worker_looks_again_at_once_only_while_there_is_more(
    alice: User, storage: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facts._Clock, "due", 0.0)
    for shade in range(AT_ONCE + 1):
        make_design(alice, shade)
    Artwork.objects.update(**UNKNOWN)
    assert [find_facts_when_due() for _ in range(3)] == [AT_ONCE, 1, 0]
    Artwork.objects.update(**UNKNOWN)
    assert find_facts_when_due() == 0, "not within the hour"
