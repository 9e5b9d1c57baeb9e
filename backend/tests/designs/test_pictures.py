"""What becomes of an uploaded file: sound ones are printed as they look, all others refused."""

import io
from typing import Any

import pytest
from PIL import Image, ImageCms

from customkeeps.designs.bounded import TOO_LONG, normalise_bounded
from customkeeps.designs.pictures import InvalidPictureError, Picture
from tests.designs.samples import (
    animated_png,
    chunk,
    file_of,
    multi_picture_jpeg,
    plain,
    png_of_16_bit_rgb,
    png_of_claimed_size,
    quarters,
)

DAMAGED = "This picture is damaged or incomplete. Save it again and choose the new file."
NOT_A_PICTURE = "This is not a PNG or JPEG picture that we can read."
SEVERAL = "This file holds several pictures or an animation. Choose a single picture."
TOO_SMALL = "This picture is too small to print: each side needs 16 pixels or more."
SIDE_TOO_LONG = "This picture is too large: a side may have 8000 pixels at most."
TOO_MANY_PIXELS = "This picture is too large: it may have 40 megapixels at most."
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
NOISE = file_of(Image.effect_noise((120, 90), 80))
PHOTO = file_of(Image.effect_noise((120, 90), 80), "JPEG")


def opened(picture: Picture) -> Image.Image:
    return Image.open(io.BytesIO(picture.content))


