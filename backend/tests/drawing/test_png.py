"""The print file for machines that print pixels."""

import io
import struct

import numpy as np
import pytest
from PIL import Image

from customkeeps.drawing.errors import RenderingError
from customkeeps.drawing.png import scene_to_png
from customkeeps.drawing.scene import Shape, Transform
from tests.drawing.scenes import Artworks, box, file_of, layer, photo, printed, scene

RED, BLUE = "#ff0000", "#0000ff"


def chunks(data: bytes) -> dict[bytes, bytes]:
    found, place = {}, 8
    while place < len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        found[data[place + 4 : place + 8]] = data[place + 8 : place + 8 + length]
        place += 12 + length
    return found


def test_it_has_300_dots_an_inch_and_says_so() -> None:
    found = chunks(scene_to_png(scene(width_mm=30, height_mm=40), Artworks()))
    assert struct.unpack(">II", found[b"IHDR"][:8]) == (354, 472)
    assert struct.unpack(">IIB", found[b"pHYs"]) == (11811, 11811, 1)


def test_a_colour_is_where_it_was_put_and_nothing_is_elsewhere() -> None:
    pixels = printed(scene(layer(Shape(box(2, 1, 5, 3), fill=RED))))
    assert pixels.shape == (10, 20, 4)
    assert (pixels[1:4, 2:7] == [255, 0, 0, 255]).all()
    assert pixels[..., 3].sum() == 15 * 255


def test_what_lies_beyond_the_print_area_is_cut_off() -> None:
    pixels = printed(scene(layer(Shape(box(-50, -50, 500, 500), fill=RED))))
    assert (pixels == [255, 0, 0, 255]).all()


def test_a_faint_layer_is_faint_as_a_whole() -> None:
    # The letter lies on its ring: where both are, only the letter is seen.
    both = layer(
        Shape(box(4, 3, 6, 4), stroke=BLUE, stroke_width=2),
        Shape(box(4, 3, 6, 4), fill=RED),
        opacity=0.5,
    )
    pixels = printed(scene(both))
    assert pixels[5, 7].tolist() == pixels[3, 4].tolist() == [255, 0, 0, 128]
    assert pixels[2, 6].tolist() == [0, 0, 255, 128]


def test_a_mask_cuts_and_turns_with_its_layer() -> None:
    turned = (Transform("rotate", (90, 10, 5)),)
    cut = layer(Shape(box(0, 0, 20, 10), fill=RED), clip=box(8, 4, 4, 2), transforms=turned)
    alpha = printed(scene(cut))[..., 3]
    assert (alpha[3:7, 9:11] == 255).all()
    assert alpha.sum() == 8 * 255


def test_overlapping_strokes_of_one_letter_leave_no_hole() -> None:
    twice = (*box(2, 2, 8, 6), *box(6, 4, 8, 5))
    assert printed(scene(layer(Shape(twice, fill=RED))))[5, 8, 3] == 255


def test_a_picture_of_as_many_pixels_is_printed_as_it_is() -> None:
    artworks, pixels = Artworks(), photo(20, 10)
    drawn = scene(layer(artworks.picture(file_of(pixels, "PNG"), (0, 0, 20, 10))))
    assert (printed(drawn, artworks)[..., :3] == pixels).all()


@pytest.mark.parametrize(("width", "height"), [(40, 20), (80, 40), (320, 160)])
def test_a_picture_of_more_pixels_is_averaged(width: int, height: int) -> None:
    rough = np.random.default_rng(3).integers(0, 256, (height, width, 3), dtype=np.uint8)
    artworks, times = Artworks(), width // 20
    drawn = scene(layer(artworks.picture(file_of(rough, "PNG"), (0, 0, 20, 10))))
    mean = rough.reshape(10, times, 20, times, 3).mean(axis=(1, 3))
    # Each halving rounds down.
    assert np.abs(printed(drawn, artworks)[..., :3] - mean).max() <= np.log2(times)


@pytest.mark.parametrize("size", [(41, 21), (16, 300), (333, 77)])
def test_pictures_with_odd_sides_are_drawn_small_without_a_seam(size: tuple[int, int]) -> None:
    artworks = Artworks()
    grey = np.full((size[1], size[0], 3), 90, np.uint8)
    small = layer(artworks.picture(file_of(grey, "PNG"), (5, 3, 4, 2)))
    pixels = printed(scene(small), artworks)
    assert (pixels[3:5, 5:9] == [90, 90, 90, 255]).all()


def test_the_colour_that_is_to_go_is_gone() -> None:
    artworks, pixels = Artworks(), np.full((10, 20, 3), 255, np.uint8)
    pixels[:, :10] = (200, 30, 30)
    key = {"colour": "#ffffff", "tolerance": 0.1}
    picture = artworks.picture(file_of(pixels, "PNG"), (0, 0, 20, 10), key)
    alpha = printed(scene(layer(picture)), artworks)[..., 3]
    assert (alpha[:, :10] == 255).all()
    assert (alpha[:, 10:] == 0).all()


def test_the_same_scene_gives_the_same_bytes() -> None:
    artworks = Artworks()
    picture = artworks.picture(file_of(photo(), "JPEG"), (-3, 1, 15, 12))
    turned = layer(picture, transforms=(Transform("rotate", (17, 10, 5)),), opacity=0.3)
    drawn = scene(turned, layer(Shape(box(3, 3, 3, 3), fill=BLUE)))
    assert scene_to_png(drawn, artworks) == scene_to_png(drawn, artworks)


@pytest.mark.parametrize("damage", [b"", b"not a picture", None])
def test_a_damaged_picture_is_no_print_file(damage: bytes | None) -> None:
    artworks, whole = Artworks(), file_of(photo(), "PNG")
    picture = artworks.picture(whole[:60] if damage is None else damage, (0, 0, 20, 10))
    with pytest.raises(RenderingError):
        printed(scene(layer(picture)), artworks)


@pytest.mark.parametrize("degrees", [0, 30, 145, 270])
def test_a_photograph_read_row_by_row_is_the_same_as_one_that_is_all_there(degrees: int) -> None:
    artworks, place = Artworks(), (-100.0, -300.0, 900.0, 1100.0)
    rough = np.random.default_rng(4).integers(0, 256, (130, 110, 3), dtype=np.uint8)
    smooth = Image.fromarray(rough).resize((1100, 1300))
    data = file_of(np.asarray(smooth), "JPEG")
    decoded = np.asarray(Image.open(io.BytesIO(data)))
    pictures = [artworks.picture(each, place) for each in (data, file_of(decoded, "PNG"))]
    turned = (Transform("rotate", (degrees, 300, 250)),)
    by_rows, whole = (
        printed(scene(layer(each, transforms=turned), width_mm=600, height_mm=500), artworks)
        for each in pictures
    )
    assert (by_rows == whole).all()
    assert by_rows[..., 3].mean() > 100
