"""A design as SVG: the same text, byte for byte, as the storefront's `drawing/svg.ts` writes."""

from collections.abc import Callable
from html import escape

from customkeeps.drawing.document import ColourKey, Document, Layer
from customkeeps.drawing.layers import scene_layer_of, scene_of
from customkeeps.drawing.numbers import LENGTH_PLACES, SCALE_PLACES, text_of
from customkeeps.drawing.paths import path_data
from customkeeps.drawing.scene import Path, Picture, SceneLayer, Shape, Transform

# Where a picture, with its colour key, is to be had.
Href = Callable[[str, ColourKey | None], str]


def picture_name(artwork: str, colour_key: ColourKey | None) -> str:
    """Stands for the picture where nobody wants to load it."""
    if colour_key is None:
        return f"artwork:{artwork}"
    colour, tolerance = colour_key["colour"].removeprefix("#"), text_of(colour_key["tolerance"])
    return f"artwork:{artwork}?key={colour}&tolerance={tolerance}"


def design_to_svg(document: Document, href: Href = picture_name) -> str:
    """Raises UnknownFaceError and UnknownPieceError."""
    scene = scene_of(document)
    width, height = text_of(scene.width_mm), text_of(scene.height_mm)
    layers = "".join(_layer(layer, href) for layer in scene.layers)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" '
        f'viewBox="0 0 {width} {height}">{layers}</svg>'
    )


def layer_to_svg(layer: Layer, href: Href = picture_name) -> str:
    """One layer's element, as it is within the design's."""
    return _layer(scene_layer_of(layer), href)


def _layer(layer: SceneLayer, href: Href) -> str:
    opacity = f' opacity="{text_of(layer.opacity)}"' if layer.opacity != 1 else ""
    clip_id = f"clip-{layer.id}"
    clipped = f' clip-path="url(#{clip_id})"' if layer.clip else ""
    clip = _clip(clip_id, layer.clip) if layer.clip else ""
    items = "".join(
        _picture(item, href) if isinstance(item, Picture) else _shape(item) for item in layer.items
    )
    return f"<g{_transforms(layer.transforms)}{opacity}{clipped}>{clip}{items}</g>"


def _clip(clip_id: str, path: Path) -> str:
    return f'<clipPath id="{clip_id}"><path d="{path_data(path)}"/></clipPath>'


def _shape(shape: Shape) -> str:
    paint = f' fill="{shape.fill or "none"}"'
    if shape.stroke:
        paint += (
            f' stroke="{shape.stroke}" stroke-width="{text_of(shape.stroke_width)}"'
            ' stroke-linejoin="round" stroke-linecap="round"'
        )
    return f'<path d="{path_data(shape.path)}"{_transforms(shape.transforms)}{paint}/>'


def _picture(picture: Picture, href: Href) -> str:
    box = (picture.x, picture.y, picture.width, picture.height)
    x, y, width, height = map(text_of, box)
    return (
        f'<image href="{escape(href(picture.artwork, picture.colour_key))}" x="{x}" y="{y}" '
        f'width="{width}" height="{height}" preserveAspectRatio="none"'
        f"{_transforms(picture.transforms)}/>"
    )


def _transforms(transforms: tuple[Transform, ...]) -> str:
    return f' transform="{" ".join(map(_transform, transforms))}"' if transforms else ""


def _transform(transform: Transform) -> str:
    places = SCALE_PLACES if transform.kind == "scale" else LENGTH_PLACES
    return f"{transform.kind}({' '.join(text_of(value, places) for value in transform.values)})"
