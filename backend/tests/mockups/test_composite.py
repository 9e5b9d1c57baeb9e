"""The formula of docs/mockups.md, seen from outside: pictures in, pictures out."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from PIL import Image

from customkeeps.mockups.blank import Blank
from customkeeps.mockups.composite import AreaMm, composite
from customkeeps.mockups.views import load_blank

VIEW = "tee_front"
AREA_MM = (-150, -525, 150, -125)
NAVY = "#1b2a4e"
WIDTH_PX = 240


def pixels(picture: Image.Image) -> np.ndarray:
    return np.asarray(picture, np.int32)


def printed(color: tuple[int, int, int, int], **options: Any) -> np.ndarray:
    design = Image.new("RGBA", (300, 400), color)
    choices = {"base_hex": NAVY, "design": design, "area_mm": AREA_MM, "width_px": WIDTH_PX}
    return pixels(composite(VIEW, **(choices | options)))


def blank(base_hex: str = NAVY, view: str = VIEW, width_px: int = WIDTH_PX) -> np.ndarray:
    return pixels(composite(view, base_hex=base_hex, width_px=width_px))


def test_the_same_arguments_give_the_same_pixels() -> None:
    assert np.array_equal(printed((200, 30, 30, 255)), printed((200, 30, 30, 255)))


def test_a_wholly_transparent_design_changes_nothing() -> None:
    assert np.array_equal(printed((255, 0, 0, 0)), blank())


def test_a_design_beside_the_product_changes_nothing() -> None:
    assert np.array_equal(printed((255, 0, 0, 255), area_mm=(5000, 5000, 5300, 5400)), blank())


def test_a_design_changes_only_pixels_inside_its_area() -> None:
    changed = (printed((255, 255, 255, 255)) != blank()).any(axis=2)
    product = load_blank(VIEW, WIDTH_PX)
    inside = (np.abs(product.u_mm) < 150) & (product.v_mm > -525) & (product.v_mm < -125)
    assert changed.sum() > 0.9 * (inside & (product.printable > 0.9)).sum()
    assert not changed[~inside].any()


def test_the_background_is_the_same_behind_every_color() -> None:
    outside = load_blank(VIEW, WIDTH_PX).dyed == 0
    assert np.array_equal(blank("#000000")[outside], blank("#ffffff")[outside])


def test_a_brighter_base_is_brighter_everywhere_on_the_product() -> None:
    greys = [blank(f"#{level:02x}{level:02x}{level:02x}") for level in (0, 60, 120, 180, 240)]
    product = load_blank(VIEW, WIDTH_PX).dyed > 0.99
    for darker, brighter in pairwise(greys):
        assert (brighter[product] >= darker[product]).all()
        assert brighter[product].mean() > darker[product].mean() + 10


def test_a_gray_base_has_no_tint() -> None:
    product = load_blank(VIEW, WIDTH_PX).dyed == 1
    picture = blank("#808080")[product]
    assert np.array_equal(picture.min(axis=1), picture.max(axis=1))


def test_a_pixel_follows_the_written_formula() -> None:
    product = load_blank(VIEW, WIDTH_PX)
    row, column = WIDTH_PX // 2, WIDTH_PX // 2
    assert product.dyed[row, column] == 1
    albedo = ((0x80 / 255 + 0.055) / 1.055) ** 2.4
    light = 0.93 * albedo * product.diffuse[row, column] + product.gloss[row, column]
    expected = (1.055 * light ** (1 / 2.4) - 0.055) * 255
    assert blank("#808080")[row, column].tolist() == pytest.approx([expected] * 3, abs=1.2)


def test_full_ink_leaves_three_percent_of_the_color_below() -> None:
    left = {
        base: printed((128, 128, 128, 255), base_hex=base)[130, 120, 0].item()
        for base in ("#000000", "#ffffff")
    }
    assert 0 < left["#ffffff"] - left["#000000"] < 12


def test_a_small_picture_looks_like_the_large_one_scaled_down() -> None:
    large = composite(VIEW, base_hex=NAVY, width_px=960)
    scaled = pixels(large.resize((WIDTH_PX, WIDTH_PX), Image.Resampling.BOX))
    assert np.abs(scaled - blank()).mean() < 1


def test_the_size_is_the_one_asked_for() -> None:
    assert blank(width_px=333).shape == (333, 333, 3)


@pytest.mark.parametrize("colour", ["", "red", "#fff", "1b2a4e", "#1b2a4g", "#1b2a4e00"])
def test_a_color_that_is_not_hex_is_refused(colour: str) -> None:
    with pytest.raises(ValueError, match="is not a colour"):
        composite(VIEW, base_hex=colour, width_px=64)


def test_a_design_without_an_area_is_refused() -> None:
    with pytest.raises(ValueError, match="needs the area"):
        composite(VIEW, base_hex=NAVY, design=Image.new("RGBA", (9, 9)), width_px=64)


@pytest.mark.parametrize("area_mm", [(0, 0, 0, 10), (0, 10, 10, 0)])
def test_an_area_without_extent_is_refused(area_mm: AreaMm) -> None:
    with pytest.raises(ValueError, match="from left to right"):
        printed((0, 0, 0, 255), area_mm=area_mm)


def test_an_unknown_view_is_refused() -> None:
    with pytest.raises(LookupError, match="no view"):
        composite("../settings", base_hex=NAVY)


@pytest.mark.parametrize("width_px", [0, 15, 2401])
def test_an_absurd_width_is_refused(width_px: int) -> None:
    with pytest.raises(ValueError, match="16 to 2400"):
        composite(VIEW, base_hex=NAVY, width_px=width_px)


def test_planes_cannot_be_changed_by_whoever_reads_them() -> None:
    product: Blank = load_blank(VIEW, WIDTH_PX)
    with pytest.raises(ValueError, match="read-only"):
        product.diffuse[0, 0] = 1
