"""What pixels say of a picture: holes, a background, and whether it was enlarged."""

import io
import random
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont
from PIL.Image import Resampling

from customkeeps.designs.bounded import normalise_bounded
from customkeeps.designs.picture_facts import Facts, facts_of, read_facts
from tests.designs.samples import file_of, plain

PHOTOS = Path(__file__).parents[3] / "e2e" / "pictures"
WAYS = [Resampling.BILINEAR, Resampling.BICUBIC, Resampling.LANCZOS]


def photo(name: str) -> Image.Image:
    return Image.open(PHOTOS / f"{name}.jpg").convert("RGB")


def as_jpeg(image: Image.Image, quality: int) -> Image.Image:
    return Image.open(io.BytesIO(file_of(image, "JPEG", quality=quality)))


def enlarged(image: Image.Image, times: int, way: Resampling) -> Image.Image:
    return image.resize((image.width * times, image.height * times), way)


def drawn(mode: str = "RGB", background: Any = "white", width: int = 600) -> Image.Image:
    """Sharp shapes and letters at full resolution; smoothed as drawing programs do."""
    image = Image.new(mode, (width * 4, width * 3), background)
    draw = ImageDraw.Draw(image)
    draw.ellipse((300, 300, 1300, 1300), fill="#2040c0")
    draw.rectangle((1402, 202, 2000, 802), fill="black")
    draw.line((100, 1700, 2200, 900), fill="green", width=30)
    draw.text((200, 1300), "Lola & Ben", font=ImageFont.load_default(300), fill="#c02040")
    return image.reduce(4)


def crisp() -> Image.Image:
    """Not smoothed at all, and aligned to even pixels, where halving does least."""
    image = Image.new("RGB", (600, 400), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((100, 100, 299, 299), fill="black")
    draw.rectangle((352, 52, 551, 251), fill="#c02040")
    return image


def squares() -> Image.Image:
    """As a QR code: large pixels, each a copy of one."""
    chance = random.Random(1)  # noqa: S311 (any squares will do)
    code = Image.new("L", (41, 41))
    code.putdata([chance.choice((0, 255)) for _ in range(41 * 41)])
    return code.resize((410, 410), Resampling.NEAREST).convert("RGB")


def noise() -> Image.Image:
    return Image.effect_noise((500, 500), 60).convert("RGB")


@pytest.mark.parametrize("name", ["cat", "raccoon"])
@pytest.mark.parametrize("quality", [100, 90, 50])
def test_a_photograph_has_the_detail_that_its_pixels_promise(name: str, quality: int) -> None:
    assert facts_of(as_jpeg(photo(name), quality)).true_scale == 1


@pytest.mark.parametrize("name", ["cat", "raccoon"])
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("quality", [95, 80])
@pytest.mark.parametrize("times", [2, 4])
def test_an_enlarged_one_does_not(name: str, way: Resampling, quality: int, times: int) -> None:
    image = as_jpeg(enlarged(photo(name), times, way), quality)
    assert facts_of(image).true_scale == 1 / times


@pytest.mark.parametrize(
    "image",
    [drawn(), as_jpeg(drawn(), 80), drawn("RGBA", (0, 0, 0, 0)), crisp(), squares(), noise()],
    ids=["drawn", "drawn, as JPEG", "drawn on nothing", "crisp", "squares", "noise"],
)
def test_drawings_and_noise_are_never_called_enlarged(image: Image.Image) -> None:
    assert facts_of(image).true_scale == 1


def test_enlarged_drawings_are_known_too() -> None:
    for image in (drawn(), drawn("RGBA", (0, 0, 0, 0))):
        assert facts_of(enlarged(image, 2, Resampling.BICUBIC)).true_scale == 0.5


def test_what_has_no_detail_tells_nothing() -> None:
    sky = Image.linear_gradient("L").resize((800, 600)).convert("RGB")
    assert facts_of(sky).true_scale == 1
    assert facts_of(plain(16, 16)).true_scale == 1


@pytest.mark.parametrize(("name", "corner"), [("raccoon", (1024, 768)), ("cat", (1400, 1100))])
def test_one_sharp_corner_of_a_blurred_picture_is_enough(
    name: str, corner: tuple[int, int]
) -> None:
    """As with a portrait before a background out of focus."""
    image = enlarged(photo("raccoon"), 2, Resampling.BICUBIC)
    assert facts_of(image).true_scale == 0.5
    image.paste(photo(name), corner)
    assert facts_of(image).true_scale == 1


def test_one_pixel_with_a_hole_is_alpha() -> None:
    image = Image.new("RGBA", (300, 200), (10, 20, 30, 255))
    assert facts_of(image).has_alpha is False
    image.putpixel((150, 90), (10, 20, 30, 254))
    assert facts_of(image).has_alpha is True
    assert facts_of(plain()).has_alpha is False


def test_a_background_is_one_opaque_colour_all_around() -> None:
    image = drawn(background="#fefefe")
    assert facts_of(image).border_colour == "#fefefe"
    assert facts_of(as_jpeg(image, 75)).border_colour == "#fefefe"
    assert facts_of(drawn("RGBA", (255, 255, 255, 0))).border_colour == ""
    assert facts_of(photo("cat")).border_colour == ""


def test_a_stroke_that_leaves_the_picture_does_not_hide_its_background() -> None:
    image = drawn(background="#ffffff")
    image.paste((0, 0, 0), (100, 0, 110, 450))
    assert facts_of(image).border_colour == "#ffffff"
    image.paste((0, 0, 0), (100, 0, 200, 450))
    assert facts_of(image).border_colour == ""


def test_a_hairline_around_a_photograph_is_no_background() -> None:
    image = photo("raccoon")
    ImageDraw.Draw(image).rectangle((0, 0, image.width - 1, image.height - 1), outline="white")
    assert facts_of(image).border_colour == ""


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        {},
        {"has_alpha": 1, "border_colour": "", "true_scale": 1},
        {"has_alpha": True, "border_colour": "red", "true_scale": 1},
        {"has_alpha": True, "border_colour": None, "true_scale": 1},
        {"has_alpha": True, "border_colour": "", "true_scale": 0.3},
        {"has_alpha": True, "border_colour": "", "true_scale": 1, "more": 1},
    ],
)
def test_facts_from_elsewhere_are_checked(value: object) -> None:
    with pytest.raises((ValueError, TypeError)):
        read_facts(value)


def test_they_come_with_the_opened_picture() -> None:
    image = enlarged(drawn("RGBA", "#ffffffff"), 2, Resampling.BICUBIC)
    assert normalise_bounded(file_of(image), "png").facts == Facts(
        has_alpha=False, border_colour="#ffffff", true_scale=0.5
    )
