"""What a line prints is frozen when the line is made or changed, and names what is the same."""

from collections import Counter
from typing import Any

import pytest
from django.db import connection

from customkeeps.accounts.models import User
from customkeeps.cart.actions import place_old_lines
from customkeeps.cart.models import CartItem
from customkeeps.cart.queries import cart_lines
from customkeeps.catalog.models import Placement, Product
from customkeeps.designs.models import Design, PlacedDesign
from customkeeps.drawing.document import sha256_of
from tests.cart.shopping import add, added, brief, cart
from tests.cart.test_races import at_once
from tests.clients import ShopClient
from tests.factories import (
    make_cart_item,
    make_design,
    make_document,
    make_product,
    make_saved_design,
    words_layer,
)
from tests.statements import statements_of

pytestmark = pytest.mark.django_db


def printed(client: ShopClient) -> list[PlacedDesign]:
    return [PlacedDesign.objects.get(pk=line["design_sha256"]) for line in cart(client)]


def words(placed: PlacedDesign) -> list[str]:
    layers = [layer for document in placed.documents for layer in document["layers"]]
    return [layer["content"] for layer in layers if layer["kind"] == "text"]


def change(client: ShopClient, line: dict[str, Any], **changes: Any) -> dict[str, Any]:
    answer = client.patch(f"/api/cart/{line['id']}/", changes)
    assert answer.status_code == 200, answer.content
    body: dict[str, Any] = answer.json()
    return body


def test_a_line_names_what_it_prints(as_alice: ShopClient, tshirt: Product) -> None:
    line = added(as_alice, customization_text="Tala is 7!")
    [placed] = printed(as_alice)
    assert (placed.pk, words(placed)) == (sha256_of(placed.documents), ["Tala is 7!"])
    [preview] = line["previews"]
    assert (preview["placement"], preview["name"]) == ("front", "Front")
    assert preview["url"].startswith(
        f"http://testserver/api/designs/placed/{placed.pk}/front/picture/?expires="
    )


def test_another_text_or_colour_prints_anew(as_alice: ShopClient, tshirt: Product) -> None:
    line = added(as_alice)
    before = line["design_sha256"]
    other = change(as_alice, line, customization_text="Bye")
    assert other["design_sha256"] != before
    assert [words(placed) for placed in printed(as_alice)] == [["Bye"]]
    dark = change(as_alice, line, base_color="Black")
    assert dark["design_sha256"] not in (before, other["design_sha256"])
    back = change(as_alice, line, customization_text="Hello", base_color="White")
    assert back["design_sha256"] == before


def test_the_catalogue_never_changes_what_a_line_prints(
    as_alice: ShopClient, hoodie: Product
) -> None:
    line = added(as_alice, product_name="Hoodie", price=None)
    Placement.objects.update(width_mm=100, code="chest", name="Chest")
    for same in (
        cart(as_alice)[0],
        change(as_alice, line, quantity=3),
        change(as_alice, line, size="L"),
        change(as_alice, line, customization_text="Hello"),
    ):
        assert same["design_sha256"] == line["design_sha256"]
        assert [(row["placement"], row["name"]) for row in same["previews"]] == [("front", "Front")]
    [placed] = printed(as_alice)
    assert placed.documents[0]["width_mm"] == 280


def test_what_would_be_printed_otherwise_is_another_line(
    as_alice: ShopClient, tshirt: Product
) -> None:
    first = added(as_alice)
    Placement.objects.update(width_mm=100)
    answer = add(as_alice)
    assert (answer.status_code, brief(as_alice, "quantity")) == (201, [(1,), (1,)])
    assert answer.json()["design_sha256"] != first["design_sha256"]
    assert add(as_alice).status_code == 200
    assert brief(as_alice, "quantity") == [(1,), (2,)]


def test_a_saved_design_is_frozen_as_it_is_now(
    as_alice: ShopClient, alice: User, tshirt: Product
) -> None:
    saved = make_saved_design(alice, tshirt)
    wanted = {"design": str(saved.pk), "customization_text": ""}
    first = added(as_alice, **wanted)
    assert add(as_alice, **wanted).status_code == 200
    as_alice.patch(
        f"/api/designs/{saved.pk}/",
        {"revision": 1, "documents": [make_document(words_layer(content="Ben"))]},
    )
    assert add(as_alice, **wanted).status_code == 201
    assert [words(placed) for placed in printed(as_alice)] == [["Ana"], ["Ben"]]
    assert Design.objects.filter(documents__isnull=False).count() == 2
    assert as_alice.delete(f"/api/designs/{saved.pk}/").status_code == 204
    again = added(as_alice, design=first["design"], customization_text="")
    assert (again["id"], again["quantity"]) == (first["id"], 3)


