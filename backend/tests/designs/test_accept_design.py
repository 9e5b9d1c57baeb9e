"""What a shopper may send as `design_image_url`, and which design it is."""

import hashlib
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.conf import LazySettings
from PIL import Image
from rest_framework.exceptions import Throttled

from customkeeps.accounts.models import User
from customkeeps.designs.actions import accept_design
from customkeeps.designs.links import design_url
from customkeeps.designs.models import Artwork, Design
from customkeeps.rest.errors import InvalidInput
from tests.designs.samples import chunk, file_of, plain
from tests.factories import data_url
from tests.statements import statements_of

OURS = "http://testserver"
NOT_OURS = "Send a PNG or JPEG picture, or one of your own designs."
PICTURE = file_of(plain())


def accept(user: User, image_url: str, **more: Any) -> Design | None:
    return accept_design(
        user=user, image_url=image_url, base_url=OURS, **{"design_id": None, **more}
    )


def refusal(user: User, image_url: str, **more: Any) -> tuple[str, dict[str, list[str]] | None]:
    with pytest.raises(InvalidInput) as caught:
        accept(user, image_url, **more)
    return str(caught.value.get_codes()), caught.value.fields


def stored(storage: Path) -> list[str]:
    return sorted(str(path.relative_to(storage)) for path in storage.rglob("*") if path.is_file())


def test_a_picture_becomes_a_design(alice: User, storage: Path) -> None:
    design = accept(alice, data_url(PICTURE))
    assert design is not None
    artwork = design.artwork
    content = (storage / artwork.file_name).read_bytes()
    assert (design.user, design.documents, design.fingerprint) == (alice, None, artwork.sha256)
    assert (artwork.format, artwork.width_px, artwork.height_px) == ("png", 40, 30)
    assert artwork.size_bytes == len(content)
    assert artwork.sha256 == hashlib.sha256(content).hexdigest()
    assert artwork.source_sha256 == hashlib.sha256(PICTURE).hexdigest()
    assert stored(storage) == [artwork.file_name, artwork.thumbnail_name]


def test_the_same_picture_is_the_same_design(alice: User, storage: Path) -> None:
    renamed = PICTURE[:33] + chunk(b"tEXt", b"Title\0another file, same pixels") + PICTURE[33:]
    first = accept(alice, data_url(PICTURE))
    assert accept(alice, data_url(PICTURE)) == first
    assert accept(alice, data_url(renamed)) == first
    assert (Design.objects.count(), Artwork.objects.count()) == (1, 1)
    assert len(stored(storage)) == 2


def test_another_picture_is_another_design(alice: User) -> None:
    assert accept(alice, data_url(PICTURE)) != accept(alice, data_url(file_of(plain(41, 30))))


def test_two_people_share_the_file_but_not_the_design(
    alice: User, bob: User, storage: Path
) -> None:
    assert accept(alice, data_url(PICTURE)) != accept(bob, data_url(PICTURE))
    assert Artwork.objects.count() == 2
    assert len(stored(storage)) == 2


