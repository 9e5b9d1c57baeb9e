"""JPEG files: bombs, broken segments, hidden words, odd modes."""

import io
import struct
from collections.abc import Iterator

from PIL import Image, ImageCms

from tests.designs.samples import file_of, multi_picture_jpeg, plain
from tests.torture.hostile.upload import CANARY, Upload

START, END = b"\xff\xd8", b"\xff\xd9"
GPS, MAKER_NOTE, ORIENTATION, DESCRIPTION = 0x8825, 0x927C, 0x0112, 0x010E


def jpeg(width: int = 24, height: int = 24, mode: str = "RGB", **options: object) -> bytes:
    image = Image.effect_noise((width, height), 40).convert(mode)
    return file_of(image, "JPEG", **{"quality": 70} | options)


SOUND = jpeg()


def segment(marker: int, content: bytes, *, length: int | None = None) -> bytes:
    size = len(content) + 2 if length is None else length
    return bytes([0xFF, marker]) + struct.pack(">H", size) + content


def with_segments(*parts: bytes, data: bytes = SOUND) -> bytes:
    """Behind the start, before everything else."""
    return START + b"".join(parts) + data[2:]


def resized(width: int, height: int, data: bytes = SOUND, marker: bytes = b"\xff\xc0") -> bytes:
    """The same pixels under a header that claims another size."""
    at = data.index(marker) + 5
    return data[:at] + struct.pack(">HH", height, width) + data[at + 4 :]


def without(marker: int, data: bytes = SOUND) -> bytes:
    at = data.index(bytes([0xFF, marker]))
    return data[:at] + data[at + 2 + struct.unpack(">H", data[at + 2 : at + 4])[0] :]


def bombs() -> Iterator[Upload]:
    for width, height in (
        *((65_535, 65_535), (65_535, 1), (1, 65_535), (0, 0), (0, 24), (24, 0), (1, 1), (15, 24)),
        *((8001, 24), (24, 8001), (8000, 5001), (6400, 6407)),
    ):
        data = resized(width, height)
        yield Upload(f"jpeg claims {width} x {height}", data, "jpeg", kept=False)
    yield Upload("jpeg claims 8000 x 5000", resized(8000, 5000), "jpeg", heavy=True)
    yield scans(8000, 5000, 3000)
    yield scans(1000, 1000, 400)
    yield Upload("jpeg progressive, 40 megapixels", progressive(8000, 5000), "jpeg", kept=False)
    yield Upload("jpeg 200,000 restarts", with_segments(segment(0xDD, b"\0\1") * 200_000), "jpeg")
    yield Upload("jpeg two million fill bytes", START + b"\xff" * 2_000_000 + SOUND[2:], "jpeg")


def progressive(width: int, height: int) -> bytes:
    """One that would need 400 MB: it claims the size, and has the pixels of a small one."""
    small = jpeg(progressive=True, subsampling=0)
    return resized(width, height, small, b"\xff\xc2")


def scans(width: int, height: int, times: int) -> Upload:
    """A few kilobytes whose last scan comes again and again over the whole picture."""
    data = file_of(Image.new("L", (16, 16), 90), "JPEG", progressive=True)
    data = resized(width, height, data, b"\xff\xc2")
    last = data.rindex(b"\xff\xda")
    bomb = data[:last] + data[last:-2] * times + END
    return Upload(f"jpeg {times} scans of {width} x {height}", bomb, "jpeg", heavy=times > 1000)


def exif_of(**more: object) -> bytes:
    exif = Image.Exif()
    exif[DESCRIPTION], exif[ORIENTATION] = CANARY.decode(), more.get("orientation", 6)
    exif[MAKER_NOTE] = CANARY * 20
    exif.get_ifd(GPS)[1], exif.get_ifd(GPS)[2] = "N", (14.0, 35.0, 59.0)
    return exif.tobytes()


