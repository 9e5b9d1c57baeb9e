"""What preflight finds, and in which words it says so."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypedDict

from customkeeps.drawing.checks.extent import Extent
from customkeeps.drawing.document import Document, Layer
from customkeeps.drawing.numbers import rounded, text_of

Level = Literal["error", "confirm", "warning"]
LEVELS: tuple[Level, ...] = ("error", "confirm", "warning")
_RULES = json.loads(Path(__file__).with_name("rules.json").read_text("utf-8"))
LIMITS: dict[str, float] = _RULES["limits"]
SENTENCES: dict[str, str] = _RULES["sentences"]
# Of numbers in sentences.
PLACES = 2


class PictureFacts(TypedDict):
    """Of a stored picture. None where nobody has looked yet: then nobody is warned either."""

    width_px: int
    height_px: int
    has_alpha: bool | None
    border_colour: str | None
    true_scale: float | None


@dataclass(frozen=True, slots=True)
class Finding:
    """An "error" cannot be printed, "confirm" only when the shopper insists.

    `layer` is None and `name` "" where it is about the whole placement. `figures` are those of the
    sentence and what would put it right.
    """

    code: str
    level: Level
    placement: str
    layer: str | None
    name: str
    sentence: str
    figures: dict[str, float | str]


@dataclass(frozen=True, slots=True)
class Look:
    """A layer being looked at.

    Of the layers below, `touches_layer` tells whether it may lie on some in part, `lies_on_layer`
    whether it lies on one as a whole.
    """

    layer: Layer
    document: Document
    extent: Extent
    product_colour: str | None
    pictures: Mapping[str, PictureFacts]
    touches_layer: bool
    lies_on_layer: bool

    @property
    def is_blank(self) -> bool:
        """Whether nothing is printed of it, as of words without letters."""
        return not self.extent.corners

    @property
    def ground(self) -> str | None:
        """The product's colour where the layer lies on the product itself."""
        return None if self.lies_on_layer else self.product_colour

    def finding(self, code: str, level: Level, *, words: str = "", **found: float | str) -> Finding:
        """`words` names the sentence where a code has several, as "confirm" or "text"."""
        figures = {name: _figure(value) for name, value in found.items()}
        return Finding(
            code=code,
            level=level,
            placement=self.document["placement"],
            layer=self.layer["id"],
            name=self.layer["name"],
            sentence=sentence(f"{code}.{words}" if words else code, figures),
            figures=figures,
        )


def sentence(name: str, figures: Mapping[str, float | str]) -> str:
    texts = {key: _text(value) for key, value in figures.items()}
    return SENTENCES[name].format_map(texts)


def _figure(value: float | str) -> float | str:
    return value if isinstance(value, str) else rounded(value, PLACES)


def _text(value: float | str) -> str:
    return value if isinstance(value, str) else text_of(value, PLACES)
