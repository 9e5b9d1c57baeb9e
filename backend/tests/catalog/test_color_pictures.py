"""A colour's pictures as the API shows them, also those that staff entered by hand."""

import pytest

from customkeeps.catalog.queries import picture_as_dict, print_area

ENTERED = {
    "view": "front",
    "url": "/media/products/front.webp",
    "thumb_url": "https://pictures.example/front.webp",
    "width_px": 1000,
    "height_px": 1000,
    "print_quad": None,
}


def test_what_a_picture_leaves_out_is_the_plain_case() -> None:
    assert picture_as_dict(ENTERED, base_url="https://shop.example") == {
        **ENTERED,
        "url": "https://shop.example/media/products/front.webp",
        "name": "",
        "placement": None,
        "print_part": [0, 0, 1, 1],
    }


def test_what_a_picture_says_is_kept() -> None:
    told = {"name": "Front", "placement": "wrap", "print_part": [0.3, 0, 0.7, 1]}
    shown = picture_as_dict(ENTERED | told, base_url="")
    assert {key: shown[key] for key in told} == told


PLACEMENTS = [
    {"id": 8, "position": 1, "code": "back", "name": "Back", "width_mm": 300, "height_mm": 400},
    {"id": 7, "position": 0, "code": "front", "name": "Front", "width_mm": 280, "height_mm": 360},
]


@pytest.mark.parametrize(
    ("picture", "placements", "area"),
    [
        ({"placement": "back"}, PLACEMENTS, {"width_mm": 300, "height_mm": 400}),
        ({"placement": None}, PLACEMENTS, {"width_mm": 280, "height_mm": 360}),
        ({"placement": "sleeve"}, PLACEMENTS, None),
        ({"placement": None}, None, None),
        (None, PLACEMENTS, None),
    ],
)
def test_the_print_area_is_the_one_that_the_picture_shows(
    picture: dict[str, str | None] | None,
    placements: list[dict[str, object]] | None,
    area: dict[str, int] | None,
) -> None:
    assert print_area(picture, placements) == area
