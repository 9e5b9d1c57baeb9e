"""Words on a curve: circles around one middle, and the few angles that they need.

No language's own sine is used, as they differ in the last digit.
"""

import math
from dataclasses import dataclass

from customkeeps.drawing.document import TextLayer

PI = 3.141592653589793
# Less is straight: circles of many metres lose the accuracy that letters need.
LEAST_CURVE_DEG = 1


def is_curved(layer: TextLayer) -> bool:
    return abs(layer["curve_deg"]) >= LEAST_CURVE_DEG


def cos_deg(degrees: float) -> float:
    """To the accuracy of a double."""
    turn = abs(degrees)
    turn -= math.floor(turn / 360) * 360
    if turn > 180:
        turn = 360 - turn
    return -_cos_to_90(180 - turn) if turn > 90 else _cos_to_90(turn)


def sin_deg(degrees: float) -> float:
    return cos_deg(degrees - 90)


@dataclass(frozen=True, slots=True)
class Arc:
    """The circles of a block of curved words: `sign` 1 arches, -1 smiles.

    `radius` is the first baseline's, `half_deg` half of what the widest line spans on it, and
    `smallest` what no further line's radius goes below.
    """

    sign: int
    radius: float
    half_deg: float
    pitch: float
    smallest: float

    def radius_of(self, line: int) -> float:
        """Lines of an arch come nearer to the middle, those of a smile go away from it."""
        return max(self.smallest, self.radius - self.sign * line * self.pitch)

    def turned_deg(self, length: float, line: int) -> float:
        """The clockwise turn that goes so far along this line's circle."""
        return self.sign * length / self.radius_of(line) * 180 / PI

    @property
    def sagitta(self) -> float:
        """How far the ends of the widest line are from its middle, from top to bottom."""
        return self.radius * (1 - cos_deg(self.half_deg))


def arc(width: float, curve_deg: float, size: float, pitch: float) -> Arc:
    """Lengths in mm; `width` is the widest line's, which spans `curve_deg`."""
    smallest = size / 2
    radius = max(smallest, width / (abs(curve_deg) * PI / 180))
    half_deg = width / 2 / radius * 180 / PI
    return Arc(1 if curve_deg > 0 else -1, radius, half_deg, pitch, smallest)


def _cos_to_90(degrees: float) -> float:
    """The cosine's series, from its smallest term: cos x = 1 - x²/2 (1 - x²/12 (1 - …))."""
    square = (degrees * PI / 180) * (degrees * PI / 180)
    total = 1.0
    for n in range(22, 0, -2):
        total = 1 - square / (n * (n - 1)) * total
    return total
