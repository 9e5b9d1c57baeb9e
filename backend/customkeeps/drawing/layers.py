"""From a design document to its scene: what each kind of layer draws."""

from customkeeps.drawing.clipart import piece
from customkeeps.drawing.document import ClipartLayer, Document, ImageLayer, Layer, TextLayer
from customkeeps.drawing.masks import BOX, MASKS, stretched
from customkeeps.drawing.numbers import rounded
from customkeeps.drawing.scene import (
    Path,
    Picture,
    Scene,
    SceneLayer,
    Shape,
    Transform,
    rotate,
    scale,
    translate,
)
from customkeeps.drawing.text import letters_of, outline_units


def scene_of(document: Document) -> Scene:
    """What is drawn of a document that `read_document` returned.

    Raises UnknownFaceError and UnknownPieceError for what the packs do not have.
    """
    layers = tuple(scene_layer_of(layer) for layer in document["layers"])
    return Scene(rounded(document["width_mm"]), rounded(document["height_mm"]), layers)


def scene_layer_of(layer: Layer) -> SceneLayer:
    clip = _clip(layer) if layer["kind"] == "image" else None
    return SceneLayer(layer["id"], rounded(layer["opacity"]), _turned(layer), clip, _items(layer))


def _items(layer: Layer) -> tuple[Shape | Picture, ...]:
    if layer["kind"] == "image":
        return (_picture(layer),)
    return _words(layer) if layer["kind"] == "text" else _piece(layer)


def _turned(layer: Layer) -> tuple[Transform, ...]:
    if layer["rotation_deg"] == 0:
        return ()
    x = layer["x_mm"] + layer["width_mm"] / 2
    y = layer["y_mm"] + layer["height_mm"] / 2
    return (rotate(layer["rotation_deg"], x, y),)


def _clip(layer: ImageLayer) -> Path | None:
    """The mask, or the box where the picture reaches beyond it."""
    box = layer["x_mm"], layer["y_mm"], layer["width_mm"], layer["height_mm"]
    if layer["mask"] != "none":
        return stretched(MASKS[layer["mask"]], *box)
    whole = {"x": 0, "y": 0, "width": 1, "height": 1}
    return None if layer["crop"] == whole else stretched(BOX, *box)


def _picture(layer: ImageLayer) -> Picture:
    """The whole of it, so that the part which the crop leaves lies on the box."""
    crop = layer["crop"]
    width = layer["width_mm"] / crop["width"]
    height = layer["height_mm"] / crop["height"]
    return Picture(
        layer["artwork"],
        layer["colour_key"],
        rounded(layer["x_mm"] - crop["x"] * width),
        rounded(layer["y_mm"] - crop["y"] * height),
        rounded(width),
        rounded(height),
        _flipped(layer),
    )


def _flipped(layer: ImageLayer) -> tuple[Transform, ...]:
    """The picture alone is mirrored, in the box; its mask stays upright."""
    if not (layer["flip_x"] or layer["flip_y"]):
        return ()
    x = 2 * layer["x_mm"] + layer["width_mm"] if layer["flip_x"] else 0
    y = 2 * layer["y_mm"] + layer["height_mm"] if layer["flip_y"] else 0
    return translate(x, y), scale(-1 if layer["flip_x"] else 1, -1 if layer["flip_y"] else 1)


def _words(layer: TextLayer) -> tuple[Shape, ...]:
    """All rings lie below all letters, so that no ring covers the letter before it."""
    letters = letters_of(layer)
    fills = tuple(Shape(each.outline, each.transforms, layer["colour"]) for each in letters)
    ring = layer["outline"]
    if ring is None:
        return fills
    # Its inner half lies under the letter.
    width = rounded(outline_units(layer, 2 * ring["width_mm"]))
    rings = (Shape(each.outline, each.transforms, None, ring["colour"], width) for each in letters)
    return (*rings, *fills)


def _piece(layer: ClipartLayer) -> tuple[Shape, ...]:
    drawn = piece(layer["clipart"])
    colours = [*layer["colours"], *drawn.palette[len(layer["colours"]) :]]
    placed = _placed(layer, drawn.width, drawn.height)
    return tuple(Shape(path, placed, colours[colour]) for path, colour in drawn.paths)


def _placed(layer: ClipartLayer, width: float, height: float) -> tuple[Transform, ...]:
    """A drawing of this size, stretched over the box; mirrored, it starts at the other side."""
    x = layer["x_mm"] + (layer["width_mm"] if layer["flip_x"] else 0)
    y = layer["y_mm"] + (layer["height_mm"] if layer["flip_y"] else 0)
    across = layer["width_mm"] / width * (-1 if layer["flip_x"] else 1)
    down = layer["height_mm"] / height * (-1 if layer["flip_y"] else 1)
    return translate(x, y), scale(across, down)
