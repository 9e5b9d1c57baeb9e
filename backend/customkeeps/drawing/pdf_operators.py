"""What PDF's content streams are written with: operators, as text."""

from collections.abc import Iterable
from functools import lru_cache

from customkeeps.drawing.matrices import Matrix
from customkeeps.drawing.scene import Command, Path, Shape

# A hundred-millionth keeps a letter of a thousand units exact on a sheet of two metres.
PLACES = 8
ROUND = 1


def number(value: float) -> str:
    """PDF knows no exponents."""
    text = f"{value:.{PLACES}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def numbers(values: Iterable[float]) -> str:
    return " ".join(map(number, values))


def transform(matrix: Matrix) -> str:
    return f"{numbers(matrix)} cm"


def clip(path: Path) -> str:
    return f"{path_operators(path)} W n"


def rectangle(left: float, top: float, right: float, bottom: float) -> str:
    return f"{numbers((left, top, right - left, bottom - top))} re"


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{numbers((x0, y0))} m {numbers((x1, y1))} l S"


def within(*operators: str) -> str:
    """What these change, transforms and clips too, ends with them."""
    return "\n".join(["q", *operators, "Q"])


def painted(shape: Shape) -> str:
    """The path filled, or stroked with round joins and ends."""
    path = path_operators(shape.path)
    if shape.stroke is None:
        return f"{_colour(shape.fill or '#000000')} rg {path} f"
    pen = f"{number(shape.stroke_width)} w {ROUND} J {ROUND} j"
    return f"{_colour(shape.stroke)} RG {pen} {path} S"


# Letters come again and again, and twice where they have an outline.
@lru_cache(maxsize=256)
def path_operators(path: Path) -> str:
    operators, point = [], (0.0, 0.0)
    for command in path:
        letter, values = command[0], _values(command)
        if letter == "Q":
            values = _cubic(point, values)
        operators.append(f"{numbers(values)} {OPERATORS[str(letter)]}".strip())
        if values:
            point = (values[-2], values[-1])
    return " ".join(operators)


OPERATORS = {"M": "m", "L": "l", "Q": "c", "C": "c", "Z": "h"}


def _values(command: Command) -> list[float]:
    return [float(value) for value in command[1:]]


def _cubic(start: tuple[float, float], values: list[float]) -> list[float]:
    """A quadratic curve as a cubic one, which is the only kind in PDF."""
    (x0, y0), (x1, y1, x, y) = start, values
    thirds = [x0 + 2 * x1, y0 + 2 * y1, 2 * x1 + x, 2 * y1 + y]
    return [*(value / 3 for value in thirds), x, y]


def _colour(text: str) -> str:
    return numbers(value / 255 for value in bytes.fromhex(text.removeprefix("#")))
