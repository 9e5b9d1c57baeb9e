"""Designs to start from: documents for a print area of 300 by 400 mm, to be fitted to others."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from customkeeps.drawing.document import Document, read_document

FOLDER = Path(__file__).with_name("templates")


@dataclass(frozen=True, slots=True)
class Template:
    id: str
    name: str
    category: str
    document: Document


@cache
def templates() -> tuple[Template, ...]:
    """In the order in which they are offered: that of their files' names."""
    return tuple(_read(path) for path in sorted(FOLDER.glob("*.json")))


def _read(path: Path) -> Template:
    value = json.loads(path.read_text())
    document = read_document(value.pop("document"))
    return Template(document=document, **value)
