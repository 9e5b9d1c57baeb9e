"""One colour of a picture becomes transparent, softly, by whole numbers."""

import numpy as np
import pytest

from customkeeps.drawing.colour_key import apply_colour_key


def keyed(colour: tuple[int, int, int], alpha: int, tolerance: float) -> int:
    alphas = np.array([[alpha]], np.uint8)
    key = {"colour": "#102030", "tolerance": tolerance}
    apply_colour_key(np.array([[colour]], np.uint8), alphas, key)
    return int(alphas[0, 0])


@pytest.mark.parametrize(
    ("distance", "left"),
    [(0, 0), (26, 0), (27, 15), (34, 127), (41, 239), (42, 255), (200, 255)],
)
def test_opacity_grows_with_the_distance_beyond_the_tolerance(distance: int, left: int) -> None:
    # A tenth of 255 is 25.5, which counts as 26.
    assert keyed((0x10, 0x20 + distance, 0x30), 255, 0.1) == left


def test_the_channel_that_differs_most_decides() -> None:
    assert keyed((0x10 + 3, 0x20 - 20, 0x30 + 5), 255, 0) == 255
    assert keyed((0x10 + 3, 0x20 - 4, 0x30 + 5), 255, 0) == 255 * 5 // 16


def test_what_shone_through_already_does_so_still() -> None:
    assert keyed((0x10 + 8, 0x20, 0x30), 100, 0) == 50
    assert keyed((0xFF, 0xFF, 0xFF), 100, 0) == 100


def test_all_is_transparent_at_full_tolerance() -> None:
    assert keyed((255, 255, 255), 255, 1) == 0
