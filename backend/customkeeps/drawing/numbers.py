"""How lengths become numbers in a drawing and pixels in a picture, written once.

The storefront has the same in `features/studio/drawing/numbers.ts`; golden files hold both
together. Only additions, multiplications, divisions and floors are used, whose results are the
same in every language.
"""

import math

MM_PER_INCH = 25.4
PRINT_DPI = 300
# Places after the point: a tenth of a micrometre, scales of outlines in a font's own units, and
# those units: few enough that the last bit of a composed glyph's outline, which differs between
# processors, is rounded away.
LENGTH_PLACES, SCALE_PLACES, OUTLINE_PLACES = 4, 6, 2


def rounded(number: float, places: int = LENGTH_PLACES) -> float:
    """To so many places, halves upwards."""
    power = 10**places
    return math.floor(number * power + 0.5) / power


def text_of(number: float, places: int = LENGTH_PLACES) -> str:
    """The shortest decimal text: no exponent, no trailing zeros, no "-0"."""
    power = 10**places
    units = math.floor(number * power + 0.5)
    whole, rest = divmod(abs(units), power)
    sign = "-" if units < 0 else ""
    decimals = f"{rest:0{places}d}".rstrip("0")
    return f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}"


def pixels(length_mm: float, dpi: float = PRINT_DPI) -> int:
    """A length in whole pixels, at least one."""
    return max(1, math.floor(length_mm * dpi / MM_PER_INCH + 0.5))
