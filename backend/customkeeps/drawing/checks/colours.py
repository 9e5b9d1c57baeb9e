"""How far apart two colours look: distances in OKLab, where 1 is from black to white."""

import math

RGB = tuple[float, float, float]


def distance(one: str, other: str) -> float:
    """Between "#rrggbb" colours."""
    return _distance(_rgb(one), _rgb(other))


def distance_on(colour: str, ground: str, opacity: float) -> float:
    """Between a ground and this colour laid over it, see-through in part."""
    over, under = _rgb(colour), _rgb(ground)
    mixed = [u + (o - u) * opacity for o, u in zip(over, under, strict=True)]
    return _distance((mixed[0], mixed[1], mixed[2]), under)


def furthest_channel(one: str, other: str) -> float:
    """The largest difference in red, green or blue, of 255."""
    return max(abs(a - b) for a, b in zip(_rgb(one), _rgb(other), strict=True))


def _rgb(colour: str) -> RGB:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _distance(one: RGB, other: RGB) -> float:
    first, second = _oklab(one), _oklab(other)
    return math.sqrt(sum((a - b) * (a - b) for a, b in zip(first, second, strict=True)))


def _oklab(colour: RGB) -> RGB:
    """https://bottosson.github.io/posts/oklab/"""
    r, g, b = map(_linear, colour)
    long = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    medium = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _linear(channel: float) -> float:
    part = channel / 255
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
