"""`/api/designs/`: pictures are uploaded; designs are saved, changed, copied, shared, deleted."""

from typing import Any
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile

from customkeeps.accounts.models import User
from customkeeps.catalog.models import Product
from customkeeps.designs import saved
from customkeeps.designs.models import Artwork, Design, SavedDesign
from customkeeps.designs.pictures import normalise
from tests.clients import ShopClient
from tests.designs.samples import file_of, plain
from tests.factories import (
    make_cart_item,
    make_design,
    make_document,
    make_product,
    make_saved_design,
    picture_layer,
    png,
    words_layer,
)
from tests.statements import statements_of

pytestmark = pytest.mark.django_db
ADDRESS = "/api/designs/"


@pytest.fixture(autouse=True)
def opened_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("customkeeps.designs.actions.normalise_bounded", normalise)


def upload(client: ShopClient, data: bytes, kind: str = "image/png", name: str = "file") -> Any:
    form = {name: SimpleUploadedFile("picture", data, kind)}
    return client.post(ADDRESS, form, format="multipart")


def save(client: ShopClient, product: Product, /, **changes: Any) -> Any:
    wanted = {"product": product.pk, "documents": [make_document()], **changes}
    return client.post(ADDRESS, wanted)


def saved_by(client: ShopClient, product: Product, /, **changes: Any) -> dict[str, Any]:
    answer = save(client, product, **changes)
    assert answer.status_code == 201, answer.content
    body: dict[str, Any] = answer.json()
    return body


def field(answer: Any) -> tuple[int, list[str]]:
    return answer.status_code, list(answer.json().get("fields", {}))


# Pictures


def test_an_uploaded_picture_can_be_seen_put_in_a_cart_and_drawn_with(
    as_alice: ShopClient, as_nobody: ShopClient, tshirt: Product
) -> None:
    answer = upload(as_alice, png())
    assert answer.status_code == 201, answer.content
    picture = answer.json()
    assert (picture["kind"], picture["width_px"], picture["height_px"]) == ("picture", 40, 30)
    for name in ("url", "preview_url", "thumb_url"):
        assert as_nobody.get(picture[name]).getvalue() != b""
    for wanted in ({"design": picture["id"]}, {"design_image_url": picture["url"]}):
        line = {"product": tshirt.pk, "base_color": "White", **wanted}
        assert as_alice.post("/api/cart/", line).status_code in (200, 201)
    drawn = saved_by(as_alice, tshirt, documents=[make_document(picture_layer(picture["artwork"]))])
    assert [artwork["sha256"] for artwork in drawn["artworks"]] == [picture["artwork"]]


def test_the_same_picture_is_the_same_design(as_alice: ShopClient) -> None:
    first, second = upload(as_alice, png()), upload(as_alice, png())
    assert (second.status_code, second.json()["id"]) == (201, first.json()["id"])


def test_one_key_uploads_once(as_alice: ShopClient) -> None:
    answers = [
        as_alice.post(
            ADDRESS,
            {"file": SimpleUploadedFile("p", png(shade), "image/png")},
            format="multipart",
            headers={"Idempotency-Key": "k-1"},
        )
        for shade in (0, 0, 1)
    ]
    assert [answer.status_code for answer in answers] == [201, 201, 409]
    assert answers[0].content == answers[1].content


@pytest.mark.parametrize(
    ("data", "kind", "code"),
    [
        (b"GIF89a", "image/gif", "invalid_picture"),
        (b"<svg/>", "image/svg+xml", "invalid_picture"),
        (png(), "image/jpeg", "invalid_picture"),
        (b"\x89PNG\r\n\x1a\n", "image/png", "invalid_picture"),
        (b"", "image/png", "invalid_picture"),
        (png(), "", "invalid_picture"),
        (png(), "application/octet-stream", "invalid_picture"),
        (png() + b"\0" * (5 * 1024 * 1024), "image/png", "picture_too_large"),
        (file_of(plain(8, 8)), "image/png", "invalid_picture"),
    ],
)
def test_what_is_no_picture_is_refused(
    as_alice: ShopClient, data: bytes, kind: str, code: str
) -> None:
    answer = upload(as_alice, data, kind)
    assert (*field(answer), answer.json()["code"]) == (400, ["file"], code)
    assert not Artwork.objects.exists()


def test_a_form_without_a_file_is_refused(as_alice: ShopClient) -> None:
    assert field(upload(as_alice, png(), name="picture")) == (400, ["file"])
    words = as_alice.post(ADDRESS, {"file": "words"}, format="multipart")
    assert field(words) == (400, ["file"])


