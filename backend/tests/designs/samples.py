"""Sound, odd and hostile picture files, made on the spot."""

import io
import struct
import zlib
from typing import Any

from PIL import Image

PNG_START = b"\x89PNG\r\n\x1a\n"


def file_of(image: Image.Image, file_format: str = "PNG", **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, file_format, **options)
    return out.getvalue()


def plain(
    width: int = 40, height: int = 30, color: Any = (200, 30, 60), mode: str = "RGB"
) -> Image.Image:
    return Image.new(mode, (width, height), color)


def quarters() -> Image.Image:
    """64 x 32: red, green above; blue, white below. Shows every turn and flip."""
    image = Image.new("RGB", (64, 32), "white")
    image.paste((255, 0, 0), (0, 0, 32, 16))
    image.paste((0, 255, 0), (32, 0, 64, 16))
    image.paste((0, 0, 255), (0, 16, 32, 32))
    return image


def chunk(kind: bytes, content: bytes) -> bytes:
    body = kind + content
    return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))


def png_of_claimed_size(width: int, height: int) -> bytes:
    """A header that claims a size, with hardly any pixels behind it."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 100)
    return PNG_START + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def png_of_16_bit_rgb(value: int) -> bytes:
    """20 x 20 pixels, all three channels `value` of 65535."""
    header = struct.pack(">IIBBBBB", 20, 20, 16, 2, 0, 0, 0)
    row = b"\0" + struct.pack(">H", value) * 3 * 20
    pixels = zlib.compress(row * 20)
    return PNG_START + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def animated_png() -> bytes:
    return file_of(plain(), save_all=True, append_images=[plain(color=(0, 0, 0))])


def multi_picture_jpeg() -> bytes:
    return file_of(plain(), "MPO", save_all=True, append_images=[plain(color=(0, 0, 0))])
