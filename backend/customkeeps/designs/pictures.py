"""From an uploaded file to the picture that is stored and printed (contract §6).

Pure: bytes in, bytes out, the same bytes for the same input. It runs in a process of its own, see
`bounded.py`, and so imports nothing of the shop but what is as pure.
"""

import io
from dataclasses import dataclass

from PIL import Image, ImageCms
from PIL.Image import Transpose
from PIL.JpegImagePlugin import JpegImageFile

from customkeeps.designs.picture_facts import Facts, facts_of

MIN_SIDE_PX, MAX_SIDE_PX = 16, 8000
MAX_PIXELS = 40_000_000
THUMBNAIL_PX, SCREEN_PX = 480, 2000
JPEG_QUALITY = 95
# Above this, smaller files are not worth their time (PNG) and memory (JPEG), see `bounded.py`.
PACKED_TIGHT_PIXELS = 12_000_000
# Pillow keeps every colour picture in four bytes a pixel; there are two while one is converted.
BYTES_A_PIXEL = 4
MAX_BYTES = 2 * BYTES_A_PIXEL * MAX_PIXELS
STARTS = {"png": b"\x89PNG\r\n\x1a\n", "jpeg": b"\xff\xd8\xff"}
TOO_HEAVY = (
    "This picture takes too much memory to open. Save it with fewer pixels, or as a JPEG that is "
    "not progressive, and choose the new file."
)
NOT_A_PICTURE = "This is not a PNG or JPEG picture that we can read."
EXIF_ORIENTATION = 0x0112
UPRIGHT = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}


class InvalidPictureError(Exception):
    """The file is not a picture we can print; the message tells the shopper why."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in sRGB, upright, without metadata, its WebP thumbnail and what is known of it."""

    format: str
    width_px: int
    height_px: int
    content: bytes
    thumbnail: bytes
    facts: Facts


def check_start(data: bytes, declared_format: str) -> None:
    """What the first bytes give away already, so that no decoder needs to see the rest.

    Raises InvalidPictureError.
    """
    for actual, start in STARTS.items():
        if data.startswith(start):
            return _check_format(actual, declared_format)
    raise InvalidPictureError(NOT_A_PICTURE)


def normalise(data: bytes, declared_format: str) -> Picture:
    """Read a PNG or JPEG file and write it afresh at full resolution.

    `declared_format` is "png" or "jpeg". Raises InvalidPictureError. Of a picture of MAX_PIXELS no
    more than two are in memory at once, as two are what the worker process may have.
    """
    image = _upright_srgb(_load(data, declared_format))
    thumbnail = _small_copy(image, THUMBNAIL_PX, quality=85, spare=3)
    facts = facts_of(image)
    return Picture(
        format=declared_format,
        width_px=image.width,
        height_px=image.height,
        content=_encode(image, declared_format),
        thumbnail=thumbnail,
        facts=facts,
    )


def look_at(data: bytes, declared_format: str) -> Facts:
    """What is to be known of a picture that `normalise` has written. Raises InvalidPictureError."""
    return facts_of(_upright_srgb(_load(data, declared_format)))


def screen_copy(data: bytes, file_format: str) -> bytes:
    """A WebP copy of a picture that `normalise` made, of SCREEN_PX a side at most.

    Raises InvalidPictureError.
    """
    return _small_copy(_load(data, file_format), SCREEN_PX, quality=90, spare=2)


def _load(data: bytes, declared_format: str) -> Image.Image:
    image = _open(data, declared_format)
    _check_size(image)
    _check_memory(image)
    try:
        image.load()
    except (OSError, SyntaxError, ValueError) as error:
        raise InvalidPictureError(
            "This picture is damaged or incomplete. Save it again and choose the new file."
        ) from error
    return image


def _open(data: bytes, declared_format: str) -> Image.Image:
    try:
        image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
    except Image.DecompressionBombError as error:
        raise InvalidPictureError(_too_many_pixels()) from error
    except (OSError, SyntaxError, ValueError) as error:
        raise InvalidPictureError(NOT_A_PICTURE) from error
    if image.format == "MPO" or getattr(image, "n_frames", 1) > 1:
        raise InvalidPictureError(
            "This file holds several pictures or an animation. Choose a single picture."
        )
    _check_format(str(image.format).lower(), declared_format)
    return image


