"""A colour's pictures as the API shows them, also those that staff entered by hand."""

from customkeeps.catalog.queries import picture_as_dict

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
