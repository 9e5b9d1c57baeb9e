"""PNG files: bombs, broken chunks, hidden words, odd modes."""

import io
import struct
import zlib
from collections.abc import Iterator

from PIL import Image

from tests.designs.samples import PNG_START, chunk, file_of, png_of_claimed_size
from tests.torture.hostile.upload import CANARY, Upload

SIDE = 24
END = chunk(b"IEND", b"")
CLAIMED = (
    *((60_000, 60_000), (2**31 - 1, 1), (1, 2**31 - 1), (2**31, 2**31), (2**32 - 1, 2**32 - 1)),
    *((0, 0), (0, 100), (100, 0), (1, 1), (15, 400), (8001, 16), (16, 8001), (6400, 6407)),
    *((8000, 8000), (8000, 5000), (30_000, 30_000)),
)


def header(
    width: int = SIDE,
    height: int = SIDE,
    *,
    depth: int = 8,
    colour: int = 2,
    rest: bytes = b"\0" * 3,
) -> bytes:
    return chunk(b"IHDR", struct.pack(">IIBB", width, height, depth, colour) + rest)


def rows(row_bytes: int, *, count: int = SIDE, kind: int = 0, fill: bytes = b"\x51") -> bytes:
    return (bytes([kind]) + fill * row_bytes) * count


def pixels(data: bytes = rows(SIDE * 3)) -> bytes:
    return chunk(b"IDAT", zlib.compress(data))


def png(*middle: bytes, before: bytes = b"", start: bytes = b"", after: bytes = b"") -> bytes:
    """A sound picture with `before` its pixels, or with other chunks in place of them."""
    return PNG_START + (start or header()) + before + b"".join(middle or (pixels(),)) + END + after


def zeros(mebibytes: int) -> bytes:
    """So many of them, compressed to a thousandth."""
    packer, block = zlib.compressobj(9), bytes(1024 * 1024)
    return b"".join(packer.compress(block) for _ in range(mebibytes)) + packer.flush()


def bombs() -> Iterator[Upload]:
    for width, height in CLAIMED:
        yield Upload(
            f"png claims {width} x {height}", png_of_claimed_size(width, height), kept=False
        )
    unfolds = zeros(64)
    yield Upload("png pixels unfold to 64 MiB", png(chunk(b"IDAT", unfolds)))
    text, international = b"a\0\0" + unfolds, b"a\0\1\0\0\0" + unfolds
    for kind, content in ((b"zTXt", text), (b"iTXt", international), (b"iCCP", text)):
        bomb = chunk(kind, content)
        yield Upload(f"png {kind.decode()} unfolds before pixels", png(before=bomb))
        yield Upload(f"png {kind.decode()} unfolds after pixels", png(pixels(), bomb))
        yield Upload(f"png twelve {kind.decode()} unfold", png(before=bomb * 12))
    small = chunk(b"zTXt", b"a\0\0" + zeros(1))
    yield Upload("png 400 zTXt unfold to 1 MiB each", png(before=small * 400))
    full = file_of(Image.new("RGBA", (8000, 5000), (9, 9, 9, 9)), compress_level=3)
    yield Upload("png 40 megapixels in 700 kB", full, kept=True, heavy=True)


def hiding() -> Iterator[Upload]:
    packed = zlib.compress(CANARY * 3)
    xmp = b"XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta>" + CANARY + b"</x:xmpmeta>"
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = CANARY.decode(), 6
    exif.get_ifd(0x8825)[2] = (14.0, 35.0, 59.0)
    hidden = {
        "tEXt": b"Comment\0" + CANARY,
        "zTXt": b"Comment\0\0" + packed,
        "iTXt": b"Title\0\1\0\0\0" + packed,
        "iTXt xmp": xmp,
        "eXIf": exif.tobytes()[6:],
        "eXIf broken": b"MM\0*\xff\xff" + CANARY,
        "tIME": b"\x07\xea\x01\x01\x01\x01\x01",
        "pHYs": b"\0\0\x0b\x13\0\0\x0b\x13\x01",
        "sPLT": CANARY + b"\0\x08" + b"\1\2\3\4\0\1",
        "iCCP": b"icc\0\0" + packed,
        "prVt": CANARY,
        "caNv": CANARY,
        "gAMA": b"\0\0\xb1\x8f",
        "bKGD": b"\0\1\0\2\0\3",
        "dSIG": CANARY,
    }
    for kind, content in hidden.items():
        one = chunk(kind.encode()[:4], content)
        yield Upload(f"png hides {kind}", png(before=one), kept=True)
        if kind in ("tEXt", "zTXt", "iTXt xmp", "eXIf", "prVt"):
            yield Upload(f"png hides {kind} after its pixels", png(pixels(), one), kept=True)
    between = zlib.compress(rows(SIDE * 3) + CANARY * 40)
    yield Upload("png hides behind its last row", png(chunk(b"IDAT", between)))
    yield Upload("png hides behind its compressed stream", png(
        chunk(b"IDAT", zlib.compress(rows(SIDE * 3)) + CANARY)))  # fmt: skip
    yield Upload(
        "png thousand words", png(before=chunk(b"tEXt", b"a\0" + CANARY) * 1000), kept=True
    )
    yield Upload("png 3 MB of words", png(before=chunk(b"prVt", CANARY * 170_000)), kept=True)