def test_the_link_of_a_design_names_it(as_alice: ShopClient, alice: User, tshirt: Product) -> None:
    saved = make_saved_design(alice, tshirt)
    line = added(as_alice, design=str(saved.pk), customization_text="")
    assert (
        add(as_alice, design_image_url=line["design_image_url"], customization_text="").json()["id"]
        == line["id"]
    )


def test_the_same_print_by_another_way_is_the_same_line(
    as_alice: ShopClient, alice: User, tshirt: Product
) -> None:
    """A picture opened in the studio and left as it was."""
    picture = make_design(alice)
    first = added(as_alice, design=str(picture.pk), customization_text="")
    [placed] = printed(as_alice)
    saved = make_saved_design(alice, tshirt, documents=placed.documents)
    merged = added(as_alice, design=str(saved.pk), customization_text="")
    assert (merged["id"], merged["quantity"], merged["design"]) == (
        first["id"],
        2,
        str(picture.pk),
    )
    assert not Design.objects.filter(documents__isnull=False).exists()


def test_a_refused_line_freezes_nothing(as_alice: ShopClient, alice: User, tshirt: Product) -> None:
    make_product("Sticker", placements=())
    saved = make_saved_design(alice, tshirt)
    answer = add(as_alice, product_name="Sticker", design=str(saved.pk))
    assert (answer.status_code, list(answer.json()["fields"])) == (400, ["design"])
    many = add(as_alice, design=str(saved.pk), quantity=101)
    assert many.status_code == 400
    empty = make_saved_design(alice, tshirt, documents=[])
    assert add(as_alice, design=str(empty.pk)).status_code == 400
    counts = (PlacedDesign.objects.count(), Design.objects.count(), CartItem.objects.count())
    assert counts == (0, 0, 0)


def test_a_product_without_print_areas_can_be_had_all_the_same(as_alice: ShopClient) -> None:
    make_product(placements=())
    for status in (201, 200):
        answer = add(as_alice)
        assert answer.status_code == status
        assert (answer.json()["design_sha256"], answer.json()["previews"]) == (None, [])


def old_line(user: User, product: Product, quantity: int = 1, **fields: Any) -> CartItem:
    """As an older program leaves it."""
    return make_cart_item(user, product, quantity, placed=None, **fields)


def test_an_old_line_is_the_same_and_is_frozen_then(
    as_alice: ShopClient, alice: User, tshirt: Product
) -> None:
    item = old_line(alice, tshirt)
    assert cart(as_alice)[0]["design_sha256"] is None
    merged = added(as_alice)
    assert (merged["id"], merged["quantity"]) == (item.pk, 2)
    assert merged["design_sha256"] is not None


def test_an_old_line_is_frozen_when_it_changes(
    as_alice: ShopClient, alice: User, tshirt: Product
) -> None:
    item = old_line(alice, tshirt)
    assert change(as_alice, {"id": item.pk}, quantity=2)["design_sha256"] is not None


def test_old_lines_are_frozen_all_at_once(alice: User, tshirt: Product) -> None:
    old_line(alice, tshirt, 60)
    kept = make_cart_item(alice, tshirt, 50)
    old_line(alice, tshirt, 1, design=make_design(alice))
    old_line(alice, make_product("Sticker", placements=()), 1)
    assert place_old_lines(cart_lines(alice))
    lines = cart_lines(alice)
    assert [(line.quantity, line.placed_id is None) for line in lines] == [
        (100, False),
        (1, False),
        (1, True),
    ]
    assert lines[0].pk == kept.pk
    assert not place_old_lines(lines)


def test_statements_of_a_change(as_alice: ShopClient, alice: User, tshirt: Product) -> None:
    line = {"id": make_cart_item(alice, tshirt, design=make_design(alice)).pk}
    only = len(statements_of(lambda: change(as_alice, line, quantity=2)))
    anew = len(statements_of(lambda: change(as_alice, line, customization_text="Bye")))
    assert anew == only + 1


@pytest.mark.django_db(transaction=True)
def test_one_print_in_every_tab_and_of_everybody(alice: User, bob: User, tshirt: Product) -> None:
    for user in (alice, bob):
        assert at_once(user, add, each=2) == Counter({200: 11, 201: 1})
    assert CartItem.objects.count() == 2
    assert PlacedDesign.objects.count() == 1
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_one_saved_design_in_every_tab_is_one_design(alice: User, tshirt: Product) -> None:
    saved = make_saved_design(alice, tshirt)
    statuses = at_once(alice, lambda tab: add(tab, design=str(saved.pk), customization_text=""))
    assert (statuses, Design.objects.count()) == (Counter({200: 5, 201: 1}), 1)
    connection.close()
