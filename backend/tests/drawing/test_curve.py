"""Words on a curve: angles without a language's own sine, and circles that hold the words."""

import math

import pytest

from customkeeps.drawing.curve import arc, cos_deg, sin_deg
from customkeeps.drawing.text import text_size_of
from tests.drawing.documents import text

EACH_ANGLE = pytest.mark.parametrize("degrees", [*range(-720, 721, 15), 0.001, 89.999, 123.456])


@EACH_ANGLE
def test_cosine(degrees: float) -> None:
    assert cos_deg(degrees) == pytest.approx(math.cos(math.radians(degrees)), abs=2e-15)


@EACH_ANGLE
def test_sine(degrees: float) -> None:
    assert sin_deg(degrees) == pytest.approx(math.sin(math.radians(degrees)), abs=2e-15)


def test_a_line_spans_the_angle() -> None:
    circles = arc(width=100, curve_deg=180, size=10, pitch=12)
    assert circles.radius == pytest.approx(100 / math.pi)
    assert circles.turned_deg(50, 0) == pytest.approx(90)
    assert circles.sagitta == pytest.approx(circles.radius)


def test_a_smile_turns_the_other_way() -> None:
    assert arc(100, -180, 10, 12).turned_deg(50, 0) == pytest.approx(-90)


def test_lines_go_inward_in_an_arch_and_outward_in_a_smile() -> None:
    arch, smile = arc(100, 90, 10, 12), arc(100, -90, 10, 12)
    assert arch.radius_of(1) == pytest.approx(arch.radius - 12)
    assert smile.radius_of(1) == pytest.approx(smile.radius + 12)


def test_no_circle_is_smaller_than_half_a_letter() -> None:
    assert arc(1, 360, 10, 12).radius == 5
    assert arc(100, 180, 10, 12).radius_of(9) == 5


def test_a_curved_line_is_higher_and_its_ends_are_nearer_to_each_other() -> None:
    straight = text_size_of(text(content="Maligayang Pasko", width_mm=500))
    for curve_deg in (-180, 180):
        bent = text_size_of(text(content="Maligayang Pasko", curve_deg=curve_deg))
        assert bent[0] < straight[0]
        assert bent[1] > straight[1]


def test_a_full_circle_is_as_wide_as_high() -> None:
    width, height = text_size_of(text(content="round and round we go and", curve_deg=360))
    assert height == pytest.approx(width, rel=1e-9)


def test_less_than_a_degree_is_straight() -> None:
    assert text_size_of(text(curve_deg=0.999)) == text_size_of(text())
