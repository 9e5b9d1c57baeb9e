"""The document of the short form: a picture and words without an editor, laid out by the shop.

As the storefront's product pictures show it: the picture whole and in the middle, words below it,
or words alone in all of the print area, as large as fits.
"""

from collections.abc import Callable
from dataclasses import dataclass

from customkeeps.drawing.document import PLACES, Document, ImageLayer, TextLayer, tidy
from customkeeps.drawing.numbers import rounded
from customkeeps.drawing.text import text_size_of

# Of the pack: it has the peso sign and most letters that are written here, and is read from afar.
WORDS_FONT = "montserrat-700"
DARK, LIGHT = "#1b1b1d", "#ffffff"
LINE_HEIGHT = 1.2
# The lower share of the print area that words take where there is a picture above them.
WORDS_SHARE = 0.25
# What words fill of their place: they keep a distance from the edge, and from what is above them.
FILLED_WIDTH, FILLED_HEIGHT = 0.9, 0.86
# In millimetres, of the em and of a layer, as far as a document goes.
SMALLEST, LARGEST, STEP = 0.5, 1000.0, 0.01
THINNEST = 0.1
WHOLE = (0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Area:
    """A placement's print area. `seen` is the part of it that a look at the product shows, as
    shares from its left, top, left and top: less than the whole where the print goes round it.
    """

    code: str
    width_mm: float
    height_mm: float
    seen: tuple[float, float, float, float] = WHOLE


@dataclass(frozen=True, slots=True)
class Picture:
    """`artwork` is the SHA-256 of the stored file."""

    artwork: str
    width_px: int
    height_px: int


@dataclass(frozen=True, slots=True)
class Box:
    """In millimetres, from the top left corner of the print area."""

    x: float
    y: float
    width: float
    height: float


def compose(area: Area, *, picture: Picture | None, words: str, ink: str) -> Document:
    """The picture over the words, or either alone. Without both the document has no layers."""
    document = empty_document(area)
    if picture is not None:
        document["layers"].append(_picture_layer(picture, _picture_box(area, words)))
    if words.strip():
        document["layers"].append(_words_layer(words, _words_box(area, picture), ink))
    return tidy(document)


def with_words(document: Document, area: Area, *, words: str, ink: str) -> Document:
    """The document with words at its bottom, over all that is there."""
    taken = {layer["id"] for layer in document["layers"]}
    layer = _words_layer(words, _bottom(area), ink)
    layer["id"] = _free_id(taken)
    return tidy({**document, "layers": [*document["layers"], layer]})


def empty_document(area: Area) -> Document:
    return {
        "format": "ck.design/1",
        "placement": area.code,
        "width_mm": area.width_mm,
        "height_mm": area.height_mm,
        "layers": [],
    }


def ink_on(ground: str) -> str:
    """Dark or light, whichever can be read better on a ground of this `#rrggbb`."""
    light = _luminance(ground) + 0.05
    on_dark, on_light = light / (_luminance(DARK) + 0.05), 1.05 / light
    return DARK if on_dark >= on_light else LIGHT


def _luminance(colour: str) -> float:
    """Relative, 0 to 1 (WCAG 2.2)."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _picture_box(area: Area, words: str) -> Box:
    left_to_it = 1 - WORDS_SHARE if words.strip() else 1
    return Box(0, 0, area.width_mm, area.height_mm * left_to_it)


def _words_box(area: Area, picture: Picture | None) -> Box:
    return _bottom(area) if picture else _seen(area)


def _seen(area: Area) -> Box:
    left, top, right, bottom = area.seen
    return Box(
        left * area.width_mm,
        top * area.height_mm,
        (right - left) * area.width_mm,
        (bottom - top) * area.height_mm,
    )


def _bottom(area: Area) -> Box:
    seen = _seen(area)
    height = seen.height * WORDS_SHARE
    return Box(seen.x, seen.y + seen.height - height, seen.width, height)


def _picture_layer(picture: Picture, box: Box) -> ImageLayer:
    scale = min(box.width / picture.width_px, box.height / picture.height_px)
    width = max(THINNEST, picture.width_px * scale)
    height = max(THINNEST, picture.height_px * scale)
    return {
        "kind": "image",
        "id": "picture",
        "name": "Picture",
        "group": None,
        "x_mm": box.x + (box.width - width) / 2,
        "y_mm": box.y + (box.height - height) / 2,
        "width_mm": width,
        "height_mm": height,
        "rotation_deg": 0,
        "opacity": 1,
        "locked": False,
        "artwork": picture.artwork,
        "crop": {"x": 0, "y": 0, "width": 1, "height": 1},
        "mask": "none",
        "flip_x": False,
        "flip_y": False,
        "colour_key": None,
    }


def _words_layer(words: str, box: Box, ink: str) -> TextLayer:
    """The words in the middle of the box, as large as they fit."""
    width = rounded(box.width * FILLED_WIDTH, PLACES)  # as stored, or lines would break elsewhere
    layer: TextLayer = {
        "kind": "text",
        "id": "words",
        "name": "Words",
        "group": None,
        "x_mm": box.x + (box.width - width) / 2,
        "y_mm": box.y,
        "width_mm": width,
        "height_mm": box.height,
        "rotation_deg": 0,
        "opacity": 1,
        "locked": False,
        "content": _tidy_words(words),
        "font": WORDS_FONT,
        "size_mm": SMALLEST,
        "colour": ink,
        "align": "center",
        "letter_spacing": 0,
        "line_height": LINE_HEIGHT,
        "outline": None,
        "curve_deg": 0,
    }
    layer["size_mm"] = _largest(lambda size: _fits(layer, size, box.height * FILLED_HEIGHT))
    layer["height_mm"] = max(THINNEST, text_size_of(layer)[1])
    layer["y_mm"] = box.y + (box.height - layer["height_mm"]) / 2
    return layer


def _fits(layer: TextLayer, size_mm: float, most_height: float) -> bool:
    width, height = text_size_of({**layer, "size_mm": size_mm})
    return width <= layer["width_mm"] and height <= most_height


def _largest(fits: Callable[[float], bool]) -> float:
    """The largest size that fits, in steps; the smallest where none does."""
    low, high = round(SMALLEST / STEP), round(LARGEST / STEP)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle * STEP) else (low, middle)
    return low * STEP


def _tidy_words(words: str) -> str:
    """Lines as typed; blanks count once, as on the product's picture."""
    return "\n".join(" ".join(line.split()) for line in words.strip().split("\n"))


def _free_id(taken: set[str]) -> str:
    names = ("words", *(f"words-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)