def hiding() -> Iterator[Upload]:
    thumbnail = file_of(plain(16, 16), "JPEG", comment=CANARY)
    ifd = struct.pack(">HHHII", 1, DESCRIPTION, 2, len(CANARY), 26)
    two = b"Exif\0\0MM\0*\0\0\0\x08" + ifd + struct.pack(">I", 60) + CANARY.ljust(34)
    two += struct.pack(">HHHIIHHIII", 2, 0x0201, 4, 1, 100, 0x0202, 4, 1, len(thumbnail), 0)
    xmp = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + CANARY + b"</x:xmpmeta>"
    more_xmp = b"http://ns.adobe.com/xmp/extension/\0" + b"A" * 32 + b"\0\0\0\x20\0\0\0\0" + CANARY
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x17\x1c\x02\x78\0\x12" + CANARY + b"\0"
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    hidden = {
        "EXIF with GPS and maker's note": segment(0xE1, exif_of()),
        "EXIF with a thumbnail": segment(0xE1, two + thumbnail),
        "XMP": segment(0xE1, xmp),
        "extended XMP": segment(0xE1, xmp) + segment(0xE1, more_xmp),
        "IPTC": segment(0xED, iptc),
        "a comment": segment(0xFE, CANARY),
        "a profile": segment(0xE2, b"ICC_PROFILE\0\1\1" + srgb + CANARY),
        "no profile": segment(0xE2, b"ICC_PROFILE\0\1\1" + CANARY * 20),
        "a third of a profile": segment(0xE2, b"ICC_PROFILE\0\2\3" + CANARY),
        "255 profiles": b"".join(
            segment(0xE2, b"ICC_PROFILE\0" + bytes([each, 255]) + CANARY) for each in range(1, 256)
        ),
        "a JFXX thumbnail": segment(0xE0, b"JFXX\0\x10" + thumbnail),
        "an Adobe note": segment(0xEE, b"Adobe\0d\0\0\0\0\1" + CANARY),
        "FlashPix": segment(0xE2, b"FPXR\0" + CANARY),
        "fifty comments of 64 kB": segment(0xFE, (CANARY * 3641)[:65_533]) * 50,
        "script": segment(0xFE, b"*/=1;alert('" + CANARY + b"');/*"),
        "PHP": segment(0xFE, b"<?php echo '" + CANARY + b"'; ?>"),
    }
    for kind, parts in hidden.items():
        yield Upload(f"jpeg hides {kind}", with_segments(parts), "jpeg", kept=True)
    for orientation in (0, 9, 65_535):
        exif = segment(0xE1, exif_of(orientation=orientation))
        yield Upload(f"jpeg orientation {orientation}", with_segments(exif), "jpeg", kept=True)
    ifds = {
        "that leads to itself": b"\0\0\0\0\0\x08",
        "of 65,535 entries": b"\xff\xff" + CANARY,
        "that promises 4 GB": struct.pack(">HHHII", 1, DESCRIPTION, 2, 2**32 - 1, 8),
        "that points outside": struct.pack(">HHHII", 1, ORIENTATION, 4, 99, 2**31),
        "of an unknown type": struct.pack(">HHHII", 1, ORIENTATION, 999, 1, 6),
    }
    for kind, ifd in ifds.items():
        exif = segment(0xE1, b"Exif\0\0MM\0*\0\0\0\x08" + ifd)
        yield Upload(f"jpeg EXIF {kind}", with_segments(exif), "jpeg", kept=True)


def broken() -> Iterator[Upload]:
    for name, marker in (("DQT", 0xDB), ("SOF", 0xC0), ("DHT", 0xC4), ("SOS", 0xDA)):
        yield Upload(f"jpeg no {name}", without(marker), "jpeg")
    frame = SOUND.index(b"\xff\xc0")
    for name, marker in (("lossless", 0xC3), ("arithmetic", 0xC9), ("hierarchical", 0xC5)):
        data = SOUND[: frame + 1] + bytes([marker]) + SOUND[frame + 2 :]
        yield Upload(f"jpeg {name}", data, "jpeg")
    for name, at, value in (
        *(("12 bit", frame + 4, 12), ("0 bit", frame + 4, 0), ("no channel", frame + 9, 0)),
        *(("2 channels", frame + 9, 2), ("255 channels", frame + 9, 255)),
        *(("sampling 15", frame + 11, 0xFF), ("sampling 0", frame + 11, 0)),
        ("table 200", frame + 12, 200),
    ):
        data = bytearray(SOUND)
        data[at] = value
        yield Upload(f"jpeg {name}", bytes(data), "jpeg")
    for length in (0, 1, 2, 0xFFFF):
        bad = segment(0xE1, b"Exif\0\0" + CANARY, length=length)
        yield Upload(f"jpeg segment of {length} bytes", with_segments(bad), "jpeg")
    yield Upload("jpeg start only", b"\xff\xd8\xff", "jpeg", kept=False)
    yield Upload("jpeg starts twice", START + SOUND, "jpeg")
    yield Upload("jpeg ends at once", START + END + SOUND, "jpeg")
    yield Upload("jpeg height comes later", resized(24, 0), "jpeg", kept=False)
    yield Upload("jpeg no end", SOUND[:-2], "jpeg")
    yield Upload("jpeg scan without pixels", SOUND[: SOUND.index(b"\xff\xda") + 14] + END, "jpeg")


def several_and_odd() -> Iterator[Upload]:
    yield Upload("jpeg several pictures (MPO)", multi_picture_jpeg(), "jpeg", kept=False)
    index = segment(0xE2, b"MPF\0MM\0*\0\0\0\x08\xff\xff" + CANARY)
    yield Upload("jpeg broken list of pictures", with_segments(index), "jpeg")
    for mode in ("L", "CMYK"):
        yield Upload(f"jpeg {mode}", jpeg(mode=mode, comment=CANARY), "jpeg", kept=True)
    ycck = bytearray(jpeg(mode="CMYK"))
    ycck[bytes(ycck).index(b"Adobe") + 11] = 2
    yield Upload("jpeg YCCK", bytes(ycck), "jpeg", kept=True)
    yield Upload("jpeg progressive", jpeg(progressive=True, comment=CANARY), "jpeg", kept=True)
    huge = io.BytesIO()
    Image.new("RGB", (6000, 6600), "teal").save(huge, "JPEG", comment=CANARY, exif=exif_of())
    yield Upload("jpeg 40 megapixels, turned", huge.getvalue(), "jpeg", kept=True, heavy=True)
