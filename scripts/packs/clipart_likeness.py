"""Whether two drawings look the same: both drawn by resvg, compared point by point."""

import io
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import resvg_py
from PIL import Image

SIDE_PX = 128
# Of 255. Rounding to a thousandth moves an edge by 1/250 of a pixel, which may tip a few of the
# sixteen samples of a point (16 levels each), at a few points.
MOST_MEAN = 0.05
MOST_ANYWHERE = 64


class Difference(NamedTuple):
    """Of 255, over all points and at the worst one."""

    mean: float
    most: float

    @property
    def is_seen(self) -> bool:
        return self.mean > MOST_MEAN or self.most > MOST_ANYWHERE


def difference(original: str, converted: str) -> Difference:
    distance = np.abs(picture(original) - picture(converted))
    return Difference(float(distance.mean()), float(distance.max()))


def picture(svg: str) -> npt.NDArray[np.float64]:
    """Colours weighed by their opacity, so that clear points are alike whatever is below."""
    png = resvg_py.svg_to_bytes(
        svg_string=svg, width=SIDE_PX, height=SIDE_PX, skip_system_fonts=True
    )
    with Image.open(io.BytesIO(bytes(png))) as drawn:
        rgba = np.asarray(drawn.convert("RGBA"), np.float64)
    return np.dstack([rgba[..., :3] * rgba[..., 3:] / 255, rgba[..., 3]])