def broken() -> Iterator[Upload]:
    sound = png()
    for length in (0x7FFF_FFFF, 0xFFFF_FFFF, 0x8000_0000, 1 << 24):
        for kind in (b"IDAT", b"tEXt", b"PLTE", b"IEND"):
            bad = struct.pack(">I", length) + kind + b"x" * 40
            yield Upload(f"png {kind.decode()} of {length:#x} bytes", png(before=bad))
    for name, where in (("IHDR", 30), ("IDAT", len(sound) - 14), ("IEND", len(sound) - 1)):
        wrong = bytearray(sound)
        wrong[where] ^= 0xFF
        yield Upload(f"png wrong checksum of {name}", bytes(wrong))
    for depth in (0, 3, 32, 255):
        yield Upload(f"png {depth} bits", png(start=header(depth=depth)), kept=False)
    for colour in (1, 5, 7, 255):
        yield Upload(f"png colour type {colour}", png(start=header(colour=colour)), kept=False)
    for rest in (b"\1\0\0", b"\0\1\0", b"\0\0\2", b"\xff\xff\xff"):
        yield Upload(f"png methods {rest.hex()}", png(start=header(rest=rest)))
    yield Upload("png filter 200", png(pixels(rows(SIDE * 3, kind=200))))
    yield Upload(
        "png no pixels", png(before=chunk(b"tEXt", b"a\0b"), start=header() + END), kept=False
    )
    yield Upload("png half its rows", png(pixels(rows(SIDE * 3, count=SIDE // 2))))
    yield Upload("png pixels are no deflate", png(chunk(b"IDAT", CANARY * 9)), kept=False)
    yield Upload("png two headers", png(before=header(9, 9)))
    yield Upload("png pixels before header", PNG_START + pixels() + header() + END, kept=False)
    yield Upload("png palette missing", png(start=header(colour=3)))
    yield Upload("png palette of 5", png(before=chunk(b"PLTE", b"12345"), start=header(colour=3)))
    yield Upload("png transparency too long", png(before=chunk(b"tRNS", b"x" * 999)))
    yield Upload(
        "png header too short", PNG_START + chunk(b"IHDR", b"\0\0\0\x20") + END, kept=False
    )
    yield Upload("png header too long", png(start=chunk(b"IHDR", header()[8:21] + CANARY)))
    yield Upload("png unknown critical chunk", png(before=chunk(b"XXXX", CANARY)))
    yield Upload("png names a chunk NUL", png(before=chunk(b"\0\0\0\0", CANARY)))
    yield Upload("png 20,000 empty chunks", png(before=chunk(b"prVt", b"") * 20_000))
    stream = zlib.compress(rows(SIDE * 3))
    crumbs = b"".join(chunk(b"IDAT", stream[at : at + 1]) for at in range(len(stream)))
    yield Upload("png pixels byte by byte", png(crumbs), kept=True)
    yield Upload(
        "png of Apple's own", png(before=b"", start=chunk(b"CgBI", b"\x50\0\x20\2") + header())
    )
    yield Upload("png signature only", PNG_START, kept=False)


def animated() -> Iterator[Upload]:
    frame = chunk(b"fcTL", struct.pack(">IIIIIHHBB", 0, SIDE, SIDE, 0, 0, 1, 1, 0, 0))
    for count in (0, 1, 2, 1000, 2**31 - 1):
        start = chunk(b"acTL", struct.pack(">II", count, 0))
        kept = False if count > 1 else None
        yield Upload(f"apng of {count} frames", png(before=start + frame), kept=kept)
    out = io.BytesIO()
    first = Image.new("RGB", (SIDE, SIDE), "red")
    first.save(
        out, "PNG", save_all=True, append_images=[Image.new("RGB", (SIDE, SIDE), "blue")] * 50
    )
    yield Upload("apng sound, 51 frames", out.getvalue(), kept=False)
    late = chunk(b"acTL", struct.pack(">II", 2, 0))
    yield Upload("apng declared behind its pixels", png(pixels(), late))
    outside = struct.pack(">IIIIIHHBB", 0, 2**31, 9, 2**31, 9, 1, 1, 0, 0)
    start = chunk(b"acTL", struct.pack(">II", 1, 0)) + chunk(b"fcTL", outside)
    yield Upload("apng frame outside", png(before=start))


def odd_modes() -> Iterator[Upload]:
    palette = chunk(b"PLTE", bytes(range(48)))
    for depth in (1, 2, 4, 8):
        data = pixels(rows(SIDE * depth // 8, fill=b"\0"))
        start = header(depth=depth, colour=3)
        yield Upload(f"png palette {depth} bit", png(data, start=start, before=palette), kept=True)
        see_through = palette + chunk(b"tRNS", b"\x80")
        yield Upload(
            f"png palette {depth} bit, see-through",
            png(data, start=start, before=see_through),
            kept=True,
        )
        grey = header(depth=depth, colour=0)
        yield Upload(f"png grey {depth} bit", png(data, start=grey), kept=True)
    for name, colour, samples in (
        ("grey", 0, 1),
        ("rgb", 2, 3),
        ("grey alpha", 4, 2),
        ("rgba", 6, 4),
    ):
        data = pixels(rows(SIDE * samples * 2))
        start = header(depth=16, colour=colour)
        yield Upload(f"png {name} 16 bit", png(data, start=start), kept=True)
    interlaced = header(rest=b"\0\0\1")
    yield Upload("png interlaced, too short", png(start=interlaced))
    yield Upload("png palette points outside", png(
        pixels(rows(SIDE, fill=b"\xff")), start=header(colour=3), before=palette))  # fmt: skip
