"""Words set as lines: where they break, and how long they are."""

from dataclasses import dataclass

from customkeeps.drawing.document import TextLayer
from customkeeps.drawing.fonts import Cluster, Typeface, typeface

# Boxes are kept to a micrometre, so one made for its words may be that much too narrow.
SLACK_MM = 0.001


@dataclass(frozen=True, slots=True)
class Line:
    """`spacing` is what is added between clusters; all in font units."""

    clusters: tuple[Cluster, ...]
    spacing: float

    def start(self, index: int) -> float:
        """Where this cluster begins, from the line's left end."""
        return self.clusters[index].start + index * self.spacing

    @property
    def length(self) -> float:
        if not self.clusters:
            return 0
        last = len(self.clusters) - 1
        return max(0, self.start(last) + self.clusters[last].advance)


def lines_of(layer: TextLayer, *, wrapped: bool) -> list[Line]:
    """The layer's lines; wrapped at spaces to the box's width, a longer word stays whole."""
    texts = layer["content"].replace("\t", " ").split("\n")
    face = typeface(layer["font"])
    if wrapped:
        texts = [line for text in texts for line in _wrapped(text, layer, face)]
    return [_line(text, layer, face) for text in texts]


def _wrapped(text: str, layer: TextLayer, face: Typeface) -> list[str]:
    room = (layer["width_mm"] + SLACK_MM) / (layer["size_mm"] / face.face.units_per_em)
    first, *words = text.split(" ")
    lines = [first]
    for word in words:
        longer = f"{lines[-1]} {word}"
        if _line(longer, layer, face).length <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _line(text: str, layer: TextLayer, face: Typeface) -> Line:
    """Blanks at its end are not part of it, so that words stay in the middle while one types."""
    spacing = layer["letter_spacing"]
    clusters = face.shape(text.rstrip(" "), ligatures=spacing == 0)
    return Line(clusters, spacing * face.face.units_per_em)
