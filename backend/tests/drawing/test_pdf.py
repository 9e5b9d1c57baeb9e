"""The print file for printers: true size, bleed, vectors, the pictures themselves."""

import io
from collections.abc import Iterator

import numpy as np
import pikepdf
import pypdfium2
import time_machine
from pikepdf import Name

from customkeeps.drawing.layers import scene_of
from customkeeps.drawing.pdf import scene_to_pdf
from customkeeps.drawing.scene import Scene, Shape, Transform
from tests.drawing import documents
from tests.drawing.scenes import Artworks, Bytes, box, file_of, layer, photo, scene

RED, BLUE = "#ff0000", "#0000ff"
# Bleed, a gap and crop marks lie around the print area.
MARGIN_MM = 9


def opened(drawn: Scene, artworks: Artworks | None = None) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(scene_to_pdf(drawn, artworks or Artworks())))


def in_mm(box_in_points: pikepdf.Array) -> list[float]:
    return [round(float(points) * 25.4 / 72, 2) for points in box_in_points]


def seen(drawn: Scene, artworks: Artworks | None = None) -> Bytes:
    """The whole sheet on white, one pixel a millimetre, (height, width, 3)."""
    with pypdfium2.PdfDocument(scene_to_pdf(drawn, artworks or Artworks())) as pdf:
        # A hair less, as PDFium rounds the sheet up to whole pixels.
        return pdf[0].render(scale=25.4 / 72 - 1e-6).to_numpy()[..., 2::-1]