@pytest.mark.parametrize("body", [b"", b"--x", b"--x--", b"--x\r\n\r\n", b"hello", b"\0" * 99])
def test_half_a_form_is_refused(as_alice: ShopClient, body: bytes) -> None:
    answer = as_alice.generic("POST", ADDRESS, body, content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 400


def test_uploads_share_the_limits_of_the_cart(as_alice: ShopClient, settings: LazySettings) -> None:
    settings.RATE_LIMIT_SCALE = 1 / 30
    assert upload(as_alice, png()).status_code == 201
    assert upload(as_alice, png(1)).status_code == 429


def test_a_picture_is_shown_and_deleted_when_nothing_needs_it(
    as_alice: ShopClient, as_bob: ShopClient, alice: User, tshirt: Product
) -> None:
    picture = upload(as_alice, png()).json()
    address = f"{ADDRESS}{picture['id']}/"
    shown = as_alice.get(address).json()
    assert {**shown, "url": ""} == {**picture, "url": ""}
    line = make_cart_item(alice, tshirt, design=Design.objects.get())
    refused = as_alice.delete(address)
    assert (refused.status_code, refused.json()["code"]) == (409, "design_in_use")
    line.delete()
    assert as_bob.delete(address).status_code == 404
    assert as_alice.delete(address).status_code == 204
    assert as_alice.get(address).status_code == 404
    assert not Artwork.objects.exists()


# Saved designs


def test_a_design_is_kept_as_it_was_drawn(as_alice: ShopClient) -> None:
    product = make_product("Hoodie", placements=("Front", "Back", "Hood"))
    back, front = make_document(placement="back"), make_document()
    empty = {**make_document(placement="hood"), "layers": []}
    body = saved_by(as_alice, product, color="Black", documents=[back, empty, front])
    assert body["documents"] == [front, back]
    assert (body["name"], body["color"], body["product"], body["product_slug"]) == (
        "Hoodie",
        "Black",
        product.pk,
        "hoodie",
    )
    assert (body["revision"], body["share_url"], body["artworks"]) == (1, None, [])
    assert as_alice.get(f"{ADDRESS}{body['id']}/").json() == body
    assert as_alice.get(ADDRESS).json() == [{**body, "preflight": None}]


def test_one_design_tells_what_may_go_wrong_in_printing_it(
    as_alice: ShopClient, alice: User, tshirt: Product
) -> None:
    artwork = make_design(alice).artwork
    coarse = make_document(picture_layer(artwork.sha256), words_layer(content="Hi \u2603"))
    body = saved_by(as_alice, tshirt, color="Black", documents=[coarse])
    told = [(finding["code"], finding["level"], finding["layer"]) for finding in body["preflight"]]
    assert told == [
        ("missing_characters", "error", "t1"),
        ("low_dpi", "confirm", "i1"),
        ("background_box", "warning", "i1"),
    ]
    assert body["preflight"][1]["sentence"].startswith("At 100 \u00d7 75 mm this picture prints")
    address = f"{ADDRESS}{body['id']}/"
    assert as_alice.get(address).json()["preflight"] == body["preflight"]
    seen = make_document(words_layer(colour="#ffffff"))
    changed = as_alice.patch(address, {"revision": 1, "documents": [seen]})
    assert changed.json()["preflight"] == []
    assert saved_by(as_alice, tshirt, documents=[])["preflight"] == []


def test_an_empty_one_is_a_beginning(as_alice: ShopClient, tshirt: Product) -> None:
    assert saved_by(as_alice, tshirt, documents=[])["documents"] == []


def test_numbers_are_read_as_lengths(as_alice: ShopClient, tshirt: Product) -> None:
    document = make_document(words_layer(x_mm=10.12349, y_mm=7.0))
    [kept] = saved_by(as_alice, tshirt, documents=[document])["documents"]
    assert [kept["layers"][0][name] for name in ("x_mm", "y_mm")] == [10.123, 7]


@pytest.mark.parametrize(
    ("wrong", "at"),
    [
        ({"documents": None}, "documents"),
        ({"documents": "x"}, "documents"),
        ({"documents": {}}, "documents"),
        ({"documents": [None]}, "documents.0"),
        ({"documents": [make_document(), make_document()]}, "documents.1.placement"),
        ({"documents": [make_document(placement="back")]}, "documents.0.placement"),
        ({"documents": [make_document(format="ck.design/2")]}, "documents.0.format"),
        ({"documents": [make_document(words_layer(size_mm="x"))]}, "documents.0.layers.0.size_mm"),
        ({"documents": [make_document(words_layer(size_mm=10**30))]},
         "documents.0.layers.0.size_mm"),
        ({"documents": [make_document(words_layer(font="comic-sans"))]},
         "documents.0.layers.0.font"),
        ({"documents": [make_document(picture_layer("0" * 64))]}, "documents.0.layers.0.artwork"),
        ({"documents": [make_document()] * 21}, "documents"),
        ({"product": 987654321}, "product"),
        ({"product": None}, "product"),
        ({"color": "Plaid"}, "color"),
        ({"color": 7}, "color"),
        ({"name": "x" * 81}, "name"),
        ({"name": 7}, "name"),
    ],
)  # fmt: skip
def test_a_wrong_part_is_named(
    as_alice: ShopClient, tshirt: Product, wrong: dict[str, Any], at: str
) -> None:
    assert field(save(as_alice, tshirt, **wrong)) == (400, [at])
    assert not SavedDesign.objects.exists()


def clipart_layer(**changes: Any) -> dict[str, Any]:
    common = {
        name: value
        for name, value in picture_layer("").items()
        if name not in ("artwork", "crop", "mask", "colour_key")
    }
    return {**common, "kind": "clipart", "clipart": "heart-suit", "colours": [], **changes}


@pytest.mark.parametrize(
    ("changes", "at"),
    [
        ({}, ""),
        ({"colours": ["#112233"]}, ""),
        ({"colours": ["#112233"] * 60}, "documents.0.layers.0.colours"),
        ({"clipart": "no-such-piece"}, "documents.0.layers.0.clipart"),
    ],
)
def test_clipart_is_the_packs(
    as_alice: ShopClient, tshirt: Product, changes: dict[str, Any], at: str
) -> None:
    answer = save(as_alice, tshirt, documents=[make_document(clipart_layer(**changes))])
    assert field(answer) == ((400, [at]) if at else (201, []))


def test_only_ones_own_pictures(
    as_alice: ShopClient, as_bob: ShopClient, bob: User, tshirt: Product
) -> None:
    documents = [make_document(picture_layer(make_design(bob).artwork.sha256))]
    assert field(save(as_alice, tshirt, documents=documents)) == (
        400,
        ["documents.0.layers.0.artwork"],
    )
    assert save(as_bob, tshirt, documents=documents).status_code == 201


def test_a_design_that_is_too_large_is_refused(as_alice: ShopClient) -> None:
    product = make_product("Box", placements=tuple("ABCDEF"))
    layers = [words_layer(id=f"t{number}", content="ñ" * 500) for number in range(100)]
    documents = [make_document(*layers, placement=code) for code in "abcdef"]
    answer = save(as_alice, product, documents=documents)
    assert (answer.status_code, answer.json()["code"]) == (400, "design_too_large")
    assert save(as_alice, product, documents=documents[:1]).status_code == 201


def test_a_change_names_the_revision_it_is_of(as_alice: ShopClient, tshirt: Product) -> None:
    first = saved_by(as_alice, tshirt)
    address = f"{ADDRESS}{first['id']}/"
    documents = [make_document(words_layer(content="Ben"))]
    answer = as_alice.patch(address, {"revision": 1, "documents": documents})
    assert (answer.status_code, answer.json()["revision"]) == (200, 2)
    assert answer.json()["documents"] == documents
    refused = as_alice.patch(address, {"revision": 1, "name": "Another window's"})
    assert (refused.status_code, refused.json()["code"], refused.json()["revision"]) == (
        409,
        "design_changed",
        2,
    )
    assert field(as_alice.patch(address, {"name": "No revision"})) == (400, ["revision"])
    renamed = as_alice.patch(address, {"revision": 2, "name": "For Ben"}).json()
    assert (renamed["name"], renamed["documents"], renamed["revision"]) == ("For Ben", documents, 3)


def test_another_product_takes_the_design_along(as_alice: ShopClient, tshirt: Product) -> None:
    mug = make_product("Mug", placements=("Wrap",), colors={"Blue": "#0000ff"})
    body = saved_by(as_alice, tshirt, color="Black")
    address = f"{ADDRESS}{body['id']}/"
    moved = as_alice.patch(address, {"revision": 1, "product": mug.pk}).json()
    assert (moved["product"], moved["color"]) == (mug.pk, "Blue")
    assert [document["placement"] for document in moved["documents"]] == ["wrap"]
    plain_sticker = make_product("Sticker", placements=())
    refused = as_alice.patch(address, {"revision": 2, "product": plain_sticker.pk})
    assert field(refused) == (400, ["product"])


def test_what_is_not_sold_any_more_can_be_worked_on_but_not_begun(
    as_alice: ShopClient, tshirt: Product
) -> None:
    body = saved_by(as_alice, tshirt)
    Product.objects.update(on_sale=False)
    address = f"{ADDRESS}{body['id']}/"
    changed = as_alice.patch(address, {"revision": 1, "documents": [make_document()]})
    assert (changed.status_code, changed.json()["product_slug"]) == (200, None)
    assert field(save(as_alice, tshirt)) == (400, ["product"])


def test_a_design_outlives_its_product(as_alice: ShopClient, tshirt: Product) -> None:
    body = saved_by(as_alice, tshirt)
    Product.objects.all().delete()
    address = f"{ADDRESS}{body['id']}/"
    renamed = as_alice.patch(address, {"revision": 1, "name": "Still here"})
    assert (renamed.status_code, renamed.json()["product"]) == (200, None)
    drawn = as_alice.patch(address, {"revision": 2, "documents": [make_document()]})
    assert field(drawn) == (400, ["product"])


def test_a_copy_is_ones_own(as_alice: ShopClient, alice: User, tshirt: Product) -> None:
    artwork = make_design(alice).artwork
    source = make_saved_design(
        alice,
        tshirt,
        documents=[make_document(picture_layer(artwork.sha256))],
        share_token="A" * 32,
        revision=7,
    )
    answer = as_alice.post(f"{ADDRESS}{source.pk}/duplicate/", {})
    copy = answer.json()
    assert (answer.status_code, copy["name"], copy["revision"]) == (201, "For Ana (copy)", 1)
    assert (copy["documents"], copy["share_url"]) == (source.documents, None)
    assert [row["sha256"] for row in copy["artworks"]] == [artwork.sha256]
    named = as_alice.post(f"{ADDRESS}{source.pk}/duplicate/", {"name": "For Ben"}).json()
    assert named["name"] == "For Ben"


def test_two_hundred_are_the_most(
    as_alice: ShopClient, alice: User, tshirt: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert saved.MOST == 200
    monkeypatch.setattr(saved, "MOST", 2)
    first = saved_by(as_alice, tshirt)
    saved_by(as_alice, tshirt)
    for answer in (save(as_alice, tshirt), as_alice.post(f"{ADDRESS}{first['id']}/duplicate/", {})):
        assert (answer.status_code, answer.json()["code"]) == (409, "design_quota")
    assert as_alice.delete(f"{ADDRESS}{first['id']}/").status_code == 204
    assert save(as_alice, tshirt).status_code == 201


def test_deleted_it_is_gone_and_so_is_what_only_it_needed(
    as_alice: ShopClient, alice: User, tshirt: Product
) -> None:
    picture = make_design(alice)
    sha256 = picture.artwork.sha256
    body = saved_by(as_alice, tshirt, documents=[make_document(picture_layer(sha256))])
    picture.delete()  # its sheet alone, as when it lay idle for long
    assert Artwork.objects.exists()
    assert as_alice.delete(f"{ADDRESS}{body['id']}/").status_code == 204
    assert as_alice.delete(f"{ADDRESS}{body['id']}/").status_code == 404
    assert not Artwork.objects.exists()


def test_the_list_has_pages_and_a_filter(
    as_alice: ShopClient, alice: User, tshirt: Product
) -> None:
    mug = make_product("Mug")
    for number in range(3):
        make_saved_design(alice, tshirt, name=f"Shirt {number}")
    make_saved_design(alice, mug, name="Mug")
    names = [row["name"] for row in as_alice.get(ADDRESS).json()]
    assert names == ["Mug", "Shirt 2", "Shirt 1", "Shirt 0"]
    page = as_alice.get(f"{ADDRESS}?limit=2")
    assert ([row["name"] for row in page.json()], "Link" in page) == (names[:2], True)
    only = as_alice.get(f"{ADDRESS}?product={mug.pk}").json()
    assert [row["name"] for row in only] == ["Mug"]
    for wrong in ("x", "-1", "9" * 30, "\u0665"):
        assert field(as_alice.get(f"{ADDRESS}?product={wrong}")) == (400, ["product"])


@pytest.mark.parametrize("many", [1, 3, 30])
def test_statements(as_alice: ShopClient, alice: User, tshirt: Product, many: int) -> None:
    for number in range(many):
        layers = [picture_layer(make_design(alice, number).artwork.sha256), words_layer()]
        row = make_saved_design(alice, tshirt, documents=[make_document(*layers)])
    address = f"{ADDRESS}{row.pk}/"
    change = {"revision": 1, "documents": row.documents}
    assert len(statements_of(lambda: as_alice.get(ADDRESS))) == 3
    assert len(statements_of(lambda: as_alice.get(address))) == 4
    assert len(statements_of(lambda: as_alice.patch(address, change))) == 11
    assert len(statements_of(lambda: save(as_alice, tshirt, documents=row.documents))) <= 13


# Sharing


def test_whoever_has_the_link_may_look(
    as_alice: ShopClient, as_nobody: ShopClient, alice: User, tshirt: Product
) -> None:
    artwork = make_design(alice).artwork
    row = make_saved_design(alice, tshirt, documents=[make_document(picture_layer(artwork.sha256))])
    address = f"{ADDRESS}{row.pk}/share/"
    first, again = as_alice.post(address), as_alice.post(address)
    assert (first.status_code, first.json()) == (200, again.json())
    token = first.json()["token"]
    assert first.json()["url"] == f"https://shop.example/shared/{token}"
    assert len(token) == 32
    shown = as_nobody.get(f"{ADDRESS}shared/{token}/")
    assert shown.status_code == 200
    body = shown.json()
    assert sorted(body) == [
        "artworks", "color", "documents", "name", "product", "product_name", "product_slug",
    ]  # fmt: skip
    assert body["artworks"][0]["url"] == body["artworks"][0]["preview_url"]
    assert as_nobody.get(body["artworks"][0]["url"]).getvalue() != b""
    for secret in ("alice", str(row.pk), "created", "updated", "size=picture"):
        assert secret not in shown.content.decode()
    assert (shown["Cache-Control"], shown["X-Robots-Tag"]) == ("no-store", "noindex")
    assert as_alice.get(f"{ADDRESS}{row.pk}/").json()["share_url"] == first.json()["url"]


def test_the_link_ends_when_its_owner_says_so(
    as_alice: ShopClient, as_nobody: ShopClient, alice: User, tshirt: Product
) -> None:
    row = make_saved_design(alice, tshirt)
    address = f"{ADDRESS}{row.pk}/share/"
    token = as_alice.post(address).json()["token"]
    assert as_alice.delete(address).status_code == 204
    ended = as_nobody.get(f"{ADDRESS}shared/{token}/")
    unknown = as_nobody.get(f"{ADDRESS}shared/{'A' * 32}/")
    assert (ended.status_code, ended.content) == (404, unknown.content)
    assert as_alice.post(address).json()["token"] != token


def test_links_are_not_guessed(as_nobody: ShopClient, settings: LazySettings) -> None:
    settings.RATE_LIMIT_SCALE = 5 / 120
    statuses = [as_nobody.get(f"{ADDRESS}shared/{n:032}/").status_code for n in range(6)]
    assert statuses == [404] * 5 + [429]


# Pictures in documents


def test_fresh_links_of_ones_own_picture(
    as_alice: ShopClient, as_bob: ShopClient, alice: User
) -> None:
    sha256 = make_design(alice).artwork.sha256
    answer = as_alice.get(f"/api/artworks/{sha256}/")
    assert (answer.status_code, answer.json()["sha256"]) == (200, sha256)
    foreign, unknown = (
        as_bob.get(f"/api/artworks/{sha256}/"),
        as_bob.get(f"/api/artworks/{'0' * 64}/"),
    )
    assert (foreign.status_code, foreign.content) == (404, unknown.content)


def test_nobody_elses_design_is_there(as_bob: ShopClient, alice: User, tshirt: Product) -> None:
    row = make_saved_design(alice, tshirt)
    calls = [
        ("GET", "", None),
        ("PATCH", "", {"revision": 1}),
        ("DELETE", "", None),
        ("POST", "duplicate/", {}),
        ("POST", "share/", None),
        ("DELETE", "share/", None),
    ]
    for method, rest, body in calls:
        answers = [
            as_bob.generic(method, f"{ADDRESS}{pk}/{rest}", body, content_type="application/json")
            if body is None
            else getattr(as_bob, method.lower())(f"{ADDRESS}{pk}/{rest}", body)
            for pk in (row.pk, uuid4())
        ]
        assert [answer.status_code for answer in answers] == [404, 404], (method, rest)
        assert answers[0].content == answers[1].content
