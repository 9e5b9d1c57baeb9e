"""Every product of the demo shop has its pictures, and they are made once."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from customkeeps.demo.pictures.catalogue import PicturedProduct, pictured_products
from customkeeps.demo.pictures.jobs import PictureJob, rasterise
from customkeeps.demo.pictures.template import INK, TINT, print_area_frame, print_quad
from customkeeps.mockups.composite import composite

PRODUCTS = pictured_products()
EACH_PRODUCT = pytest.mark.parametrize("product", PRODUCTS, ids=lambda product: product.slug)
DOCUMENTED_COLORS = {"White", "Black", "Navy Blue", "Gray", "Red", "Pink", "Yellow", "Green"}


def test_the_shop_has_eight_pictured_products() -> None:
    assert [product.slug for product in PRODUCTS] == [
        "t-shirt",
        "hoodie",
        "mug",
        "tote-bag",
        "cap",
        "tumbler",
        "phone-case",
        "cushion",
    ]


@EACH_PRODUCT
def test_every_documented_color_is_offered(product: PicturedProduct) -> None:
    assert set(product.colors) >= DOCUMENTED_COLORS


@EACH_PRODUCT
def test_the_advertised_design_shows(product: PicturedProduct) -> None:
    hero = product.hero
    choices = {"base_hex": product.colors[hero.color], "width_px": 200}
    bare = np.asarray(composite(hero.view, **choices), np.int32)
    with_design = composite(
        hero.view, design=rasterise(hero.design), area_mm=hero.area_mm, **choices
    )
    changed = np.abs(np.asarray(with_design, np.int32) - bare).max(axis=2) > 40
    assert changed.mean() > 0.005


@EACH_PRODUCT
def test_each_side_says_where_its_print_is(product: PicturedProduct) -> None:
    for side in product.views:
        quad = print_quad(side.view, side.shown_mm)
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = quad
        assert all(0 < share < 1 for corner in quad for share in corner)
        assert max(ax, dx) < min(bx, cx)
        assert max(ay, by) < min(cy, dy)


def test_a_print_area_that_lies_flat_fills_its_quad() -> None:
    left, top = print_quad("hoodie_front", (-140, -130, 140, 130))[0]
    assert (left, top) == pytest.approx((0.3683, 0.3967), abs=0.003)


def test_a_wrapped_print_says_which_part_of_it_each_side_shows() -> None:
    mug = next(product for product in PRODUCTS if product.slug == "mug")
    assert {side.placement for side in mug.views} == {"wrap"}
    assert {side.view: side.print_part for side in mug.views} == {
        "mug_front": (0.319, 0.0, 0.681, 1.0),
        "mug_left": (0.0048, 0.0, 0.3381, 1.0),
        "mug_right": (0.6619, 0.0, 0.9952, 1.0),
    }


def _size_of(path: Path) -> tuple[int, int]:
    with Image.open(path) as picture:
        return picture.size


def test_a_picture_is_written_in_two_sizes_and_named_by_its_content(tmp_path: Path) -> None:
    job = PictureJob("mug_front", "#1b2a4e")
    assert not job.is_made(tmp_path)
    job.make(tmp_path)
    assert job.is_made(tmp_path)
    sizes = {path.name: _size_of(path) for path in tmp_path.iterdir()}
    assert sizes == {job.file_name: (1000, 1000), job.thumb_file_name: (500, 500)}


def test_the_name_changes_with_color_design_and_area() -> None:
    design = PRODUCTS[0].hero.design
    keys = {
        PictureJob("mug_front", "#1b2a4e").key,
        PictureJob("mug_front", "#1b2a4f").key,
        PictureJob("mug_left", "#1b2a4e").key,
        PictureJob("mug_front", "#1b2a4e", area_mm=(-105, 3, 105, 93)).key,
        PictureJob("mug_front", "#1b2a4e", design, (-105, 3, 105, 93)).key,
        PictureJob("mug_front", "#1b2a4e", design, (-105, 3, 100, 93)).key,
    }
    assert len(keys) == 6
    assert PictureJob("mug_front", "#1b2a4e").key in keys


def test_the_outlined_print_area_has_its_proportions_and_an_opaque_border() -> None:
    frame = print_area_frame((-150, -525, 150, -125))
    assert frame.size == (1050, 1400)
    assert frame.getpixel((0, 0)) == INK
    assert frame.getpixel((525, 100)) == TINT