def objects(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    return (each for each in pdf.objects if isinstance(each, pikepdf.Dictionary | pikepdf.Stream))


def test_it_is_of_true_size_with_three_millimetres_of_bleed() -> None:
    pdf = opened(scene(width_mm=200, height_mm=90))
    page = pdf.pages[0]
    assert in_mm(page.TrimBox) == [9, 9, 209, 99]
    assert in_mm(page.BleedBox) == [6, 6, 212, 102]
    assert in_mm(page.MediaBox) == [0, 0, 218, 108]


def test_colours_are_where_they_were_put() -> None:
    pixels = seen(scene(layer(Shape(box(2, 1, 5, 3), fill=RED))))
    assert (
        pixels[MARGIN_MM + 1 : MARGIN_MM + 4, MARGIN_MM + 2 : MARGIN_MM + 7] == [255, 0, 0]
    ).all()
    assert (pixels[MARGIN_MM + 4 : MARGIN_MM + 10, MARGIN_MM : MARGIN_MM + 20] == 255).all()


def test_what_lies_beyond_the_print_area_is_shown_as_far_as_the_bleed_goes() -> None:
    pixels = seen(scene(layer(Shape(box(-50, -50, 200, 200), fill=RED)), width_mm=40, height_mm=30))
    red = (pixels == [255, 0, 0]).all(axis=-1)
    assert red[6:42, 6:52].all()
    # PDFium cuts at whole pixels, a part of one more.
    assert not np.delete(red, np.s_[5:43], axis=0).any()
    assert not np.delete(red, np.s_[5:53], axis=1).any()


def test_crop_marks_stand_outside_the_bleed() -> None:
    pixels = seen(scene(width_mm=40, height_mm=30))
    inked = (pixels < 255).any(axis=-1)
    assert not inked[6:42, 6:52].any()
    assert not inked[0:6, 12:46].any()
    for rows, columns in (
        ((0, 5), (8, 10)),
        ((43, 48), (8, 10)),
        ((8, 10), (0, 5)),
        ((8, 10), (53, 58)),
    ):
        assert inked[slice(*rows), slice(*columns)].any()


def test_words_and_clipart_are_paths_and_no_font_is_named() -> None:
    words = documents.text(content="Salamat po", width_mm=280, x_mm=10)
    pdf = opened(scene_of(documents.document(words, documents.layer("clipart"))))
    assert not [each for each in objects(pdf) if "/Font" in each or each.get("/Type") == "/Font"]
    operators = [str(each.operator) for each in pikepdf.parse_content_stream(pdf.pages[0])]
    assert not {"BT", "Tf", "Tj", "Do"} & set(operators)
    # Nine letters; the piece of clipart has some paths more.
    assert operators.count("f") >= 10


def test_a_photograph_is_in_it_as_the_bytes_that_are_stored() -> None:
    artworks, data = Artworks(), file_of(photo(), "JPEG")
    pdf = opened(scene(layer(artworks.picture(data, (0, 0, 20, 10)))), artworks)
    (picture,) = pdf.pages[0].Resources.XObject.values()
    assert (picture.read_raw_bytes(), picture.Filter) == (data, Name.DCTDecode)
    assert (picture.Width, picture.Height) == (40, 20)


def test_a_picture_that_comes_twice_is_in_it_once() -> None:
    artworks, data = Artworks(), file_of(photo(), "JPEG")
    pictures = [artworks.picture(data, (x, 0, 10, 5)) for x in (0, 10)]
    pdf = opened(scene(*map(layer, pictures)), artworks)
    assert len(pdf.pages[0].Resources.XObject) == 1


def test_a_transparent_picture_keeps_every_pixel_and_its_alpha() -> None:
    artworks = Artworks()
    pixels = np.random.default_rng(1).integers(0, 256, (20, 40, 4), dtype=np.uint8)
    pdf = opened(scene(layer(artworks.picture(file_of(pixels, "PNG"), (0, 0, 20, 10)))), artworks)
    (picture,) = pdf.pages[0].Resources.XObject.values()
    colours = np.frombuffer(picture.read_bytes(), np.uint8).reshape(20, 40, 3)
    alpha = np.frombuffer(picture.SMask.read_bytes(), np.uint8).reshape(20, 40)
    assert (np.dstack([colours, alpha]) == pixels)[pixels[..., 3] > 0].all()


def test_a_photograph_without_one_colour_is_the_stored_one_behind_a_mask() -> None:
    artworks, data = Artworks(), file_of(photo(), "JPEG")
    key = {"colour": "#000000", "tolerance": 0.2}
    pdf = opened(scene(layer(artworks.picture(data, (0, 0, 20, 10), key))), artworks)
    (picture,) = pdf.pages[0].Resources.XObject.values()
    alpha = np.frombuffer(picture.SMask.read_bytes(), np.uint8).reshape(20, 40)
    assert picture.read_raw_bytes() == data
    assert (alpha[0, 0], alpha[-1, -1]) == (0, 255)


def test_a_faint_layer_is_faint_as_a_whole() -> None:
    both = layer(
        Shape(box(4, 3, 6, 4), stroke=BLUE, stroke_width=2),
        Shape(box(4, 3, 6, 4), fill=RED),
        opacity=0.5,
    )
    pixels = seen(scene(both))[MARGIN_MM:, MARGIN_MM:]
    assert np.abs(pixels[5, 7].astype(int) - [255, 127, 127]).max() <= 1
    assert (pixels[3, 4] == pixels[5, 7]).all()
    assert np.abs(pixels[2, 6].astype(int) - [127, 127, 255]).max() <= 1


def test_the_layer_after_a_faint_one_is_not_faint() -> None:
    faint = layer(Shape(box(0, 0, 5, 5), fill=RED), opacity=0.5)
    pixels = seen(scene(faint, layer(Shape(box(10, 0, 5, 5), fill=RED))))[MARGIN_MM:, MARGIN_MM:]
    assert pixels[2, 12].tolist() == [255, 0, 0]


def test_a_mask_cuts_and_turns_with_its_layer() -> None:
    turned = (Transform("rotate", (90, 10, 5)),)
    cut = layer(Shape(box(0, 0, 20, 10), fill=RED), clip=box(8, 4, 4, 2), transforms=turned)
    red = (seen(scene(cut))[MARGIN_MM:, MARGIN_MM:] == [255, 0, 0]).all(axis=-1)
    assert red[3:7, 9:11].all()
    assert not np.delete(red, np.s_[2:8], axis=0).any()
    assert not np.delete(red, np.s_[8:12], axis=1).any()


def test_its_colours_are_said_to_be_srgb() -> None:
    pdf = opened(scene())
    (intent,) = pdf.Root.OutputIntents
    assert str(intent.OutputConditionIdentifier) == "sRGB IEC61966-2.1"
    assert intent.DestOutputProfile.read_bytes()[12:20] == b"mntrRGB "


def test_the_same_scene_gives_the_same_bytes_whenever_it_is_printed() -> None:
    artworks = Artworks()
    picture = artworks.picture(file_of(photo(), "PNG"), (0, 0, 20, 10))
    drawn = scene(layer(picture, opacity=0.5), layer(Shape(box(1, 1, 2, 2), fill=BLUE)))
    with time_machine.travel("2020-02-02"):
        earlier = scene_to_pdf(drawn, artworks)
    assert scene_to_pdf(drawn, artworks) == earlier
