"""Paths as SVG's attribute `d` has them: absolute commands M, L, Q, C and Z."""

import re
from functools import lru_cache

from customkeeps.drawing.numbers import rounded, text_of
from customkeeps.drawing.scene import Command, Path

# Letters come again and again; a document has at most a few hundred different ones.
REMEMBERED_PATHS = 4096
_COMMAND = re.compile(r"([MLQCZ])([^MLQCZ]*)")
_NUMBER = re.compile(r"-?\d*\.?\d+")


def read_path(data: str) -> Path:
    """The commands of `d`; every one is written with its letter."""
    return tuple(_command(name, numbers) for name, numbers in _COMMAND.findall(data))


@lru_cache(REMEMBERED_PATHS)
def path_data(path: Path) -> str:
    """`M1 2L3 4Z`."""
    return "".join(_written(command) for command in path)


def _command(name: str, numbers: str) -> Command:
    return (name, *(rounded(float(number)) for number in _NUMBER.findall(numbers)))


def _written(command: Command) -> str:
    name, *numbers = command
    return f"{name}{' '.join(text_of(float(number)) for number in numbers)}"
