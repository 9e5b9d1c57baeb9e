"""Previews of what is printed, drawn when somebody looks."""

import io
from typing import Any

import pytest
from PIL import Image

from customkeeps.accounts.models import User
from customkeeps.catalog.models import Product
from customkeeps.designs import previews
from customkeeps.designs.previews import keep_preview
from customkeeps.drawing.errors import RenderingError
from customkeeps.rest.errors import NotFound
from tests.clients import ShopClient
from tests.factories import make_cart_item, make_design

pytestmark = pytest.mark.usefixtures("storage")


def refuse(*_: Any) -> bytes:
    raise RenderingError("The ink is out.")


def links(client: ShopClient) -> list[str]:
    return [one["url"] for line in client.get("/api/cart/").json() for one in line["previews"]]


def test_a_line_shows_what_will_be_printed(
    as_alice: ShopClient, as_nobody: ShopClient, alice: User, tshirt: Product
) -> None:
    make_cart_item(alice, tshirt, design=make_design(alice, shade=7))
    (link,) = links(as_alice)
    answer = as_nobody.get(link)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    image = Image.open(io.BytesIO(answer.getvalue()))
    area = tshirt.placements.get()
    assert image.width / image.height == pytest.approx(area.width_mm / area.height_mm, abs=0.01)
    assert image.getpixel((image.width // 2, image.height // 2)) == pytest.approx(
        (200, 7, 0, 255), abs=6
    )
    assert image.getpixel((2, 2))[3] == 0


def test_it_is_drawn_once(
    as_alice: ShopClient, alice: User, tshirt: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_cart_item(alice, tshirt)
    (link,) = links(as_alice)
    first = as_alice.get(link).getvalue()
    monkeypatch.setattr(previews, "render_bounded", refuse)
    assert as_alice.get(link).getvalue() == first


def test_what_cannot_be_drawn_is_not_there(
    as_alice: ShopClient, alice: User, tshirt: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_cart_item(alice, tshirt)
    monkeypatch.setattr(previews, "render_bounded", refuse)
    assert as_alice.get(links(as_alice)[0]).status_code == 404


def test_while_many_are_drawn_others_are_asked_to_come_again(
    as_alice: ShopClient, alice: User, tshirt: Product
) -> None:
    make_cart_item(alice, tshirt)
    taken = [previews.DRAWING.inside.acquire(blocking=False) for _ in range(2)]
    try:
        answer = as_alice.get(links(as_alice)[0])
    finally:
        for _ in filter(None, taken):
            previews.DRAWING.inside.release()
    assert (answer.status_code, answer.json()["code"]) == (503, "previews_busy")
    assert answer["Retry-After"] == "2"


def test_a_side_that_is_not_printed_has_none(alice: User, tshirt: Product) -> None:
    placed = make_cart_item(alice, tshirt).placed
    assert placed
    with pytest.raises(NotFound):
        keep_preview(placed, "back")
