"""From an uploaded file to the picture that is stored and printed (contract §6).

Pure: bytes in, bytes out, the same bytes for the same input. It runs in a process of its own, see
`bounded.py`, and so imports nothing of the shop.
"""

import io
from dataclasses import dataclass

from PIL import Image, ImageCms
from PIL.Image import Transpose

MIN_SIDE_PX, MAX_SIDE_PX = 16, 8000
MAX_PIXELS = 40_000_000
THUMBNAIL_PX = 480
JPEG_QUALITY = 95
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
    """A picture in sRGB, upright, without metadata, and its WebP thumbnail."""

    format: str
    width_px: int
    height_px: int
    content: bytes
    thumbnail: bytes


def normalise(data: bytes, declared_format: str) -> Picture:
    """Read a PNG or JPEG file and write it afresh at full resolution.

    `declared_format` is "png" or "jpeg". Raises InvalidPictureError.
    """
    image = _open(data, declared_format)
    _check_size(image)
    try:
        image.load()
    except (OSError, SyntaxError, ValueError) as error:
        raise InvalidPictureError(
            "This picture is damaged or incomplete. Save it again and choose the new file."
        ) from error
    orientation = _orientation(image)
    image = _to_srgb(image)
    if orientation in UPRIGHT:
        image = image.transpose(UPRIGHT[orientation])
    return Picture(
        format=declared_format,
        width_px=image.width,
        height_px=image.height,
        content=_encode(image, declared_format),
        thumbnail=_thumbnail(image),
    )


def _open(data: bytes, declared_format: str) -> Image.Image:
    try:
        image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
    except Image.DecompressionBombError as error:
        raise InvalidPictureError(_too_many_pixels()) from error
    except (OSError, SyntaxError, ValueError) as error:
        raise InvalidPictureError("This is not a PNG or JPEG picture that we can read.") from error
    if image.format == "MPO" or getattr(image, "n_frames", 1) > 1:
        raise InvalidPictureError(
            "This file holds several pictures or an animation. Choose a single picture."
        )
    actual = str(image.format)
    if actual.lower() != declared_format:
        raise InvalidPictureError(
            f"This file is named a {declared_format.upper()} picture but is a {actual} one. "
            "Save it again and choose the new file."
        )
    return image


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


def _orientation(image: Image.Image) -> int:
    """The camera's note of which way is up. A note that cannot be read counts as none."""
    try:
        return int(image.getexif().get(EXIF_ORIENTATION, 1))
    except Exception:  # damaged EXIF raises anything, while the picture itself is sound
        return 1


def _to_srgb(image: Image.Image) -> Image.Image:
    """As 8-bit RGB or RGBA in sRGB, whatever mode and colour profile the file has."""
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I"):
        image = _high_bytes(image)
    elif image.has_transparency_data:
        image = image.convert("RGBA")
    elif image.mode not in ("L", "CMYK"):
        image = image.convert("RGB")
    image = _through_profile(image, profile)
    # Pillow would write profile and comment from here into the new file.
    image.info = {}
    return image


def _high_bytes(grey: Image.Image) -> Image.Image:
    """16-bit grey as 8-bit; Pillow's own conversion would clip nearly everything to white."""
    return Image.frombytes("L", grey.size, grey.convert("I;16").tobytes()[1::2])


def _through_profile(image: Image.Image, profile: bytes | None) -> Image.Image:
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
    return image.convert(mode)


def _encode(image: Image.Image, file_format: str) -> bytes:
    out = io.BytesIO()
    if file_format == "jpeg":
        image.save(out, "JPEG", quality=JPEG_QUALITY, subsampling="4:4:4", optimize=True)
    else:
        image.save(out, "PNG", compress_level=6)
    return out.getvalue()


def _thumbnail(image: Image.Image) -> bytes:
    out, small = io.BytesIO(), image.copy()
    small.thumbnail((THUMBNAIL_PX, THUMBNAIL_PX), reducing_gap=3.0)
    small.save(out, "WEBP", quality=85)
    return out.getvalue()