def test_a_known_picture_is_not_opened_again(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    first = accept(alice, data_url(PICTURE))
    monkeypatch.setattr("customkeeps.designs.bounded.WALL_SECONDS", 0.001)
    assert accept(alice, data_url(PICTURE)) == first


def test_statements(alice: User) -> None:
    designs: list[Design | None] = []
    new = statements_of(lambda: designs.append(accept(alice, data_url(PICTURE))))
    known = statements_of(lambda: accept(alice, data_url(PICTURE)))
    assert designs[0] is not None
    link = design_url(designs[0], base_url=OURS)
    named = statements_of(lambda: accept(alice, link))
    # Known? counted, room? then with the user locked: known? room? picture, known? design.
    assert (len(new), len(known), len(named)) == (9, 1, 1), new


def test_nothing_given_is_no_design(alice: User) -> None:
    assert accept(alice, "") is None


@pytest.mark.parametrize("base", [OURS, "HTTP://TestServer", "https://shop.example", ""])
@pytest.mark.parametrize("size", ["picture", "thumbnail"])
def test_our_own_link_names_the_design(alice: User, base: str, size: Any) -> None:
    design = accept(alice, data_url(PICTURE))
    assert design is not None
    with time_machine.travel(0):
        expired = design_url(design, base_url=base, size=size)
    for link in (expired, design_url(design, base_url=base), expired.partition("?")[0]):
        assert accept(alice, link) == design


def test_an_id_names_the_design(alice: User, bob: User) -> None:
    design = accept(alice, data_url(PICTURE))
    assert design is not None
    assert accept(alice, "", design_id=design.pk) == design
    wanted = ("invalid_input", {"design": ["This is not one of your designs."]})
    assert refusal(bob, "", design_id=design.pk) == wanted
    assert refusal(bob, "", design_id=uuid4()) == wanted


def test_foreign_and_unknown_designs_are_refused_alike(alice: User, bob: User) -> None:
    design = accept(alice, data_url(PICTURE))
    assert design is not None
    foreign = refusal(bob, design_url(design, base_url=OURS))
    unknown = refusal(bob, f"{OURS}/api/designs/{uuid4()}/picture/")
    assert foreign == unknown == ("invalid_input", {"design_image_url": [NOT_OURS]})


@pytest.mark.parametrize(
    "image_url",
    [
        "http://elsewhere.example/api/designs/{id}/picture/",
        "http://testserver.elsewhere.example/api/designs/{id}/picture/",
        "http://testserver@elsewhere.example/api/designs/{id}/picture/",
        "http://elsewhere.example/?http://testserver/api/designs/{id}/picture/",
        "http://testserver:81/api/designs/{id}/picture/",
        "//testserver/api/designs/{id}/picture/",
        "http://[/api/designs/{id}/picture/",
        "http://testserver/api/designs/{id}/picture/#x",
        "http://testserver/media/{id}.png",
        "/api/designs/{id}/picture/\n",
        "https://images.example/cat.png",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "blob:http://testserver/1",
        "data:image/svg+xml;base64,PHN2Zy8+",
        "data:image/gif;base64,R0lGODlhAQABAAAAACw=",
        "data:image/jpg;base64,AAAA",
        "data:image/png,AAAA",
        "data:text/html;base64,AAAA",
        "\0",
        "\ud800",
        "x" * 100_000,
    ],
)
def test_any_other_address_is_refused(alice: User, image_url: str) -> None:
    design = accept(alice, data_url(PICTURE))
    assert design is not None
    wanted = ("invalid_input", {"design_image_url": [NOT_OURS]})
    assert refusal(alice, image_url.replace("{id}", str(design.pk))) == wanted


@pytest.mark.parametrize("encoded", ["%", "AAA", "AA\nAA", "AA AA", "ä" * 4, "\ud800"])
def test_base64_is_strict(alice: User, encoded: str) -> None:
    assert refusal(alice, f"data:image/png;base64,{encoded}") == (
        "invalid_picture",
        {"design_image_url": ["This picture arrived damaged. Choose it again."]},
    )


def test_refused_picture_leaves_nothing_behind(alice: User, storage: Path) -> None:
    code, fields = refusal(alice, data_url(file_of(plain(8, 8))))
    assert (code, list(fields or {})) == ("invalid_picture", ["design_image_url"])
    assert (Design.objects.count(), stored(storage)) == (0, [])


def test_five_mebibytes_are_the_limit(alice: User, settings: LazySettings) -> None:
    noise = file_of(Image.effect_noise((400, 400), 90))
    full = noise + b"\0" * (settings.MAX_PICTURE_BYTES - len(noise))
    assert accept(alice, data_url(full)) is not None
    too_large = ("picture_too_large", {"design_image_url": ["This picture is larger than 5 MB."]})
    assert refusal(alice, data_url(full + b"\0")) == too_large
    assert refusal(alice, data_url(full + b"\0" * 9)) == too_large


def test_uploads_are_limited_but_not_what_is_known(
    alice: User, bob: User, monkeypatch: pytest.MonkeyPatch, settings: LazySettings
) -> None:
    settings.RATE_LIMIT_SCALE = 1 / 30
    first = accept(alice, data_url(PICTURE))
    with pytest.raises(Throttled):
        accept(alice, data_url(file_of(plain(50, 50))))
    assert accept(alice, data_url(PICTURE)) == first
    assert accept(bob, data_url(PICTURE)) is not None


def test_designs_outlive_their_owner(alice: User) -> None:
    accept(alice, data_url(PICTURE))
    alice.delete()
    assert list(Design.objects.values_list("user", "artwork__user")) == [(None, None)]
