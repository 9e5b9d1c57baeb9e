"""What is no PNG and no JPEG, or more than one thing at once; and addresses that are attacks."""

import base64
import gzip
import io
import random
import zipfile
from collections.abc import Iterator

from PIL import Image

from tests.designs.samples import file_of, plain
from tests.torture.hostile import jpegs, pngs
from tests.torture.hostile.upload import CANARY, Upload

SEED = 20_261_126
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "lol">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a;" * 9) for n in range(9))
    + b"]><svg>&a8;</svg>"
)


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as inside:
        inside.writestr("../../evil.sh", CANARY * 10)
    return out.getvalue()


PAYLOADS = {
    "HTML": b"<html><script>alert('" + CANARY + b"')</script></html>",
    "JavaScript": b"/*" + CANARY + b"*/alert(1)//",
    "PHP": b"<?php system($_GET['c']); /*" + CANARY + b"*/ ?>",
    "a ZIP": archive(),
    "a PDF": b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(" + CANARY + b")>>>>endobj\n%%EOF",
    "a shell script": b"#!/bin/sh\n# " + CANARY + b"\nrm -rf /\n",
    "an ELF program": b"\x7fELF\x02\x01\x01" + CANARY * 4,
    "a Windows program": b"MZ\x90\0" + CANARY * 4,
    "an SVG": SVG + CANARY,
    "a megabyte of words": CANARY * 58_000,
}


def polyglots() -> Iterator[Upload]:
    for kind, payload in PAYLOADS.items():
        yield Upload(f"png with {kind} behind", pngs.png(after=payload), kept=True)
        yield Upload(f"jpeg with {kind} behind", jpegs.SOUND + payload, "jpeg", kept=True)
        yield Upload(f"{kind} before a png", payload + pngs.png(), kept=False)
        yield Upload(f"{kind} before a jpeg", payload + jpegs.SOUND, "jpeg", kept=False)
    yield Upload("png with a png behind", pngs.png(after=pngs.png()), kept=True)
    yield Upload("png with a jpeg behind", pngs.png(after=jpegs.SOUND), kept=True)
    yield Upload("jpeg with a jpeg behind", jpegs.SOUND * 2, "jpeg", kept=True)
    yield Upload("gif and script", b"GIF89a/*" + CANARY + b"*/=1;alert(1)", kept=False)


def of_other_types() -> Iterator[Upload]:
    image = plain(24, 24)
    for kind in ("GIF", "WEBP", "TIFF", "BMP", "ICO", "PPM", "TGA", "PCX", "SGI", "JPEG2000",
                 "AVIF", "PDF", "DDS", "ICNS", "EPS", "MSP", "XBM"):  # fmt: skip
        as_bits = image.convert("1") if kind in ("MSP", "XBM") else image
        data = file_of(as_bits, kind)
        for declared in ("png", "jpeg"):
            yield Upload(f"{kind} as {declared}", data, declared, kept=False)
    frames = [Image.new("RGB", (24, 24), (each * 5, 0, 0)) for each in range(40)]
    for kind in ("GIF", "WEBP", "TIFF"):
        data = file_of(frames[0], kind, save_all=True, append_images=frames[1:])
        yield Upload(f"{kind} of 40 frames", data, kept=False)
    starts = {
        "PSD": b"8BPS\0\1\0\0\0\0\0\0\0\3\0\0\x75\x30\0\0\x75\x30\0\x08\0\3",
        "HEIC": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
        "JPEG XL": b"\xff\x0a\xfa\x1f\x41\x91",
        "EMF": b"\1\0\0\0\x6c\0\0\0" + b"\0" * 32 + b" EMF",
        "WMF": b"\xd7\xcd\xc6\x9a",
        "RAW": b"II*\0\x10\0\0\0CR\2\0",
        "MNG": b"\x8aMNG\r\n\x1a\n",
        "old Mac PNG": b"\x89PNG\r\r\x1a\n",
        "SVG": SVG,
        "SVGZ": gzip.compress(SVG, mtime=0),
        "XML that laughs": LAUGHS,
        "nothing": b"",
        "one byte": b"\x89",
        "NULs": bytes(5000),
        "words": "Ünïcode “words”".encode(),
        "UTF-16": "<svg onload=alert(1)>".encode("utf-16"),
        "a link": b"https://images.example/cat.png",
        "a path": b"../../../../etc/passwd",
        "JSON": b'{"file": "cat.png"}',
        "base64 of a png": base64.b64encode(pngs.png()),
        "random bytes": random.Random(SEED).randbytes(20_000),
    }
    for kind, data in starts.items():
        yield Upload(f"{kind} as png", data, kept=False)
        yield Upload(f"{kind} as jpeg", data, "jpeg", kept=False)
    yield Upload("png as jpeg", pngs.png(), "jpeg", kept=False)
    yield Upload("jpeg as png", jpegs.SOUND, kept=False)
    yield Upload("larger than 5 MiB", pngs.png(after=bytes(5 * 1024 * 1024)), kept=False)


def damaged() -> Iterator[Upload]:
    """Cut off at many places, and with bits turned over."""
    chance = random.Random(SEED)
    noise = file_of(Image.effect_noise((60, 60), 70).convert("RGB"))
    photo = jpegs.jpeg(60, 60, exif=jpegs.exif_of())
    for declared, data in (("png", noise), ("jpeg", photo)):
        for part in (*range(5, 100, 8), 99):
            cut = data[: len(data) * part // 100]
            yield Upload(f"{declared} cut at {part} %", cut, declared)
        for number in range(20):
            flipped = bytearray(data)
            for _ in range(1 + number):
                flipped[chance.randrange(8, len(data))] ^= 1 << chance.randrange(8)
            yield Upload(f"{declared} with {1 + number} bits turned over", bytes(flipped), declared)
        head = bytearray(data[:300])
        for number in range(10):
            head[8 + number * 9 :] = chance.randbytes(len(head) - 8 - number * 9)
            yield Upload(f"{declared} of chance {number}", bytes(head) + data[300:], declared)


def addresses() -> Iterator[Upload]:
    sound = base64.b64encode(pngs.png()).decode()
    for kind in (
        *("image/png;name=../../../etc/passwd;base64", "image/png;name=a%00.php;base64"),
        *("image/png;name=;base64", "image/png;charset=utf-8;base64", "image/png", "image/x-png"),
        *("image/apng;base64", "image/svg+xml;base64", "image/gif;base64", "image/webp;base64"),
        *("image/pjpeg;base64", "image/jpg;base64", "image/PNG.php;base64", "image/../png;base64"),
        *("image/png;base64;base64", " image/png;base64", "image/png ;base64", "image/png;BASE64 "),
        *(f"image/png;name={'n' * 100_000};base64", "image/pńg;base64", "text/html;base64", ""),
        *("application/pdf;base64", "image/png;name=\u202egnp.exe;base64", "*/*;base64"),
    ):
        yield Upload(f"data:{kind[:40]}", url=f"data:{kind},{sound}", kept=False)
    for address in (
        *("http://testserver/api/designs/../../../etc/passwd", "/etc/passwd", "//images.example/a"),
        *("http://testserver/media/../private/a.png", "file:///etc/passwd", "javascript:alert(1)"),
        *(
            "http://169.254.169.254/latest/meta-data/",
            "gopher://127.0.0.1:6379/_FLUSHALL",
            "x" * 9999,
        ),
        *(
            "\\\\host\\share\\a.png",
            "blob:http://testserver/1",
            "http://testserver/api/designs/1/picture/",
        ),
    ):
        yield Upload(address[:60], url=address, kept=False)
