"""What may be in a stored file, byte for byte: pixels and what is needed to read them."""

import hashlib
import struct
from collections.abc import Iterator
from pathlib import Path

from tests.designs.samples import PNG_START
from tests.torture.hostile.upload import CANARY, Upload

JPEG_SEGMENTS = {0xE0: "JFIF", 0xDB: "DQT", 0xC0: "SOF", 0xC4: "DHT"}
JFIF = b"JFIF\0\1\1\0\0\1\0\1\0\0"


def complaints(upload: Upload, stored: dict[str, bytes]) -> Iterator[str]:
    """What is wrong with files that an upload has left, by their names."""
    for name, content in stored.items():
        if CANARY in content:
            yield f"{name} has hidden words"
        if upload.data and upload.data in content:
            yield f"{name} has the file as it was sent"
        if (more := _beyond_pixels(name, content)) is not None:
            yield f"{name} has more than pixels: {more}"
        if not name.endswith(".webp") and Path(name).stem != hashlib.sha256(content).hexdigest():
            yield f"{name} is not named by its content"


def _beyond_pixels(name: str, content: bytes) -> str | None:
    reader = {".png": _png, ".jpeg": _jpeg, ".webp": _webp}[Path(name).suffix]
    return reader(content)


def _png(content: bytes) -> str | None:
    if not content.startswith(PNG_START):
        return "no PNG"
    kinds, at = [], len(PNG_START)
    while at < len(content):
        length, kind = struct.unpack(">I4s", content[at : at + 8])
        kinds.append(kind)
        at += 12 + length
    if at != len(content) or set(kinds) != {b"IHDR", b"IDAT", b"IEND"} or kinds[-1] != b"IEND":
        return str(kinds)
    return None


def _jpeg(content: bytes) -> str | None:
    at = 2
    while (marker := content[at + 1]) != 0xDA:
        length: int = struct.unpack(">H", content[at + 2 : at + 4])[0]
        if marker not in JPEG_SEGMENTS:
            return f"segment {marker:#x}"
        if marker == 0xE0 and content[at + 4 : at + 2 + length] != JFIF:
            return f"JFIF {content[at + 4 : at + 2 + length]!r}"
        at += 2 + length
    ends = content.find(b"\xff\xd9", at)
    return None if ends == len(content) - 2 else "something behind its end"


def _webp(content: bytes) -> str | None:
    start, size, kind = struct.unpack("<4sI4s", content[:12])
    if (start, size, kind) != (b"RIFF", len(content) - 8, b"WEBP"):
        return "no WebP"
    kinds, at = set(), 12
    while at < len(content):
        chunk, length = struct.unpack("<4sI", content[at : at + 8])
        kinds.add(chunk)
        at += 8 + length + length % 2
    extra = kinds - {b"VP8 ", b"VP8L", b"VP8X", b"ALPH"}
    return str(extra) if extra else None
