"""Copies of pictures for screens: small, made once, and gone with their picture."""

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from customkeeps.accounts.models import User
from customkeeps.designs import bounded, screens
from customkeeps.designs.actions import accept_picture
from customkeeps.designs.erasing import delete_designs
from customkeeps.designs.links import artwork_url
from customkeeps.designs.models import Artwork, Design
from customkeeps.designs.pictures import InvalidPictureError, normalise
from tests.clients import ShopClient
from tests.designs.samples import file_of, plain
from tests.factories import data_url, make_design

pytestmark = pytest.mark.django_db


@pytest.fixture
def large(alice: User, monkeypatch: pytest.MonkeyPatch) -> Artwork:
    """A picture of 3000 x 600 pixels, half of them see-through."""
    monkeypatch.setattr("customkeeps.designs.actions.normalise_bounded", normalise)
    image = plain(3000, 600, (10, 20, 30, 255), "RGBA")
    image.paste((0, 0, 0, 0), (0, 0, 1500, 600))
    return accept_picture(user=alice, data_url=data_url(file_of(image))).artwork


def shown(client: ShopClient, artwork: Artwork) -> tuple[str, Image.Image]:
    answer = client.get(artwork_url(artwork, base_url="", size="screen"))
    assert answer.status_code == 200
    return answer["Content-Type"], Image.open(io.BytesIO(answer.getvalue()))


def names(storage: Path) -> set[str]:
    return {str(path.relative_to(storage)) for path in storage.rglob("*") if path.is_file()}


def test_a_large_picture_has_a_small_copy(as_nobody: ShopClient, large: Artwork) -> None:
    kind, image = shown(as_nobody, large)
    assert (kind, image.size, image.mode) == ("image/webp", (2000, 400), "RGBA")
    assert image.getpixel((100, 200))[3] == 0
    assert image.getpixel((1900, 200))[3] == 255


def test_it_is_made_once(
    as_nobody: ShopClient, large: Artwork, storage: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert large.screen_name not in names(storage)
    shown(as_nobody, large)
    assert large.screen_name in names(storage)
    monkeypatch.setattr(bounded, "WALL_SECONDS", 0.001)
    shown(as_nobody, large)


def test_a_small_picture_is_its_own_copy(as_nobody: ShopClient, alice: User, storage: Path) -> None:
    artwork = make_design(alice).artwork
    kind, image = shown(as_nobody, artwork)
    assert (kind, image.size) == ("image/png", (40, 30))
    assert artwork.screen_name not in names(storage)


def test_one_that_takes_too_much_is_shown_whole(
    as_nobody: ShopClient, large: Artwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> bytes:
        raise InvalidPictureError("too much")

    monkeypatch.setattr(screens, "shrink_bounded", fail)
    kind, image = shown(as_nobody, large)
    assert (kind, image.size) == ("image/png", (3000, 600))


def test_it_goes_with_its_picture(
    as_nobody: ShopClient, large: Artwork, storage: Path, django_capture_on_commit_callbacks: Any
) -> None:
    shown(as_nobody, large)
    with django_capture_on_commit_callbacks(execute=True):
        delete_designs(Design.objects.all())
    assert names(storage) == set()


def test_of_a_picture_deleted_meanwhile_nothing_stays(
    as_nobody: ShopClient, large: Artwork, storage: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shrink = screens.shrink_bounded

    def and_it_is_deleted(data: bytes, file_format: str) -> bytes:
        Design.objects.all().delete()
        Artwork.objects.all().delete()
        return shrink(data, file_format)

    monkeypatch.setattr(screens, "shrink_bounded", and_it_is_deleted)
    link = artwork_url(large, base_url="", size="screen")
    assert as_nobody.get(link).status_code == 404
    assert large.screen_name not in names(storage)


def test_without_its_file_there_is_nothing_to_show(
    as_nobody: ShopClient, large: Artwork, storage: Path
) -> None:
    (storage / large.file_name).unlink()
    assert as_nobody.get(artwork_url(large, base_url="", size="screen")).status_code == 404


@pytest.mark.parametrize("size", ["picture", "screen", "thumbnail"])
def test_a_link_is_good_for_its_picture_and_size_alone(
    as_nobody: ShopClient, alice: User, size: Any
) -> None:
    one, two = make_design(alice).artwork, make_design(alice, 1).artwork
    link = artwork_url(one, base_url="", size=size)
    assert as_nobody.get(link).getvalue() != b""
    other = {"picture": "thumbnail", "screen": "picture", "thumbnail": "screen"}[size]
    for changed in (
        link.replace(one.sha256, two.sha256),
        link.replace(f"size={size}", f"size={other}"),
        link.replace("expires=", "expires=1"),
        link[:-1],
    ):
        assert as_nobody.get(changed).status_code == 404
