"""The print area as something to look at: its outline and its size."""

from functools import cache

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from customkeeps.mockups.composite import AreaMm
from customkeeps.mockups.views import load_blank

INK = (178, 60, 38, 255)
TINT = (178, 60, 38, 22)
LONG_SIDE_PX = 1400

Quad = tuple[tuple[float, float], ...]


def print_area_frame(area_mm: AreaMm) -> Image.Image:
    """A design that outlines its own area with dashes and says how large it is."""
    width_mm, height_mm = area_mm[2] - area_mm[0], area_mm[3] - area_mm[1]
    scale = LONG_SIDE_PX / max(width_mm, height_mm)
    width, height = round(width_mm * scale), round(height_mm * scale)
    frame = Image.new("RGBA", (width, height), TINT)
    pen = ImageDraw.Draw(frame)
    stroke = max(4, round(min(width, height) / 110))
    for start in range(0, max(width, height), stroke * 6):
        end = start + stroke * 3
        pen.rectangle((start, 0, end, stroke), INK)
        pen.rectangle((start, height - stroke, end, height), INK)
        pen.rectangle((0, start, stroke, end), INK)
        pen.rectangle((width - stroke, start, width, end), INK)
    label = f"{width_mm:g} by {height_mm:g} mm"
    # An area over twice as wide as high goes round its product: a third of it faces the camera.
    goes_round = width_mm > 2 * height_mm
    font = ImageFont.load_default(size=width / (24 if goes_round else 11))
    pen.text((width / 2, height / 2), label, INK, font, anchor="mm")
    return frame


@cache
def print_quad(view: str, area_mm: AreaMm) -> Quad:
    """Where the area's corners lie in the picture, as shares of its width and height.

    Clockwise from the upper left; a picture stretched over them is a fair preview of the print.
    """
    blank = load_blank(view, 500)
    left, bottom, right, top = area_mm
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    printable = blank.printable > 0.5
    quad = []
    for u_mm, v_mm in corners:
        distance = np.hypot(blank.u_mm - u_mm, blank.v_mm - v_mm)
        nearest = int(np.where(printable, distance, np.inf).argmin())
        row, column = divmod(nearest, blank.width_px)
        across = (column + 0.5) / blank.width_px
        quad.append((round(across, 4), round((row + 0.5) / blank.height_px, 4)))
    return tuple(quad)
