"""A list of transforms as one matrix, for renderers that know nothing else.

`Matrix` is (a, b, c, d, e, f) as in SVG and PDF: x' = a x + c y + e, y' = b x + d y + f.
"""

import math
from collections.abc import Iterable

from customkeeps.drawing.scene import Transform

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


def matrix_of(transforms: Iterable[Transform]) -> Matrix:
    """All of them; the first is the outermost, as in SVG's attribute."""
    matrix = IDENTITY
    for transform in transforms:
        matrix = multiplied(matrix, _matrix(transform))
    return matrix


def multiplied(outer: Matrix, inner: Matrix) -> Matrix:
    """What draws with `inner` in a space that `outer` has made."""
    a, b, c, d, e, f = outer
    p, q, r, s, t, u = inner
    return (
        a * p + c * q,
        b * p + d * q,
        a * r + c * s,
        b * r + d * s,
        a * t + c * u + e,
        b * t + d * u + f,
    )


def stretches_of(matrix: Matrix) -> tuple[float, float]:
    """How much longer it makes what runs along x, and along y."""
    a, b, c, d, _, _ = matrix
    return math.hypot(a, b), math.hypot(c, d)


def _matrix(transform: Transform) -> Matrix:
    match transform.kind:
        case "translate":
            x, y = transform.values
            return (1, 0, 0, 1, x, y)
        case "scale":
            x, y = transform.values
            return (x, 0, 0, y, 0, 0)
        case "rotate":
            return _rotated(*transform.values)


def _rotated(degrees: float, x: float, y: float) -> Matrix:
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return (cos, sin, -sin, cos, x - x * cos + y * sin, y - x * sin - y * cos)