def _check_format(actual: str, declared: str) -> None:
    if actual != declared:
        raise InvalidPictureError(
            f"This file is named a {declared.upper()} picture but is a {actual.upper()} one. "
            "Save it again and choose the new file."
        )


def _check_size(image: Image.Image) -> None:
    if min(image.size) < MIN_SIDE_PX:
        raise InvalidPictureError(
            f"This picture is too small to print: each side needs {MIN_SIDE_PX} pixels or more."
        )
    if max(image.size) > MAX_SIDE_PX:
        raise InvalidPictureError(
            f"This picture is too large: a side may have {MAX_SIDE_PX} pixels at most."
        )
    if image.width * image.height > MAX_PIXELS:
        raise InvalidPictureError(_too_many_pixels())


def _too_many_pixels() -> str:
    return f"This picture is too large: it may have {MAX_PIXELS // 1_000_000} megapixels at most."


def _check_memory(image: Image.Image) -> None:
    """A progressive JPEG's coefficients, two bytes each, are all in memory beside its pixels."""
    if not isinstance(image, JpegImageFile) or not image.info.get("progressive"):
        return
    parts = [(width, height) for _, width, height, _ in image.layer]
    largest = max((width * height for width, height in parts), default=1)
    coefficients = sum(width * height for width, height in parts) / max(largest, 1)
    if image.width * image.height * (BYTES_A_PIXEL + 2 * coefficients) > MAX_BYTES:
        raise InvalidPictureError(TOO_HEAVY)


def _orientation(image: Image.Image) -> int:
    """The camera's note of which way is up. A note that cannot be read counts as none."""
    try:
        return int(image.getexif().get(EXIF_ORIENTATION, 1))
    except Exception:  # damaged EXIF raises anything, while the picture itself is sound
        return 1


def _upright_srgb(image: Image.Image) -> Image.Image:
    orientation, profile = _orientation(image), image.info.get("icc_profile")
    image = _through_profile(_in_eight_bits(image), profile)
    # Pillow would write profile and comment from here into the new file.
    image.info = {}
    return image.transpose(UPRIGHT[orientation]) if orientation in UPRIGHT else image


def _in_eight_bits(image: Image.Image) -> Image.Image:
    """A mode that profiles can be applied to."""
    if image.mode.startswith("I"):
        return _high_bytes(image)
    if image.has_transparency_data:
        return _in_mode(image, "RGBA")
    return image if image.mode in ("L", "CMYK") else _in_mode(image, "RGB")


def _in_mode(image: Image.Image, mode: str) -> Image.Image:
    """Without the copy that Pillow would make of a picture that is in this mode already."""
    return image if image.mode == mode else image.convert(mode)


def _high_bytes(grey: Image.Image) -> Image.Image:
    """16-bit grey as 8-bit; Pillow's own conversion would clip nearly everything to white."""
    if grey.mode != "I;16":
        grey = grey.convert("I;16")
    return Image.frombytes("L", grey.size, grey.tobytes()[1::2])


def _through_profile(image: Image.Image, profile: bytes | None) -> Image.Image:
    """As RGB or RGBA in sRGB."""
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile:
        try:
            converted = ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode=mode,
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            # Not a profile of these channels: the numbers are taken as sRGB, as browsers do.
            converted = None
        if converted is not None:
            return converted
    return _in_mode(image, mode)


def _encode(image: Image.Image, file_format: str) -> bytes:
    out = io.BytesIO()
    tight = image.width * image.height <= PACKED_TIGHT_PIXELS
    if file_format == "jpeg":
        image.save(out, "JPEG", quality=JPEG_QUALITY, subsampling="4:4:4", optimize=tight)
    else:
        image.save(out, "PNG", compress_level=6 if tight else 1)
    return out.getvalue()


def _small_copy(image: Image.Image, side_px: int, *, quality: int, spare: int) -> bytes:
    """`spare`: reduced first to never less than so many times what it becomes, which keeps it
    sharp, and takes less memory than any other way.
    """
    out, small = io.BytesIO(), image.reduce(max(1, max(image.size) // (spare * side_px)))
    small.thumbnail((side_px, side_px))
    small.save(out, "WEBP", quality=quality)
    return out.getvalue()
