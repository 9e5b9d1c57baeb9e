"""How numbers are rounded and written."""

import pytest

from customkeeps.drawing.numbers import pixels, rounded, text_of


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (-0.00004, "0"),
        (12, "12"),
        (12.5, "12.5"),
        (1.00005, "1.0001"),
        (-1.23456, "-1.2346"),
        (1e-7, "0"),
        (100000, "100000"),
        (0.1 + 0.2, "0.3"),
    ],
)
def test_text(number: float, text: str) -> None:
    assert text_of(number) == text


def test_halves_go_up() -> None:
    assert [rounded(n, 0) for n in (0.5, 1.5, -0.5, -1.5)] == [1, 2, 0, -1]


def test_pixels_at_print_size() -> None:
    assert (pixels(300), pixels(400), pixels(0.01)) == (3543, 4724, 1)