@pytest.mark.parametrize(
    ("data", "declared", "sentence"),
    [
        (b"", "png", NOT_A_PICTURE),
        (SVG, "png", NOT_A_PICTURE),
        (file_of(plain(), "GIF"), "png", NOT_A_PICTURE),
        (file_of(plain(), "WEBP"), "jpeg", NOT_A_PICTURE),
        (file_of(plain(), "TIFF"), "png", NOT_A_PICTURE),
        (NOISE[:10], "png", NOT_A_PICTURE),
        (NOISE[: len(NOISE) // 2], "png", DAMAGED),
        (PHOTO[: len(PHOTO) // 2], "jpeg", DAMAGED),
        (animated_png(), "png", SEVERAL),
        (multi_picture_jpeg(), "jpeg", SEVERAL),
        (file_of(plain(1, 1)), "png", TOO_SMALL),
        (file_of(plain(15, 400)), "png", TOO_SMALL),
        (file_of(plain(9000, 20)), "png", SIDE_TOO_LONG),
        (png_of_claimed_size(6400, 6407), "png", TOO_MANY_PIXELS),
        (png_of_claimed_size(60_000, 60_000), "png", SIDE_TOO_LONG),
        (png_of_claimed_size(6000, 6000), "png", DAMAGED),
    ],
)
def test_refuses_with_a_sentence(data: bytes, declared: str, sentence: str) -> None:
    with pytest.raises(InvalidPictureError) as refusal:
        normalise_bounded(data, declared)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("data", "declared", "actual"), [(NOISE, "jpeg", "PNG"), (PHOTO, "png", "JPEG")]
)
def test_refuses_another_format_than_declared(data: bytes, declared: str, actual: str) -> None:
    with pytest.raises(InvalidPictureError) as refusal:
        normalise_bounded(data, declared)
    assert str(refusal.value) == (
        f"This file is named a {declared.upper()} picture but is a {actual} one. "
        "Save it again and choose the new file."
    )


def test_a_file_that_outlasts_its_worker_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("customkeeps.designs.bounded.WALL_SECONDS", 0.001)
    with pytest.raises(InvalidPictureError) as refusal:
        normalise_bounded(NOISE, "png")
    assert str(refusal.value) == TOO_LONG


@pytest.mark.parametrize(("width", "height"), [(16, 16), (8000, 16)])
def test_keeps_the_resolution(width: int, height: int) -> None:
    picture = normalise_bounded(file_of(plain(width, height)), "png")
    assert (picture.width_px, picture.height_px) == (width, height)
    assert opened(picture).size == (width, height)


def test_takes_the_largest_picture_allowed() -> None:
    picture = normalise_bounded(file_of(plain(8000, 5000, (1, 2, 3, 4), "RGBA")), "png")
    assert opened(picture).size == (8000, 5000)


@pytest.mark.parametrize(
    ("orientation", "size", "top_left", "bottom_right"),
    [
        (1, (64, 32), "red", "white"),
        (2, (64, 32), "green", "blue"),
        (3, (64, 32), "white", "red"),
        (4, (64, 32), "blue", "green"),
        (5, (32, 64), "red", "white"),
        (6, (32, 64), "blue", "green"),
        (7, (32, 64), "white", "red"),
        (8, (32, 64), "green", "blue"),
    ],
)
def test_turns_the_picture_upright(
    orientation: int, size: tuple[int, int], top_left: str, bottom_right: str
) -> None:
    colours = {(255, 0, 0): "red", (0, 255, 0): "green", (0, 0, 255): "blue"}
    exif = Image.Exif()
    exif[0x0112] = orientation
    image = opened(normalise_bounded(file_of(quarters(), exif=exif), "png"))
    seen = [image.getpixel((2, 2)), image.getpixel((size[0] - 3, size[1] - 3))]
    assert image.size == size
    assert [colours.get(pixel, "white") for pixel in seen] == [top_left, bottom_right]


def test_damaged_orientation_note_does_not_spoil_a_sound_picture() -> None:
    data = file_of(plain(40, 30), "JPEG", exif=b"Exif\0\0MM\0*\xff\xff\xff\xff")
    picture = normalise_bounded(data, "jpeg")
    assert (picture.width_px, picture.height_px) == (40, 30)


@pytest.mark.parametrize(("file_format", "declared"), [("PNG", "png"), ("JPEG", "jpeg")])
def test_keeps_no_metadata(file_format: str, declared: str) -> None:
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    exif.get_ifd(0x8825)[2] = (14.0, 35.0, 59.0)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = file_of(plain(), file_format, exif=exif, icc_profile=profile, comment=b"hidden")
    image = opened(normalise_bounded(data, declared))
    assert dict(image.getexif()) == {}
    assert image.getexif().get_ifd(0x8825) == {}
    assert "icc_profile" not in image.info
    assert "comment" not in image.info


def test_drops_text_and_what_follows_the_picture() -> None:
    data = file_of(plain())
    secret = data[:33] + chunk(b"tEXt", b"Comment\0hidden words") + data[33:] + b"PK\x03\x04hidden"
    picture = normalise_bounded(secret, "png")
    assert picture.content == normalise_bounded(data, "png").content
    assert b"hidden" not in picture.content


@pytest.mark.parametrize(
    ("data", "mode", "pixel"),
    [
        (file_of(plain(color=(9, 99, 199, 50), mode="RGBA")), "RGBA", (9, 99, 199, 50)),
        (file_of(plain(color=(77, 128), mode="LA")), "RGBA", (77, 77, 77, 128)),
        (file_of(plain(color=77, mode="L")), "RGB", (77, 77, 77)),
        (file_of(plain(color=1, mode="1")), "RGB", (255, 255, 255)),
        (file_of(plain().quantize(4)), "RGB", (200, 30, 60)),
        (file_of(plain().quantize(4), transparency=0), "RGBA", (200, 30, 60, 0)),
        (
            file_of(Image.frombytes("I;16", (20, 20), b"\x34\x80" * 400)),
            "RGB",
            (0x80, 0x80, 0x80),
        ),
        (png_of_16_bit_rgb(0x4012), "RGB", (0x40, 0x40, 0x40)),
    ],
)
def test_png_keeps_its_colours_and_transparency(data: bytes, mode: str, pixel: Any) -> None:
    image = opened(normalise_bounded(data, "png"))
    assert (image.mode, image.getpixel((5, 5))) == (mode, pixel)


def test_cmyk_jpeg_becomes_rgb() -> None:
    data = file_of(plain(color=(0, 255, 255, 0), mode="CMYK"), "JPEG", quality=100)
    image = opened(normalise_bounded(data, "jpeg"))
    red, green, blue = image.getpixel((20, 15))
    assert image.mode == "RGB"
    assert red >= 250
    assert max(green, blue) <= 5


@pytest.mark.parametrize(("file_format", "declared"), [("PNG", "png"), ("JPEG", "jpeg")])
def test_colour_profile_is_applied(file_format: str, declared: str) -> None:
    """By a profile whose first channel is green and whose second is red."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = srgb.replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")
    data = file_of(plain(color=(255, 0, 0)), file_format, icc_profile=swapped)
    red, green, blue = opened(normalise_bounded(data, declared)).getpixel((20, 15))
    assert green >= 250
    assert max(red, blue) <= 8


def test_profile_of_other_channels_is_ignored() -> None:
    image = opened(normalise_bounded(file_of(plain(), icc_profile=b"no profile at all"), "png"))
    assert image.getpixel((0, 0)) == (200, 30, 60)


def test_jpeg_is_written_with_full_colour_resolution() -> None:
    image: Any = opened(normalise_bounded(PHOTO, "jpeg"))
    assert [component[1:3] for component in image.layer] == [(1, 1)] * 3


def test_same_input_gives_same_bytes() -> None:
    assert normalise_bounded(PHOTO, "jpeg") == normalise_bounded(PHOTO, "jpeg")


def test_thumbnail_is_small_and_keeps_transparency() -> None:
    picture = normalise_bounded(file_of(plain(1200, 600, (10, 20, 30, 0), "RGBA")), "png")
    thumbnail = Image.open(io.BytesIO(picture.thumbnail))
    assert (thumbnail.format, thumbnail.size, thumbnail.mode) == ("WEBP", (480, 240), "RGBA")
    assert thumbnail.getpixel((5, 5))[3] == 0
