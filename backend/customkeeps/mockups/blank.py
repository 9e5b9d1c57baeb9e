"""What the formula reads: one view of an undyed product, decoded to plain arrays."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Blank:
    """One view of a product before dye and print; every plane has the shape (height, width).

    `diffuse`, `gloss` are linear light: what a perfectly white surface would send back, and what
    the surface mirrors whatever its colour. `dyed`, `printable`, `shadow` run from 0 to 1.
    `u_mm`, `v_mm` say which millimetre of the print coordinates each pixel shows; u grows to the
    right, v upwards. The planes are shared between callers and therefore read-only.
    """

    diffuse: Plane
    gloss: Plane
    dyed: Plane
    printable: Plane
    shadow: Plane
    u_mm: Plane
    v_mm: Plane

    def __post_init__(self) -> None:
        for plane in vars(self).values():
            plane.flags.writeable = False

    @property
    def width_px(self) -> int:
        return self.diffuse.shape[1]

    @property
    def height_px(self) -> int:
        return self.diffuse.shape[0]

    @property
    def mm_per_px(self) -> float:
        """How many print millimetres a pixel shows where the print is seen best."""
        steps = np.abs(np.diff(self.u_mm, axis=1))[self.printable[:, 1:] > 0.9]
        return float(np.median(steps))
