"""What may go wrong in printing a line is told; a design that cannot be printed gets no line."""

from typing import Any

import pytest

from customkeeps.accounts.models import User
from customkeeps.cart.models import CartItem
from customkeeps.catalog.models import Product
from customkeeps.designs.models import Artwork, PlacedDesign
from tests.cart.shopping import add, added, cart
from tests.clients import ShopClient
from tests.factories import (
    data_url,
    make_cart_item,
    make_design,
    make_document,
    make_saved_design,
    picture_layer,
    png,
    words_layer,
)
from tests.statements import statements_of

pytestmark = pytest.mark.django_db
SNOWMAN = "Hi \u2603"


def told(line: dict[str, Any]) -> list[tuple[str, str, str | None]]:
    return [(found["code"], found["level"], found["layer"]) for found in line["preflight"]]


def add_design(client: ShopClient, user: User, product: Product, *layers: Any, **more: Any) -> Any:
    saved = make_saved_design(user, product, documents=[make_document(*layers)])
    return add(client, design=str(saved.pk), **{"customization_text": "", **more})


def test_a_good_line_has_nothing_to_tell(as_alice: ShopClient, tshirt: Product) -> None:
    assert added(as_alice)["preflight"] == []


@pytest.mark.usefixtures("storage", "tshirt")
def test_the_short_form_is_told_and_never_refused(as_alice: ShopClient) -> None:
    line = added(as_alice, design_image_url=data_url(png()), customization_text=SNOWMAN)
    assert told(line) == [
        ("missing_characters", "error", "words"),
        ("low_dpi", "confirm", "picture"),
        ("background_box", "warning", "picture"),
    ]
    sentence = line["preflight"][0]["sentence"]
    assert sentence.startswith("The font Montserrat cannot draw \u2068\u2603\u2069.")
    assert cart(as_alice)[0]["preflight"] == line["preflight"]


@pytest.mark.usefixtures("tshirt")
def test_words_that_cannot_be_printed_at_all_are_taken_as_documented(as_alice: ShopClient) -> None:
    assert told(added(as_alice, customization_text="\u2603")) == [
        ("missing_characters", "error", "words"),
        ("empty", "error", None),
    ]


def test_a_design_that_cannot_be_printed_is_refused(
    as_alice: ShopClient, alice: User, tshirt: Product
) -> None:
    answer = add_design(as_alice, alice, tshirt, words_layer(content=SNOWMAN, opacity=0.01))
    body = answer.json()
    sentence = (
        "The font Lobster cannot draw \u2068\u2603\u2069. Choose another font, or leave that out."
    )
    assert (answer.status_code, body["code"], body["error"]) == (400, "preflight", sentence)
    assert body["fields"] == {"design": [sentence]}
    assert told(body) == [("missing_characters", "error", "t1"), ("faint", "warning", "t1")]
    assert (CartItem.objects.count(), PlacedDesign.objects.count()) == (0, 0)


def test_a_design_on_which_nothing_is_printed_is_refused(
    as_alice: ShopClient, alice: User, tshirt: Product
) -> None:
    answer = add_design(as_alice, alice, tshirt, words_layer(x_mm=2000))
    assert (answer.status_code, told(answer.json())) == (
        400,
        [("empty", "error", None), ("outside", "warning", "t1")],
    )


def test_doubts_and_warnings_refuse_nothing(
    as_alice: ShopClient, alice: User, tshirt: Product
) -> None:
    artwork = make_design(alice).artwork
    answer = add_design(as_alice, alice, tshirt, picture_layer(artwork.sha256))
    doubts = [("low_dpi", "confirm", "i1"), ("background_box", "warning", "i1")]
    assert (answer.status_code, told(answer.json())) == (201, doubts)


def test_words_of_the_short_form_on_a_design_refuse_nothing(
    as_alice: ShopClient, alice: User, tshirt: Product
) -> None:
    line = add_design(as_alice, alice, tshirt, customization_text=SNOWMAN)
    assert (line.status_code, told(line.json())) == (
        201,
        [("missing_characters", "error", "words")],
    )
    answer = as_alice.patch(f"/api/cart/{line.json()['id']}/", {"customization_text": "Hi"})
    assert (answer.status_code, told(answer.json())) == (200, [])


def test_another_colour_is_looked_at_anew(
    as_alice: ShopClient, alice: User, tshirt: Product
) -> None:
    line = add_design(as_alice, alice, tshirt, words_layer(colour="#1a1a1a")).json()
    assert told(line) == []
    answer = as_alice.patch(f"/api/cart/{line['id']}/", {"base_color": "Black"})
    assert told(answer.json()) == [("same_colour", "confirm", "t1")]


def test_what_became_known_of_a_picture_is_told_when_the_line_grows(
    as_alice: ShopClient, alice: User, tshirt: Product
) -> None:
    design = make_design(alice)
    Artwork.objects.update(has_alpha=None, border_colour="", true_scale=None)
    wanted = {"design": str(design.pk), "customization_text": "", "base_color": "Black"}
    assert told(added(as_alice, **wanted)) == [("low_dpi", "confirm", "picture")]
    Artwork.objects.update(has_alpha=False, border_colour="#c80000", true_scale=1)
    both = [("low_dpi", "confirm", "picture"), ("background_box", "warning", "picture")]
    assert told(added(as_alice, **wanted)) == both
    assert [told(line) for line in cart(as_alice)] == [both]


def test_a_line_of_an_older_program_tells_nothing(
    as_alice: ShopClient, alice: User, tshirt: Product
) -> None:
    make_cart_item(alice, tshirt, placed=None)
    assert told(cart(as_alice)[0]) == []


@pytest.mark.parametrize("layers", [1, 3, 30])
def test_pictures_are_read_in_as_many_statements_however_many_there_are(
    as_alice: ShopClient, alice: User, tshirt: Product, layers: int
) -> None:
    pictures = [
        picture_layer(make_design(alice, shade).artwork.sha256, id=f"i{shade}")
        for shade in range(layers)
    ]
    saved = make_saved_design(alice, tshirt, documents=[make_document(*pictures)])
    wanted = {"design": str(saved.pk), "customization_text": ""}
    reading = [
        statement
        for statement in statements_of(lambda: added(as_alice, **wanted))
        if statement.startswith("SELECT") and 'FROM "designs_artwork"' in statement
    ]
    # Of the saved design, of the one that is kept, and what preflight asks of them.
    assert len(reading) == 3
