"""What is printed of a line, and that it stays so in the database whoever writes."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction

from customkeeps.accounts.models import User
from customkeeps.catalog.models import Placement, Product, ProductColor
from customkeeps.catalog.queries import products_with_options
from customkeeps.designs.models import (
    FROZEN_OF_DESIGN,
    FROZEN_OF_PLACED,
    Design,
    PlacedDesign,
)
from customkeeps.designs.placing import freeze, place, placed_design
from customkeeps.designs.saved import design_of, keep_design
from customkeeps.drawing.composing import DARK, LIGHT
from customkeeps.drawing.document import Document, sha256_of
from customkeeps.rest.errors import InvalidInput
from tests.factories import (
    make_design,
    make_document,
    make_product,
    make_saved_design,
    picture_layer,
    words_layer,
)

pytestmark = pytest.mark.django_db


def placed_on(product: Product, design: Design | None = None, text: str = "") -> list[Document]:
    product = products_with_options().get(pk=product.pk)
    color = product.colors.first()
    return place(design=design, text=text, product=product, base_color=color.name if color else "")


def ids(document: Document) -> list[str]:
    return [layer["id"] for layer in document["layers"]]


def of_documents(user: User, product: Product, *documents: dict[str, Any]) -> Design:
    return design_of(make_saved_design(user, product, documents=list(documents)))


def test_the_short_form_is_on_the_first_placement(alice: User) -> None:
    product = make_product("Hoodie", placements=("Chest", "Back"))
    design = make_design(alice)
    [document] = placed_on(product, design, "Hello")
    assert (document["placement"], ids(document)) == ("chest", ["picture", "words"])
    assert [ids(placed_on(product, design)[0]), ids(placed_on(product, None, "Hello")[0])] == [
        ["picture"],
        ["words"],
    ]


def test_words_can_be_read_on_the_base_colour() -> None:
    inks = []
    for name, code in {"White": "#ffffff", "Black": "#1a1a1a"}.items():
        product = make_product(f"Shirt {name}", colors={name: code})
        [layer] = placed_on(product, None, "Hello")[0]["layers"]
        assert layer["kind"] == "text"
        inks.append(layer["colour"])
    assert inks == [DARK, LIGHT]


def test_words_stand_where_the_first_picture_of_the_product_shows_them(tshirt: Product) -> None:
    for color in ProductColor.objects.all():
        shown = [{**picture, "print_part": [0.5, 0, 1, 1]} for picture in color.pictures]
        ProductColor.objects.filter(pk=color.pk).update(pictures=shown)
    [layer] = placed_on(tshirt, None, "Hello")[0]["layers"]
    assert layer["x_mm"] >= 140


def test_a_design_is_printed_as_it_is(alice: User, tshirt: Product) -> None:
    document = make_document(words_layer())
    assert placed_on(tshirt, of_documents(alice, tshirt, document)) == [document]


def test_a_text_comes_on_top_of_its_first_side(alice: User) -> None:
    product = make_product("Hoodie", placements=("Front", "Back"))
    design = of_documents(alice, product, make_document(placement="back"))
    [document] = placed_on(product, design, "For Ana")
    assert (document["placement"], ids(document)) == ("back", ["t1", "words"])


def test_it_is_fitted_to_another_product(alice: User, tshirt: Product) -> None:
    mug = make_product("Mug", placements=("Wrap",))
    Placement.objects.filter(product=mug).update(width_mm=140, height_mm=180)
    [document] = placed_on(mug, of_documents(alice, tshirt, make_document()))
    assert (document["placement"], document["width_mm"]) == ("wrap", 140)
    [layer] = document["layers"]
    assert layer["kind"] == "text"
    assert layer["size_mm"] == 10


@pytest.mark.parametrize("placements", [("Wrap",), ()])
def test_a_side_without_a_place_is_refused(alice: User, placements: tuple[str, ...]) -> None:
    mug = make_product("Mug", placements=placements)
    hoodie = make_product("Hoodie", placements=("Front", "Back"))
    design = of_documents(alice, hoodie, make_document(), make_document(placement="back"))
    with pytest.raises(InvalidInput) as caught:
        placed_on(mug, design)
    assert list(caught.value.fields or {}) == ["design"]


def test_a_full_design_takes_no_more_text(alice: User, tshirt: Product) -> None:
    layers = [words_layer(id=f"t{number}") for number in range(100)]
    design = of_documents(alice, tshirt, make_document(*layers))
    with pytest.raises(InvalidInput) as caught:
        placed_on(tshirt, design, "More")
    assert list(caught.value.fields or {}) == ["customization_text"]


def test_a_product_without_print_areas_prints_nothing(alice: User) -> None:
    product = make_product("Sticker", placements=())
    assert placed_design(placed_on(product, make_design(alice), "Hello")) is None


def test_what_is_frozen_has_its_own_name(alice: User, tshirt: Product) -> None:
    placed = placed_design(placed_on(tshirt, make_design(alice), "Ñandú ₱ €"))
    assert placed is not None
    for _ in range(2):
        freeze(placed)
    row = PlacedDesign.objects.get()
    assert (row.pk, row.placements) == (sha256_of(row.documents), ["front"])
    assert row.documents == placed.documents


@pytest.fixture
def frozen(alice: User, tshirt: Product) -> None:
    layers = words_layer(), picture_layer(make_design(alice).artwork.sha256)
    keep_design(of_documents(alice, tshirt, make_document(*layers)))
    placed = placed_design(placed_on(tshirt, None, "Hello"))
    assert placed is not None
    freeze(placed)


@pytest.mark.usefixtures("frozen")
@pytest.mark.parametrize(
    ("model", "column"),
    [
        *((Design, column) for column in FROZEN_OF_DESIGN),
        *((PlacedDesign, column) for column in FROZEN_OF_PLACED),
    ],
)
def test_it_never_changes_whoever_writes(model: type[models.Model], column: str) -> None:
    table = model._meta.db_table
    other = {"artwork_id": None, "fingerprint": "0" * 64, "sha256": "0" * 64}
    sql = f"UPDATE {table} SET {column} = %s WHERE artwork_id IS NOT NULL"  # noqa: S608 (our own names)
    if model is PlacedDesign or column == "document":
        sql = f"UPDATE {table} SET {column} = %s WHERE {column} IS NOT NULL"  # noqa: S608
    with (
        pytest.raises(IntegrityError, match=f"{table} keeps what was agreed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, [other.get(column, "[1]")])


def test_the_same_documents_are_the_same_design(alice: User, bob: User, tshirt: Product) -> None:
    kept = [
        keep_design(of_documents(user, tshirt, make_document())) for user in (alice, alice, bob)
    ]
    assert kept[0] == kept[1] != kept[2]
    assert kept[0].fingerprint == kept[2].fingerprint


def test_pictures_of_a_design_are_kept_with_it(alice: User, tshirt: Product) -> None:
    artwork = make_design(alice).artwork
    design = of_documents(alice, tshirt, make_document(picture_layer(artwork.sha256)))
    assert list(keep_design(design).artworks.all()) == [artwork]


def test_a_design_whose_pictures_are_gone_is_nobodys(alice: User, tshirt: Product) -> None:
    picture = make_design(alice)
    sha256 = picture.artwork.sha256
    saved = make_saved_design(alice, tshirt, documents=[make_document(picture_layer(sha256))])
    design, artwork = design_of(saved), picture.artwork
    saved.delete()
    picture.delete()
    artwork.delete()
    with pytest.raises(InvalidInput), transaction.atomic():
        keep_design(design)
    assert not Design.objects.exists()


def test_an_empty_design_cannot_be_printed(alice: User, tshirt: Product) -> None:
    with pytest.raises(InvalidInput):
        design_of(make_saved_design(alice, tshirt, documents=[]))
