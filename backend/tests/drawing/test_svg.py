"""A design as SVG."""

from xml.etree import ElementTree

from customkeeps.drawing.paths import path_data, read_path
from customkeeps.drawing.svg import design_to_svg, layer_to_svg
from tests.drawing.documents import PICTURE, document, image, layer

SVG = "{http://www.w3.org/2000/svg}"
EVERYTHING = document(
    layer("image", mask="heart", colour_key={"colour": "#00ff00", "tolerance": 0.1}),
    layer("text", outline={"colour": "#ff0000", "width_mm": 1}, curve_deg=90, rotation_deg=5),
)


def test_it_is_of_the_print_area_s_size() -> None:
    assert design_to_svg(document(width_mm=300.5)) == (
        '<svg xmlns="http://www.w3.org/2000/svg" width="300.5mm" height="400mm" '
        'viewBox="0 0 300.5 400"></svg>'
    )


def test_it_consists_of_shapes_and_pictures_alone() -> None:
    root = ElementTree.fromstring(design_to_svg(EVERYTHING))  # noqa: S314 written by ourselves
    names = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert names == {"svg", "g", "path", "image", "clipPath"}
    assert [child.tag for child in root] == [f"{SVG}g"] * 2


def test_a_layer_is_written_as_it_is_within_the_design() -> None:
    parts = [layer_to_svg(each) for each in EVERYTHING["layers"]]
    assert design_to_svg(EVERYTHING).endswith(f"{''.join(parts)}</svg>")


def test_pictures_are_named_by_their_hash_and_colour_key() -> None:
    plain = image(x_mm=1, y_mm=2, width_mm=3.5, height_mm=4)
    assert layer_to_svg(plain) == (
        f'<g><image href="artwork:{PICTURE}" x="1" y="2" width="3.5" height="4" '
        'preserveAspectRatio="none"/></g>'
    )
    keyed = image(colour_key={"colour": "#00ff00", "tolerance": 0.1})
    assert f'href="artwork:{PICTURE}?key=00ff00&amp;tolerance=0.1"' in layer_to_svg(keyed)


def test_pictures_are_where_the_caller_has_them() -> None:
    drawn = layer_to_svg(image(), href=lambda artwork, key: f'/{artwork[:2]}?a=1&"{key}"')
    assert 'href="/aa?a=1&amp;&quot;None&quot;"' in drawn


def test_a_cut_has_its_layer_s_name() -> None:
    drawn = layer_to_svg(image(id="Photo_1", mask="hexagon", opacity=0.5))
    assert drawn.startswith(
        '<g opacity="0.5" clip-path="url(#clip-Photo_1)"><clipPath id="clip-Photo_1"><path d="M25 0'
    )


def test_paths_are_read_as_they_are_written() -> None:
    data = "M0 0.5L-1 2Q1 2 3 4C1 2 3 4 5 6.125Z"
    assert path_data(read_path(data)) == data
    assert read_path("M.5-1L1,2Z") == (("M", 0.5, -1), ("L", 1, 2), ("Z",))
