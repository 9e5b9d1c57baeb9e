"""What the studio offers, as its addresses send it: fonts, clipart, templates.

All of it comes with the release and is read once. A version is the beginning of a digest, so that
what an address with a version sends never changes.
"""

import hashlib
import json
from dataclasses import asdict
from functools import cache
from typing import Any

from customkeeps.drawing import clipart, fonts
from customkeeps.drawing.templates import templates

VERSION_LENGTH = 12
DIGEST_LENGTH = 8
INDEXED = ("id", "name", "keywords", "category")
SHOWN_OF_FACE = (
    "id", "family", "style", "weight", "italic", "category", "units_per_em", "ascent", "descent",
    "stem", "cap_height", "scripts",
)  # fmt: skip


@cache
def font_version() -> str:
    return _version((fonts.FOLDER / "index.json").read_bytes())


def face_path(face: fonts.Face) -> str:
    """Below the host. Another file is another address."""
    return f"/api/studio/fonts/{face.id}.{face.sha256[:DIGEST_LENGTH]}.ttf"


def font_index(base_url: str) -> bytes:
    """JSON: `{"version", "faces": [… with `url`]}`."""
    faces = [
        {name: getattr(face, name) for name in SHOWN_OF_FACE} | {"url": base_url + face_path(face)}
        for face in fonts.faces().values()
    ]
    return _json({"version": font_version(), "faces": faces})


def font_file(face_id: str, digest: str) -> bytes | None:
    """None when there is no such face, or another one by now."""
    face = fonts.faces().get(face_id)
    if face is None or face.sha256[:DIGEST_LENGTH] != digest:
        return None
    return (fonts.FOLDER / face.file).read_bytes()


@cache
def clipart_version() -> str:
    return _version(clipart.FILE.read_bytes())


@cache
def clipart_index() -> bytes:
    """JSON, as it is always the same: `{"version", "pieces": [{id, name, keywords, category}]}`."""
    entries = map(json.loads, clipart.lines().values())
    pieces = [{name: entry[name] for name in INDEXED} for entry in entries]
    return _json({"version": clipart_version(), "pieces": pieces})


def clipart_pieces(ids: list[str]) -> bytes:
    """JSON of those that there are, each once, in the order asked for."""
    lines = clipart.lines()
    known = ",".join(lines[piece_id] for piece_id in dict.fromkeys(ids) if piece_id in lines)
    return f'{{"version":"{clipart_version()}","pieces":[{known}]}}'.encode()


@cache
def template_index() -> bytes:
    listed = [asdict(template) for template in templates()]
    return _json({"version": template_version(), "templates": listed})


@cache
def template_version() -> str:
    return _version(_json([asdict(template) for template in templates()]))


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _version(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:VERSION_LENGTH]
