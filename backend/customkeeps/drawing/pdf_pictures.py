"""Stored pictures within a PDF, at full size: a JPEG as its own bytes, a PNG without loss."""

from collections.abc import Iterable
from typing import Any

import pikepdf
import skia
from pikepdf import Dictionary, Name

from customkeeps.drawing.decoding import STRAIGHT, Bytes, Decoding, codec_of, strips_of
from customkeeps.drawing.document import ColourKey
from customkeeps.drawing.png_file import packed_rows

JPEG_START = b"\xff\xd8\xff"
# Rows are kept as differences, as in PNG.
PNG_PREDICTOR = 15


def picture_object(pdf: pikepdf.Pdf, data: bytes, colour_key: ColourKey | None) -> pikepdf.Stream:
    """The picture as an object of the file, with its transparency. Raises RenderingError."""
    if data.startswith(JPEG_START) and colour_key is None:
        return _jpeg(pdf, data)
    decoding = Decoding(data, colour_key, STRAIGHT)
    decoding.need(0, len(decoding.pixels))
    pixels = decoding.pixels
    strips = [pixels[rows] for rows in strips_of(*pixels.shape[:2])]
    if data.startswith(JPEG_START):
        picture = _jpeg(pdf, data)
    else:
        picture = _lossless(pdf, pixels, Name.DeviceRGB, (strip[..., 2::-1] for strip in strips))
    if any((strip[..., 3] != 255).any() for strip in strips):
        alpha = (strip[..., 3:] for strip in strips)
        picture.SMask = _lossless(pdf, pixels, Name.DeviceGray, alpha)
    return picture


def _jpeg(pdf: pikepdf.Pdf, data: bytes) -> pikepdf.Stream:
    info = codec_of(data).getInfo()
    grey = info.colorType() == skia.kGray_8_ColorType
    space = Name.DeviceGray if grey else Name.DeviceRGB
    return _picture(pdf, data, info.width(), info.height(), space, Filter=Name.DCTDecode)


def _lossless(
    pdf: pikepdf.Pdf, pixels: Bytes, space: pikepdf.Object, strips: Iterable[Bytes]
) -> pikepdf.Stream:
    height, width = pixels.shape[:2]
    rows = Dictionary(
        Predictor=PNG_PREDICTOR,
        Colors=1 if space == Name.DeviceGray else 3,
        BitsPerComponent=8,
        Columns=width,
    )
    data = b"".join(packed_rows(strips))
    return _picture(pdf, data, width, height, space, Filter=Name.FlateDecode, DecodeParms=rows)


def _picture(
    pdf: pikepdf.Pdf, data: bytes, width: int, height: int, space: pikepdf.Object, **packing: Any
) -> pikepdf.Stream:
    return pikepdf.Stream(
        pdf,
        data,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=width,
        Height=height,
        ColorSpace=space,
        BitsPerComponent=8,
        Interpolate=True,
        **packing,
    )
