"""SVG made of plain filled paths: the same picture, or none at all."""

import pytest

from scripts.packs.clipart_likeness import difference
from scripts.packs.flat_svg import Shape, UnsupportedError, data_of, shapes_of
from scripts.packs.premixed import premixed

SPACE = 'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"'


def svg(body: str) -> str:
    return f"<svg {SPACE}>{body}</svg>"


def again(shapes: list[Shape]) -> str:
    return svg("".join(f'<path d="{data_of(each.path)}" fill="{each.fill}"/>' for each in shapes))


def test_a_path_is_written_with_absolute_commands() -> None:
    (shape,) = shapes_of(svg('<path fill="#f00" d="m1 2h3v4.12345z"/>'))
    assert data_of(shape.path) == "M1 2L4 2L4 6.123Z"
    assert shape.fill == "#ff0000"


def test_a_contour_left_open_is_closed_as_filling_closes_it() -> None:
    assert data_of(shapes_of(svg('<path d="M1 1L9 1L9 9"/>'))[0].path) == "M1 1L9 1L9 9Z"


@pytest.mark.parametrize(
    "body",
    [
        '<circle cx="16" cy="15" r="9.5" fill="#123456"/>',
        '<ellipse cx="16" cy="15" rx="9" ry="4" transform="rotate(30 16 15)" fill="#123456"/>',
        '<rect x="3" y="4" width="20" height="10" rx="3" fill="#123456"/>',
        '<g fill="#a00" transform="translate(4 5)"><path d="M0 0h9v9H0z"/></g>',
        '<path transform="matrix(0 -1 -1 0 30 28)" d="M0 0h9v4H0z"/>',
        '<defs><path id="a" d="M1 1h9v9H1z"/></defs><use href="#a" transform="translate(9 9)"/>',
        '<path fill="#0a0" d="M4 16a12 6 20 1 0 24 0a12 6 20 1 0 -24 0"/>',
        '<path fill="#0a0" fill-rule="evenodd" d="M2 2h28v28H2zM8 8h16v16H8z"/>',
        '<g fill-rule="evenodd"><path d="M2 2h20v20H2zM10 10h20v20H10z"/></g>',
        '<path fill="#00f" d="M2 2h28v28H2z"/><path fill="#fff" opacity=".4" d="M8 8h9v9H8z"/>',
    ],
)
def test_it_looks_as_before(body: str) -> None:
    shapes = premixed(shapes_of(svg(body)))
    assert shapes
    assert not difference(svg(body), again(shapes)).is_seen


def test_what_is_not_filled_is_not_there() -> None:
    assert shapes_of(svg('<g fill="none"><path d="M1 1h9v9z"/></g>')) == []


@pytest.mark.parametrize(
    "body",
    [
        '<path stroke="#000" d="M1 1h9"/>',
        '<path fill="url(#a)" d="M1 1h9v9z"/>',
        '<g opacity=".5"><path d="M1 1h9v9z"/></g>',
        '<g filter="url(#a)"/>',
        '<clipPath id="a"><path d="M0 0h9v9z"/></clipPath><g clip-path="url(#a)"/>',
        '<path transform="skewX(9)" d="M1 1h9v9z"/>',
        "<text>A</text>",
        '<path fill="red" d="M1 1h9v9z"/>',
    ],
)
def test_what_plain_paths_cannot_say_is_refused(body: str) -> None:
    with pytest.raises(UnsupportedError):
        shapes_of(svg(body))


def test_translucent_over_nothing_is_refused() -> None:
    """The product would shine through, which no opaque colour does."""
    body = '<path d="M2 2h9v9H2z"/><path opacity=".5" d="M8 8h9v9H8z"/>'
    with pytest.raises(UnsupportedError):
        premixed(shapes_of(svg(body)))


def test_another_picture_is_noticed() -> None:
    square, moved = (f'<path d="M{x} 2h9v9h-9z"/>' for x in (2, 2.2))
    assert difference(svg(square), svg(square)) == (0, 0)
    assert difference(svg(square), svg(moved)).is_seen
